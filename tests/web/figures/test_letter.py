"""The letter as a page: the figures of the JSON, each one a link to as many files."""

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.reports.figures import Figure, plain
from jalon.reports.letter import letter
from jalon.web.figures.cells import cell
from tests.web.figures import reading
from tests.web.figures.conftest import SignedIn

DECEMBER = "/lettre/2017-12/"


def figures(node: Any) -> Iterator[Figure]:
    """Every figure of a letter."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, dict | list):
        for each in node.values() if isinstance(node, dict) else node:
            yield from figures(each)


@pytest.mark.parametrize("address", [DECEMBER, "/lettre/2017/", "/lettre/2017-03/?connu=2017-03-31"])
def test_every_figure_of_the_letter_is_a_link(claire: Client, address: str) -> None:
    period, _, as_of = address.removeprefix("/lettre/").partition("/?connu=")
    window = Window.parse(period.strip("/"), dt.date.fromisoformat(as_of) if as_of else None)
    printed = reading.links(claire.get(address).text, "fig")
    expected = {
        (cell(figure, window).url, reading.plain(cell(figure, window).text))
        for figure in figures(letter(window))
        if figure.value is not None
    }
    assert len(expected) > 50
    assert expected <= set(printed)


def test_each_link_opens_onto_its_figure_and_as_many_files(claire: Client) -> None:
    opened = dict(reading.links(claire.get("/lettre/2017-03/").text, "fig"))
    assert len(opened) > 50
    for address, words in opened.items():
        text = claire.get(address).text
        assert reading.big(text) == words, address
        code = address.removeprefix("/chiffres/").partition("/")[0]
        if INDICATORS[code].unit not in ("%", "jours", "ETP") and 'id="dossiers"' in text:
            assert reading.count_of_files(text) == words, address


def test_labels_are_french(claire: Client) -> None:
    text = claire.get(DECEMBER).text
    for words in ("Absent aux rendez-vous", "Conseil départemental", "Formation qualifiante", "Non-respect du contrat"):
        assert words in text
    for code in ("plus_30_mois", "france_travail", "formation_non_qualifiante", "emploi_aide"):
        assert f">{code}<" not in text


def test_as_known_on_a_day(claire: Client) -> None:
    known = claire.get("/lettre/2017-12/?connu=1/7/2017")
    assert "telle que connue le" in known.text
    assert 'value="1/7/2017"' in known.text
    now = dict(reading.links(claire.get(DECEMBER).text, "fig"))
    entries = next(words for address, words in now.items() if "/entries_cumulative/?periode=2017-12" in address)
    then = dict(reading.links(known.text, "fig"))["/chiffres/entries_cumulative/?periode=2017-12&connu=2017-07-01"]
    assert int(then) < int(entries)


@pytest.mark.parametrize("typed", ["31/2/2017", "hier ou avant-hier", "2017-13-01", '"><b>'])
def test_a_day_that_does_not_exist_is_said_beside_its_field_and_kept(claire: Client, typed: str) -> None:
    answer = claire.get(DECEMBER, {"connu": typed})
    assert answer.status_code == 200
    assert "Cette date n’existe pas" in answer.text
    assert f'value="{typed.replace(chr(34), "&quot;").replace("<", "&lt;").replace(">", "&gt;")}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert reading.links(answer.text, "fig") == []


def test_an_empty_month_has_zeros_dashes_and_a_sentence(claire: Client) -> None:
    text = claire.get("/lettre/2010-05/").text
    assert "Rien n’est enregistré jusqu’à la fin de cette période" in text
    values = dict(reading.links(text, "fig"))
    assert values["/chiffres/entries_month/?periode=2010-05"] == "0"
    assert "/chiffres/positive_pct/?periode=2010-05" not in values
    assert ">–<" in text
    assert "Rien n’est enregistré" not in claire.get(DECEMBER).text


@pytest.mark.parametrize("period", ["2017-13", "17", "2017-1", "0999", "mars"])
def test_a_period_that_does_not_exist_is_not_found(claire: Client, period: str) -> None:
    assert claire.get(f"/lettre/{period}/").status_code == 404


def test_the_first_letter_is_the_last_month_with_facts(claire: Client, today: Callable[[dt.date], dt.date]) -> None:
    assert claire.get("/lettre/")["location"] == DECEMBER
    today(dt.date(2017, 5, 10))
    assert claire.get("/lettre/")["location"] == "/lettre/2017-05/"
    Pathway.objects.all().delete()
    Participant.objects.all().delete()
    today(dt.date(2018, 2, 2))
    assert claire.get("/lettre/")["location"] == "/lettre/2018-02/"


def test_ways_to_the_neighbours_keep_the_day(claire: Client) -> None:
    text = claire.get("/lettre/2017-03/?connu=2017-06-30").text
    for period in ("2017-02", "2017-04", "2017", "2017-12"):
        assert f'href="/lettre/{period}/?connu=2017-06-30"' in text
    assert 'href="/lettre/2018-01/"' not in claire.get(DECEMBER).text
    assert 'href="/lettre/2016/"' in claire.get("/lettre/2017/").text
    assert claire.get("/lettre/1900-01/").status_code == claire.get("/lettre/2099/").status_code == 200


def test_the_yearly_letter_has_no_column_of_the_month(claire: Client) -> None:
    text = claire.get("/lettre/2017/").text
    codes = {address.partition("/?")[0] for address, _ in reading.links(text, "fig")}
    assert "/chiffres/entries_month" not in codes
    assert "/chiffres/active_file_real" in codes


def test_the_same_letter_as_json(as_: SignedIn) -> None:
    for address, window in (
        ("/lettre/2017-12.json", Window.parse("2017-12")),
        ("/lettre/2017.json?connu=2017-06-30", Window.parse("2017", dt.date(2017, 6, 30))),
    ):
        answer = as_("hugo").get(address)
        assert json.loads(answer.content) == json.loads(json.dumps(plain(letter(window))))
        assert "attachment" in answer["content-disposition"]
    assert as_("hugo").get("/lettre/2017-12.json?connu=jadis").status_code == 404
    assert ".json" in as_("hugo").get(DECEMBER).text
    assert ".json" not in as_("nadia").get(DECEMBER).text


def queries(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_as_many_queries_for_a_quiet_month_as_for_a_busy_year(claire: Client) -> None:
    numbers = {queries(claire, address) for address in ("/lettre/2017-02/", DECEMBER)}
    assert len(numbers) == 1
    assert numbers.pop() <= 42
    assert queries(claire, "/lettre/2017/") <= 42


def test_one_heading_of_the_page_and_no_level_skipped(claire: Client) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", claire.get(DECEMBER).text)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
