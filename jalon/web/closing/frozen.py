"""A figure of a closed letter: its value, its definition, and the list of files that was frozen with it."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import french, periods
from jalon.indicators.kinds import Count, Indicator, Mean
from jalon.indicators.registry import DIMENSIONS, INDICATORS
from jalon.indicators.window import Window
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.reports.closing.differences import number_in
from jalon.reports.closing.lists import Record, cells_of, of_the_period, records
from jalon.reports.editions.filters import filters_of
from jalon.reports.figures import Figure
from jalon.reports.models import ClosedLetter, Closing
from jalon.reports.sheet.parts import Sheet
from jalon.reports.sheet.print import text
from jalon.reports.sheet.serial import unpacked
from jalon.web.access import AccountRequest, allowed
from jalon.web.closing.reach import letter_for
from jalon.web.figures import keys
from jalon.web.figures.file_list import NO_NAMES, NO_NAMES_HERE, OF_THE_WORK
from jalon.web.figures.lists import PAGE
from jalon.web.figures.periods import name
from jalon.web.figures.question import AFTER
from jalon.web.figures.versions import VERSION

COUNTED, MOVED, GONE = "toujours compté", "sous un autre motif ou un autre mois", "n’est plus compté"


@allowed(Capability.SEE_FIGURES)
@never_cache
@require_safe
def figure(request: AccountRequest, key: UUID, code: str) -> HttpResponse:
    """The page; reading names is told to the journal."""
    closing = get_object_or_404(Closing.objects.select_related("by").filter(closed_at__isnull=False), key=key)
    page = FrozenFigure(request.user, letter_for(request.user, closing, request.GET), code, request.GET)
    answer = render(request, "closing/figure.html", {"page": page})
    if page.lines and not page.refusal:
        record(by=request.user, verb=Verb.READ, target="closing", key=f"{closing.key} {code} {page.query()}"[:300])
    return answer


class FrozenFigure:
    """What the page prints."""

    def __init__(self, user: User, letter: ClosedLetter, code: str, said: QueryDict) -> None:
        self.user, self.letter, self.closing, self.code, self.said = user, letter, letter.closing, code, said
        definitions = letter.definitions["indicators"]
        if code not in definitions or code not in INDICATORS:
            raise Http404("Cette lettre n’a pas ce chiffre.")
        self.definition = definitions[code]
        self.indicator: Indicator = INDICATORS[code]
        self.filters = filters_of(letter.edition)
        self.cell = self._read_cell()
        self.period = name(periods.parse(self.closing.period))

    def _read_cell(self) -> dict[str, Any]:
        """The cell that the address asks for; Http404 for what is none."""
        try:
            return {
                name: keys.read(DIMENSIONS[name], str(value))
                for name, value in self.said.items()
                if name not in (VERSION, AFTER)
            }
        except (KeyError, ValueError) as error:
            raise Http404("Cette valeur de filtre n’existe pas.") from error

    @property
    def measure(self) -> Count | None:
        """The count whose records are behind it; None for a derived figure."""
        if isinstance(self.indicator, Mean):
            return self.indicator.over
        return self.indicator if isinstance(self.indicator, Count) else None

    @cached_property
    def value(self) -> str:
        """As it was printed; a cell that the letter does not print is counted in its list."""
        sheet: Sheet = unpacked(self.letter.sheet)
        for each in of_the_period(sheet):
            if each.code == self.code and cells_of(each, self.filters) == self.cell:
                return text(each)
        if not isinstance(self.indicator, Count):
            raise Http404("Cette lettre n’imprime pas ce chiffre.")
        return text(Figure(number_in(self._frozen, self.cell), self.code))

    @cached_property
    def _frozen(self) -> list[Record]:
        measure = self.measure
        found = self.letter.lists.filter(code=measure.code).first() if measure else None
        return found.records if found else []

    @cached_property
    def records(self) -> list[Record]:
        """The files that were counted."""
        found = [each for each in self._frozen if number_in([each], self.cell)]
        return sorted(found, key=lambda each: (each["file"], each["pk"]))

    @property
    def chips(self) -> list[str]:
        """The cell, in words."""
        told = []
        for code, key in self.cell.items():
            dimension = DIMENSIONS[code]
            label = "Inconnu" if key is None else dimension.labels([key]).get(key, key)
            told.append(f"{dimension.label}{french.NO_BREAK}: {label}")
        return told

    @cached_property
    def refusal(self) -> str:
        """Why this reader is not shown the list; "" when it is."""
        if not may(self.user, Capability.SEE_NAMES):
            return NO_NAMES
        of_the_work = {dimension.code for dimension in OF_THE_WORK}
        whole = may(self.user, Capability.OPEN_ANY_FILE) or set(self.cell) <= of_the_work
        return "" if whole else NO_NAMES_HERE

    # The list

    @cached_property
    def first(self) -> int:
        """The rank of the first line of the page."""
        after = self.said.get(AFTER, "")
        return int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0

    @cached_property
    def lines(self) -> list[dict[str, Any]]:
        """A page of the list: each file, whose it is, whether it is still counted."""
        if self.refusal:
            return []
        shown = self.records[self.first : self.first + PAGE]
        people = {each.code: each for each in Participant.objects.filter(code__in={each["file"] for each in shown})}
        openable = openable_among(self.user, [each.pk for each in people.values()])
        return [
            {
                "file": each["file"],
                "person": people.get(each["file"]),
                "opens": each["file"] in people and people[each["file"]].pk in openable,
                "state": self._state(each),
                "days": each.get("days") if isinstance(self.indicator, Mean) else None,
            }
            for each in shown
        ]

    def _state(self, frozen: Record) -> str:
        people = self.measure is not None and self.measure.people
        now = self._now.get(frozen["file"] if people else frozen["pk"])
        if now is None:
            return GONE
        return COUNTED if number_in([now], self.cell) else MOVED

    @cached_property
    def _now(self) -> dict[Any, Record]:
        """What the same figure counts today."""
        measure = self.measure
        if measure is None:
            return {}
        window = Window(periods.parse(self.closing.period))
        cuts = tuple(DIMENSIONS[name] for name in self.cell)
        found = records(measure, window, cuts, self.filters)
        return {each["file"] if measure.people else each["pk"]: each for each in found}

    # Ways

    def query(self, **more: str) -> str:
        """The part of an address after the question mark."""
        kept = {VERSION: str(self.letter.edition_id), **{name: keys.written(key) for name, key in self.cell.items()}}
        return urlencode({**kept, **more})

    @property
    def letter_url(self) -> str:
        """The closed letter."""
        return f"{reverse('closing:one', args=[self.closing.key])}?{urlencode({VERSION: self.letter.edition_id})}"

    @property
    def next_url(self) -> str:
        """The page after; "" on the last one."""
        last = self.first + PAGE
        return f"?{self.query(**{AFTER: str(last)})}#dossiers" if last < len(self.records) else ""

    @property
    def previous_url(self) -> str:
        """The page before; "" on the first one."""
        return f"?{self.query(**{AFTER: str(max(self.first - PAGE, 0))})}#dossiers" if self.first else ""

    @property
    def pager_text(self) -> str:
        """What part of the whole is on the page."""
        number = french.number(len(self.records))
        whole = f"{number} ligne{'s' if len(self.records) > 1 else ''}"
        return f"{len(self.lines)} sur {whole}" if len(self.lines) < len(self.records) else whole
