"""The letter against an independent computation, written from the contract and sharing no code with it."""

import datetime as dt
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from jalon.exchange.imports.folder import import_folder
from jalon.indicators.window import Window
from jalon.reports.figures import plain
from jalon.reports.letter import letter
from tests.independent.folder import Folder, write_folder
from tests.independent.folders import random_folder
from tests.independent.letter import letter as witness
from tests.independent.strategies import TODAY, Question, cases

pytestmark = pytest.mark.django_db


@contextmanager
def in_base(folder: Folder) -> Iterator[None]:
    """The folder imported by the ordinary way, and gone at the end."""
    with tempfile.TemporaryDirectory() as place, transaction.atomic():
        outcome = import_folder(write_folder(folder, Path(place)), by=None)
        assert outcome.accepted, [str(fault) for fault in outcome.faults[:5]]
        yield
        transaction.set_rollback(True)


def as_json(period: str, as_of: dt.date | None) -> object:
    return json.loads(json.dumps(plain(letter(Window.parse(period, as_of)))))


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(case=cases())
def test_drawn_folders(case: tuple[Folder, list[Question]], today: Callable[[dt.date], dt.date]) -> None:
    today(TODAY)
    folder, questions = case
    with in_base(folder):
        for period, as_of in questions:
            assert as_json(period, as_of) == witness(folder, period, as_of, TODAY)


@pytest.mark.parametrize(
    ("seed", "start", "day"),
    [
        (1, dt.date(2016, 1, 1), dt.date(2018, 2, 28)),
        (2, dt.date(2020, 1, 1), dt.date(2021, 12, 31)),
        (3, dt.date(2014, 6, 1), dt.date(2016, 9, 15)),  # pathways older than the first protocol; a year under way
    ],
)
def test_a_larger_folder_at_every_month_and_as_of(
    seed: int, start: dt.date, day: dt.date, today: Callable[[dt.date], dt.date]
) -> None:
    today(day)
    folder = random_folder(seed, 150, start, day)
    with in_base(folder):
        for year in range(start.year, day.year + 1):
            for period in (f"{year}", *(f"{year}-{month:02}" for month in range(1, 13))):
                end = Window.parse(period).end
                for as_of in (None, end, end + dt.timedelta(45), dt.date(year, 6, 15)):
                    assert as_json(period, as_of) == witness(folder, period, as_of, day), (period, as_of)
