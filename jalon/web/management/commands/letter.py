"""`manage letter 2017-03 [--as-of 2017-03-31] --format json|html -o FILE`. Contract: docs/exchange.md."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.indicators.window import Window
from jalon.web.figures.letter_file import FORMATS

BAD_CALL = 2


def day(text: str) -> dt.date:
    """A day of the command line."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None


class Command(BaseCommand):
    help = "Écrit la lettre d’un mois (2017-03) ou d’une année (2017)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("period", metavar="PÉRIODE")
        parser.add_argument("--as-of", type=day, metavar="AAAA-MM-JJ", help="telle que connue ce jour-là")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, period: str, as_of: dt.date | None, output: Path, **options: Any) -> None:
        try:
            window = Window.parse(period, as_of)
        except ValueError:
            raise CommandError(
                f"« {period} » : écrivez un mois (2017-03) ou une année (2017).", returncode=BAD_CALL
            ) from None
        try:
            output.write_text(FORMATS[options["format"]](window), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output} ne peut pas être écrit : {error.strerror}.", returncode=BAD_CALL) from error
