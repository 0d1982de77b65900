"""`manage run_transfer KEY`: the work of an import or export asked for on the pages, which start it themselves."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from jalon.exchange.models import Transfer
from jalon.exchange.transfers.running import run


class Command(BaseCommand):
    help = "Fait le travail d’un import ou d’un export demandé dans les pages (elles l’appellent elles-mêmes)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", type=UUID)

    def handle(self, *args: Any, key: UUID, **options: Any) -> None:
        run(Transfer.objects.select_related("by").get(key=key))
