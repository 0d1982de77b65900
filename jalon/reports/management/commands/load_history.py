"""`manage load_history FILE [--computed-since 2017]`: the figures of the years before Jalon."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from jalon.reports.actions import compute_since
from jalon.reports.loading import Loaded, load_history


class Command(BaseCommand):
    help = "Charge l’historique saisi : les chiffres des années d’avant Jalon, avec leur source. Peut être relancé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER", help="CSV : indicateur;periode;valeur;source")
        parser.add_argument("--computed-since", type=int, metavar="ANNÉE", help="première année calculée")

    @transaction.atomic
    def handle(self, *args: Any, file: Path, computed_since: int | None, **options: Any) -> None:
        try:
            if computed_since is not None:
                compute_since(by=None, year=computed_since)
            loaded = load_history(by=None, path=file)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{file} ne peut pas être lu : {error}.") from error
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if loaded.faults:
            raise CommandError("Rien n’a été chargé.\n" + "\n".join(loaded.faults))
        self.stdout.write(_said(loaded))


def _said(loaded: Loaded) -> str:
    if not loaded.typed and not loaded.corrected:
        return "Rien à changer."
    return f"Chiffres ajoutés : {loaded.typed}, corrigés : {loaded.corrected}."
