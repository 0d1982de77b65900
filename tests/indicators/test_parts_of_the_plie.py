"""The letter of a référent, of a host, of a commune, of a referrer, against the independent computation."""

import datetime as dt
import json
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker
from jalon.indicators import dimensions as by
from jalon.indicators.engine import Filters
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.reports.figures import plain
from jalon.reports.letter import letter
from tests.independent import parts
from tests.independent.folder import Folder
from tests.independent.folders import random_folder
from tests.indicators.test_against_independent import in_base

pytestmark = pytest.mark.django_db

DAY = dt.date(2018, 2, 28)
MOST_QUERIES = 26


@pytest.fixture
def folder(today: Callable[[dt.date], dt.date]) -> Iterator[Folder]:
    """A folder whose people move, change of référent, come back."""
    made = random_folder(4, 60, dt.date(2016, 10, 1), today(DAY))
    with in_base(made):
        yield made


def cases(folder: Folder) -> Iterator[tuple[str, parts.Part, Filters]]:
    """Some parts of the folder, each with the filters that should keep its files."""
    for code in ("R01", "R02"):
        yield code, parts.of_caseworker(folder, code), [(by.CASEWORKER, Caseworker.objects.get(code=code).pk)]
    organisations = dict(Organisation.objects.order_by().values_list("code", "pk"))
    for code in ("ML", "COM"):
        yield code, parts.of_host(folder, code), [(by.HOST, organisations[code])]
    for code in ("21231", "21166"):
        yield code, parts.of_commune(folder, code), [(by.COMMUNE, code)]
    for code in ("FT", "FT-OUEST", "CD", "ASF-GUICHET"):
        part = parts.of_referrer(folder, code, agencies=False)
        yield f"agency {code}", part, [(by.REFERRER, organisations[code])]
    for code in ("FT", "CD", "COM"):
        part = parts.of_referrer(folder, code, agencies=True)
        yield f"with agencies {code}", part, [(by.REFERRER_WITH_AGENCIES, organisations[code])]


def test_each_part_is_what_its_files_make(folder: Folder) -> None:
    people = set()
    for name, part, filters in cases(folder):
        for period, as_of in (("2017-11", dt.date(2017, 11, 30)), ("2017-05", None), ("2017", dt.date(2017, 12, 20))):
            found = json.loads(json.dumps(plain(letter(Window.parse(period, as_of), filters))))
            assert found == parts.letter_of_part(folder, part, period, as_of, DAY), (name, period, as_of)
            people.add(found["headline"]["accompanied_to_date"])
    assert len(people) > 4


def test_a_part_takes_as_many_queries_whatever_it_is(folder: Folder) -> None:
    for name, _, filters in cases(folder):
        with CaptureQueriesContext(connection) as seen:
            letter(Window.parse("2017-11", dt.date(2017, 11, 30)), filters)
        assert len(seen) <= MOST_QUERIES, name
