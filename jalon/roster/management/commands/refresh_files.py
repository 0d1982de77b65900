"""`manage refresh_files`: the list of participants made anew from the facts."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.roster.actions import refresh_all


class Command(BaseCommand):
    help = "Refait la liste des participants (tri, filtres, recherche) à partir des faits."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{refresh_all()} dossiers.")
