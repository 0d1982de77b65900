"""`manage purge_files`: erase the contents that nothing names, tell those that lack or have changed. Each night."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.documents.purging import purge


class Command(BaseCommand):
    help = "Efface les fichiers sans emploi depuis plus d’un jour ; relit les autres et dit ceux qui ont changé."

    def handle(self, *args: Any, **options: Any) -> None:
        found = purge(by=None)
        self.stdout.write(f"Contenus sans fiche effacés : {found.orphans}. Fichiers sans emploi : {found.unused}.")
        if found.damaged:
            raise CommandError("\n".join(found.damaged))
