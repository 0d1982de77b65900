"""`manage run_mailing KEY`: sends a batch of messages prepared on the pages, which start it themselves."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from jalon.messaging.sending import run


class Command(BaseCommand):
    help = "Envoie un lot de messages préparé dans les pages (elles l’appellent elles-mêmes)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", type=UUID)

    def handle(self, *args: Any, batch: UUID, **options: Any) -> None:
        run(batch)
