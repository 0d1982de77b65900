"""On the page of a figure: its months, the pace to hold, and the rate beside the share."""

import re

import pytest
from django.test import Client

from jalon.core.rounding import percent
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import table
from jalon.indicators.window import Window
from jalon.people.enums import Sex
from tests.web.figures import reading
from tests.web.figures.test_letter_plots import plots, rows


@pytest.mark.parametrize(
    "address",
    [
        "/chiffres/entries_cumulative/?periode=2017-12",
        "/chiffres/positive_month/?periode=2017-12",
        "/chiffres/active_file_real/?periode=2017-12&connu=2017-12-15",
        "/chiffres/people_on_a_step/?periode=2017-06&sex=F",
        "/chiffres/steps/?periode=2017-04&classification=emploi",
        "/chiffres/non_entries_cumulative/?periode=2017",
        "/chiffres/exits_cumulative/?periode=2017-12&month=2017-06",
    ],
)
def test_each_month_opens_onto_as_many_files(claire: Client, address: str) -> None:
    (plot,) = plots(claire.get(address).text)
    opened = reading.links(plot, "fig")
    assert len(opened) == len(rows(plot)) > 3
    assert len({url for url, _ in opened}) == len(opened)
    for url, words in opened:
        text = claire.get(url).text
        assert (reading.big(text), reading.count_of_files(text)) == (words, words), url


def test_the_month_of_the_filter_stands_out(claire: Client) -> None:
    text = claire.get("/chiffres/exits_cumulative/?periode=2017-12&month=2017-06").text
    (plot,) = plots(text)
    june = next(row for row in rows(plot) if row[0] == "Juin 2017")
    assert june[1] == reading.big(text)
    assert re.findall(r'class="mid (?:on|strong)"[^>]*>([^<]*)<', plot) == [june[1]]


def test_a_target_is_that_of_the_whole(claire: Client) -> None:
    text = claire.get("/chiffres/entries_cumulative/?periode=2017-12").text
    assert "et le rythme à tenir, 1 par mois" in text  # 11 a year
    assert 'class="line target"' in text
    assert 'class="line target"' not in claire.get("/chiffres/entries_cumulative/?periode=2017-12&sex=F").text
    assert 'class="line target"' in claire.get("/chiffres/active_file_real/?periode=2017-12").text


def test_one_month_makes_no_chart_nor_does_a_formula(claire: Client) -> None:
    for address in ("entries_cumulative/?periode=2017-01", "fte/?periode=2017-12", "preaffectation_month/"):
        assert plots(claire.get(f"/chiffres/{address}").text) == []


def test_a_rate_is_of_the_same_part(claire: Client) -> None:
    text = claire.get("/chiffres/positive_cumulative/?periode=2017-12&par=sex").text
    window = Window.parse("2017-12")
    positive, exits = (table(measure, window, by.SEX) for measure in (m.POSITIVE_EXITS, m.EXITS))
    shown = re.findall(r'<tr><th scope="row">(Femme|Homme)</th>(.*?)</tr>', text, flags=re.DOTALL)
    assert len(shown) == 2
    for label, cells in shown:
        key = (next(sex.value for sex in Sex if sex.label == label),)
        numbers = [words for _, words in reading.links(cells, "fig")]
        assert numbers == [str(positive[key]), str(exits[key])]
        assert f'<td class="n strong">{percent(positive[key], exits[key])} %</td>' in reading.plain(cells)
    assert "Taux" not in claire.get("/chiffres/positive_cumulative/?periode=2017-12&par=exit_reason").text
    assert "Taux</th>" not in claire.get("/chiffres/exits_cumulative/?periode=2017-12&par=sex").text
