"""`manage purge_transfers`: erase the folders left for more than a day. To be run each night."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.exchange.transfers.actions import purge


class Command(BaseCommand):
    help = "Efface les dossiers déposés ou préparés depuis plus d’un jour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Dossiers effacés : {purge()}.")
