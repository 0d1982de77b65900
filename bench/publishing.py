"""The letter as people receive it, inside a process that has the base open: laid out, printed, in versions, closed."""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, zip_longest
from typing import Any

from django.db.models import Count

from bench import by_hand
from jalon.accounts.models import FtePeriod
from jalon.core import periods
from jalon.indicators.window import Window
from jalon.pathways.models import Assignment
from jalon.people.models import Situation
from jalon.referrals.models import Referral
from jalon.reports.closing import queries
from jalon.reports.closing.actions import close
from jalon.reports.enums import Audience
from jalon.reports.formats import pdf_of
from jalon.reports.letter import letter
from jalon.reports.models import Closing, Edition
from jalon.reports.publication import Publication, publication, whole
from jalon.reports.spreadsheet import xlsx

MONTH = Window.parse("2025-11", dt.date(2025, 11, 30))
YEAR = Window.parse("2025", dt.date(2025, 12, 31))
WHOSE: dict[Audience, tuple[Any, str]] = {
    Audience.COMMUNE: (Situation.objects, "commune"),
    Audience.HOST: (FtePeriod.objects, "host"),
    Audience.REFERRER: (Referral.objects, "referrer"),
    Audience.CASEWORKER: (Assignment.objects.filter(pathway__exit_date=None), "caseworker"),
}

FIELDS = {Audience.COMMUNE: "commune_id", Audience.CASEWORKER: "caseworker_id"}
"""Whose files a version counts; of the others, those of an organisation."""


def letters(runs: str, number: str) -> dict[str, tuple[float, float]]:
    """Seconds of each part of the letter and of its versions, warm, in turns with its figures counted by hand.

    The second number: those that the processor spent in this process, whatever else the machine did.
    """
    made = versions(int(number))
    acts: dict[str, Callable[[], object]] = {
        "figures by hand": lambda: _by_hand(MONTH),
        "figures": lambda: letter(MONTH),
        "figures, charts, comments, sheet": lambda: publication(whole(), MONTH),
        "the same and its PDF": lambda: _printed(whole(), MONTH),
        "the same, of the year": lambda: _printed(whole(), YEAR),
        "the same, as a spreadsheet": lambda: xlsx(publication(whole(), MONTH).sheet),
        **{f"the same and its PDF, of {_kind(each)}": _printing(each) for each in _one_of_each(made)},
    }
    _check_pages(publication(whole(), MONTH))
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in acts}
    for turn in range(int(runs) + 1):
        for name, act in acts.items():
            start = time.perf_counter(), time.process_time()
            act()
            if turn:  # the first one warms
                spent[name].append((time.perf_counter() - start[0], time.process_time() - start[1]))
    return {name: (_median(seconds, 0), _median(seconds, 1)) for name, seconds in spent.items()}


def _median(seconds: list[tuple[float, float]], place: int) -> float:
    return statistics.median(each[place] for each in seconds)


def closing(number: str) -> dict[str, Any]:
    """Seconds to close a month in all its versions, and how many there are; the check of names is among them."""
    versions(int(number))
    start, spent = time.perf_counter(), time.process_time()
    closed = close(by=None, period=periods.parse(MONTH.name), as_of=MONTH.end)
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    if not Closing.objects.filter(pk=closed.pk, closed_at__isnull=False).exists():
        raise SystemExit(f"not closed: {closed.trouble}")
    return {"seconds": seconds, "spent": spent, "versions": closed.letters.count()}


def versions(number: int) -> list[Edition]:
    """So many versions of the letter, where there is of whom to make them; made when they are not there yet.

    One of each kind after the other, the largest first.
    """
    if Edition.objects.count() == 1:
        for audience, key in islice(_in_turns(), number - 1):
            name = f"{audience.label} {key}"
            Edition.objects.create(name=name, audience=audience, **{FIELDS.get(audience, "organisation_id"): key})
    return queries.versions()


def _in_turns() -> Iterator[tuple[Audience, Any]]:
    for keys in zip_longest(*map(_largest, WHOSE)):
        yield from ((audience, key) for audience, key in zip(WHOSE, keys, strict=True) if key is not None)


def _largest(audience: Audience) -> Iterable[Any]:
    """The keys of those of whom there is the most to tell, the largest first."""
    rows, key = WHOSE[audience]
    found = rows.order_by().exclude(**{key: None}).values_list(key).annotate(number=Count("pk"))
    return [value for value, _ in found.order_by("-number", key)]


def _one_of_each(made: list[Edition]) -> list[Edition]:
    """The largest version of each kind."""
    found: dict[str, Edition] = {}
    for each in sorted(made, key=lambda edition: edition.pk):
        found.setdefault(each.audience, each)
    return [each for kind, each in found.items() if kind != Audience.WHOLE]


def _kind(edition: Edition) -> str:
    words = {"referent": "a référent", "commune": "a commune, masked", "porteur": "a host, masked"}
    return words.get(edition.audience, "a referrer, masked")


def _printing(edition: Edition) -> Callable[[], object]:
    return lambda: _printed(edition, MONTH)


def _printed(edition: Edition, window: Window) -> bytes:
    return pdf_of(publication(edition, window).sheet)


def _by_hand(window: Window) -> None:
    for sql in by_hand.statements(window).values():
        by_hand.rows(sql, window)


def _check_pages(published: Publication) -> None:
    """What is measured is a letter with all that it has."""
    plots = sum(len(block.plots) for block in published.sheet.blocks)
    if plots != 4 or not all(block.words for block in published.sheet.blocks if block.code != "retour"):
        raise SystemExit(f"{plots} charts, or a block without comment")
