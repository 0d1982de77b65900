"""`manage letter 2017-03 [--as-of 2017-03-31] --format json|html|pdf|xlsx -o FILE`. Contract: docs/exchange.md."""

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.core.command_line import BAD_CALL, day, write_whole
from jalon.indicators.window import Window
from jalon.reports.models import Edition
from jalon.reports.pdf.document import Overfull
from jalon.reports.publication import publication, whole
from jalon.web.figures.letter_file import FORMATS, written


class Command(BaseCommand):
    help = "Écrit la lettre d’un mois (2017-03) ou d’une année (2017), dans la version demandée."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("period", metavar="PÉRIODE")
        parser.add_argument("--as-of", type=day, metavar="AAAA-MM-JJ", help="telle que connue ce jour-là")
        parser.add_argument("--format", choices=FORMATS, required=True)
        parser.add_argument("--edition", metavar="NOM", help="le nom d’une version ; sans lui, tout le PLIE")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, period: str, as_of: dt.date | None, output: Path, **options: Any) -> None:
        try:
            window = Window.parse(period, as_of)
        except ValueError:
            raise _bad(f"« {period} » : écrivez un mois (2017-03) ou une année (2017).") from None
        try:
            write_whole(output, written(publication(_edition(options["edition"]), window), options["format"]))
        except Overfull as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise _bad(f"{output} ne peut pas être écrit : {error.strerror}.") from error


def _bad(said: str) -> CommandError:
    return CommandError(said, returncode=BAD_CALL)


def _edition(name: str | None) -> Edition:
    if name is None:
        return whole()
    found = Edition.objects.filter(name=name).first()
    if found is None:
        raise _bad(f"Aucune version ne s’appelle « {name} » : {', '.join(map(str, Edition.objects.all()))}.")
    return found
