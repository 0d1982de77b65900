"""`manage close 2017-03 [--as-of 2017-03-31] [--why …]`: close a period in all the versions of its letter."""

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jalon.core import french, periods
from jalon.core.command_line import day
from jalon.core.work import Progress
from jalon.reports.closing.actions import UnderWay, close
from jalon.reports.closing.hindrances import HeldUp

T = TypeVar("T")


class Said(Progress):
    """« version 7 sur 20 », a line each."""

    def __init__(self, stream: Any) -> None:
        self.stream = stream

    def over(self, items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
        every = list(items)
        for rank, item in enumerate(every, 1):
            if len(every) > 1:
                self.stream.write(f"{label} {rank} sur {len(every)}")
            yield item


class Command(BaseCommand):
    help = "Arrête une période dans toutes les versions de sa lettre, comme la page « Arrêter »."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("period", metavar="PÉRIODE", help="un mois ou une année : 2017-03, 2017")
        parser.add_argument("--as-of", type=day, metavar="AAAA-MM-JJ", help="tel que connu ce jour ; le dernier sinon")
        parser.add_argument("--why", default="", help="pourquoi une nouvelle version, à partir de la deuxième")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            period = periods.parse(options["period"])
        except ValueError:
            raise CommandError("Écrivez un mois ou une année, ex. : 2017-03, 2017.") from None
        try:
            as_of = options["as_of"] or period.end
            closing = close(by=None, period=period, as_of=as_of, why=options["why"], progress=Said(self.stdout))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        except (HeldUp, UnderWay) as error:
            raise CommandError(str(error)) from None
        if not closing.closed_at:
            raise CommandError(closing.trouble or "L’arrêté est abandonné. Rien n’est gardé.")
        many = closing.letters.count()
        self.stdout.write(
            f"{closing.period} : arrêté n° {closing.number}, tel que connu le {french.day(closing.as_of)}, "
            f"{many} version{'s' if many > 1 else ''}."
        )
