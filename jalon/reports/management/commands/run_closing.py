"""`manage run_closing KEY`: the work of a closing asked for on the pages, which start it themselves."""

from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand

from jalon.reports.closing.actions import run
from jalon.reports.models import Closing


class Command(BaseCommand):
    help = "Fait le travail d’un arrêté demandé dans les pages (elles l’appellent elles-mêmes)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", type=UUID)

    def handle(self, *args: Any, key: UUID, **options: Any) -> None:
        run(Closing.objects.select_related("by").get(key=key))
