"""`manage import_folder DIR [--dry-run] [--report FILE.json]`. Contract: docs/exchange.md."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from tqdm import tqdm

from jalon.core.work import Progress
from jalon.exchange.imports.folder import BaseKeepsChanging, Outcome, import_folder

T = TypeVar("T")
REFUSED = 1
BAD_CALL = 2


class Bar(Progress):
    """A bar a phase, on the error output; nothing when that is not a terminal."""

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        yield from tqdm(items, desc=label, total=total, unit=" lignes", leave=False, disable=None)


class Command(BaseCommand):
    help = "Importe un dossier au format d’échange, en entier ou pas du tout."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="tout vérifier sans rien écrire")
        parser.add_argument("--report", metavar="FILE.json", type=Path, help="écrire le rapport dans ce fichier")

    def handle(self, *args: Any, folder: Path, dry_run: bool, report: Path | None, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} n’est pas un dossier.", returncode=BAD_CALL)
        if report and not report.parent.is_dir():
            raise CommandError(f"{report.parent} n’est pas un dossier.", returncode=BAD_CALL)
        try:
            outcome = import_folder(folder, by=None, dry_run=dry_run, progress=Bar())
        except BaseKeepsChanging:
            raise CommandError(
                "La base a changé pendant chaque vérification. Rien n’est écrit : recommencez."
            ) from None
        except OperationalError as error:
            raise CommandError(f"La base ne répond pas ({error}). Rien n’est écrit : recommencez.") from error
        if report:
            report.write_text(json.dumps(outcome.report(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        self._tell(outcome, dry_run=dry_run)

    def _tell(self, outcome: Outcome, *, dry_run: bool) -> None:
        for name, encoding in outcome.encodings.items():
            if encoding == "cp1252":
                self.stdout.write(f"{name} : lu en Windows-1252 (ce n’est pas de l’UTF-8).")
        for fault in outcome.faults:
            self.stdout.write(str(fault))
        if outcome.faults:
            raise CommandError(
                f"Refusé : {len(outcome.faults)} points à corriger. Rien n’est écrit.", returncode=REFUSED
            )
        if dry_run:
            self.stdout.write(f"{outcome.lines_read} lignes vérifiées, aucun point à corriger. Rien n’est écrit.")
            return
        done = {name: number for name, number in outcome.counts.items() if number}
        self.stdout.write(f"{outcome.lines_read} lignes lues. " + (_listed(done) or "Tout était déjà dans la base."))


def _listed(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} : {number}" for name, number in counts.items())
