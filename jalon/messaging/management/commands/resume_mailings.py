"""`manage resume_mailings`: sends what a server put off, or what a stop of the machine cut short. For each hour."""

from typing import Any

from django.core.management.base import BaseCommand

from jalon.messaging.sending import run_here, unfinished


class Command(BaseCommand):
    help = "Reprend les envois inachevés que personne n’a arrêtés."

    def handle(self, *args: Any, **options: Any) -> None:
        done = sum(run_here(batch) for batch in unfinished())
        self.stdout.write(f"Envois repris : {done}.")
