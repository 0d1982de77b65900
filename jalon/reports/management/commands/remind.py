"""`manage remind`: the reminders of the day to complete a month's files. To be run each morning."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.reports.sending.reminders import remind


class Command(BaseCommand):
    help = "Rappelle à chaque référent les dossiers du mois à compléter, cinq jours avant l’arrêté et le jour même."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Rappels : {remind()}.")
