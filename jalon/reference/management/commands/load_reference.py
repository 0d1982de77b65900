"""Bring the nomenclatures up to date from the versioned files, or the communes of all France from a list."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jalon.reference.actions import load_communes, load_reference


class Command(BaseCommand):
    help = "Met à jour les nomenclatures : ajoute et corrige, ne supprime rien. Peut être relancé."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--communes",
            type=Path,
            metavar="FICHIER",
            help="communes de toute la France : v_commune_AAAA.csv ou v_mvt_commune_AAAA.csv (INSEE), ou JSON",
        )

    def handle(self, *args: Any, communes: Path | None, **options: Any) -> None:
        try:
            loaded = load_communes(by=None, path=communes) if communes else load_reference(by=None)
        except (OSError, ValueError, ValidationError) as refused:
            raise CommandError(f"Rien n’a été chargé : {refused}") from refused
        changed = [table for table in loaded if table.created or table.updated]
        for table in changed:
            self.stdout.write(
                f"{table.table} : {_count(table.created, 'ajout')}, {_count(table.updated, 'correction')}"
            )
        if not changed:
            self.stdout.write("Rien à changer.")


def _count(keys: list[str], noun: str) -> str:
    shown = ", ".join(keys[:10]) + (", …" if len(keys) > 10 else "")
    plural = "s" if len(keys) > 1 else ""
    return f"{len(keys)} {noun}{plural}" + (f" ({shown})" if keys else "")
