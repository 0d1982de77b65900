"""A figure, its parts and its list always agree: every indicator, every dimension, unknown keys, as-of days."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from jalon.exchange.imports.folder import import_folder
from jalon.indicators.engine import evaluate
from jalon.indicators.kinds import Count, Mean
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.web.figures.breakdown import UNKNOWN, choices, parts
from jalon.web.figures.file_list import FileList
from jalon.web.figures.question import Question, filters_of
from tests.independent.folder import write_folder
from tests.independent.folders import random_folder

START, END = dt.date(2016, 6, 1), dt.date(2017, 12, 31)
WINDOWS = [Window.parse("2017-06"), Window.parse("2017", dt.date(2017, 9, 15))]


@pytest.fixture
def nasty(db: None, tmp_path: Path) -> None:
    """A folder of the worst kind: unknown values, late facts, people who come back."""
    outcome = import_folder(write_folder(random_folder(7, 45, START, END), tmp_path / "folder"), by=None)
    assert outcome.accepted


def counts() -> Iterator[Count]:
    yield from (each for each in INDICATORS.values() if isinstance(each, Count))


def listed(question: Question) -> FileList:
    """The list of a question."""
    assert question.counted
    return FileList(question, question.counted, AnonymousUser(), QueryDict())


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.name)
def test_parts_add_up_and_each_opens_onto_as_many_files(nasty: None, window: Window) -> None:
    unknown = cells = 0
    for measure in counts():
        question = Question(measure, window)
        total = evaluate([measure], window)[measure.code]
        assert listed(question).total == total, measure.code
        for dimension in choices(question):
            found = parts(question, measure, dimension, total)
            numbers = [int(part.cell.text.replace("\u202f", "")) for part in found]
            assert sum(numbers) == total, (measure.code, dimension.code)
            for part, number in zip(found, numbers, strict=True):
                opened = Question(measure, window, filters_of(measure, said(part.cell.url)))
                assert listed(opened).total == number, part.cell.url
                assert evaluate([measure], window, list(opened.filters.items()))[measure.code] == number
                unknown += part.label == UNKNOWN
                cells += 1
    assert unknown > 20
    assert cells > 500


def said(address: str) -> QueryDict:
    return QueryDict(urlsplit(address).query)


@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: window.name)
def test_a_mean_lists_the_records_it_is_taken_over(nasty: None, window: Window) -> None:
    for mean in (each for each in INDICATORS.values() if isinstance(each, Mean)):
        files = listed(Question(mean, window))
        assert files.total == evaluate([mean.over], window)[mean.over.code]
        days = [line.record.days for line, _, _ in files.lines]
        if files.total <= len(days):
            value = evaluate([mean], window)[mean.code]
            assert value == (int(sum(days) / len(days) + 0.5) if days else None)


def test_addresses_are_written_once_and_read_back(nasty: None) -> None:
    question = Question(INDICATORS["exits_cumulative"], WINDOWS[1])
    for dimension in choices(question):
        for part in parts(question, counted(question), dimension, 1):
            names = parse_qs(urlsplit(part.cell.url).query)
            assert set(names) == {"periode", "connu", dimension.code}
            filters = filters_of(question.indicator, said(part.cell.url))
            assert Question(question.indicator, WINDOWS[1], filters).address() == part.cell.url


def counted(question: Question) -> Count:
    assert question.counted
    return question.counted
