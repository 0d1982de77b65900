"""`manage digest`: the digest of the morning, to who asked for it. To be run once each working day."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.alerts.digest import send_digests


class Command(BaseCommand):
    help = "Envoie à qui l’a demandé le résumé de ce qu’il y a à régler aujourd’hui ; jamais deux fois le même jour."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Résumés : {send_digests()}.")
