"""`manage export_folder DIR`. Contract: docs/exchange.md."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.exchange.exports.folder import NotOurs, export_folder

BAD_CALL = 2


class Command(BaseCommand):
    help = "Écrit la base entière dans un dossier, au format d’échange."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            counts = export_folder(folder, by=None)
        except NotOurs as error:
            raise CommandError(
                f"{folder} contient autre chose qu’un export ({error}). Choisissez un dossier vide.",
                returncode=BAD_CALL,
            ) from error
        except OSError as error:
            raise CommandError(f"{folder} ne peut pas être écrit : {error.strerror}.", returncode=BAD_CALL) from error
        self.stdout.write(f"{sum(counts.values())} lignes écrites dans {folder}.")
