"""The charts of the letter: what they find, the months they know, and the numbers beside them."""

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

from django.test import Client

from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.reports.actions import compute_since, type_figure
from tests.web.figures import reading

ENTRIES, ACTIVE, STEPS, POSITIVE = range(4)


def plots(text: str) -> list[str]:
    """The charts of a page, each with its table."""
    return re.findall(r'<figure class="plot">.*?</figure>', text, flags=re.DOTALL)


def rows(plot: str) -> list[list[str]]:
    """The table of a chart, as words."""
    found = re.findall(r"<tr>(.*?)</tr>", plot, flags=re.DOTALL)[1:]
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL) for row in found]
    return [[reading.plain(re.sub(r"<[^>]*>", "", cell)) for cell in row] for row in cells]


def test_the_numbers_are_those_of_the_letter(claire: Client) -> None:
    text = claire.get("/lettre/2017-12/").text
    values = dict(reading.links(text, "fig"))
    entries, active, steps, positive = (rows(plot) for plot in plots(text))
    assert [row[0] for row in entries] == [row[0] for row in positive]
    assert (len(entries), entries[0][0], entries[-1][0]) == (12, "Janvier 2017", "Décembre 2017")
    assert sum(int(row[1]) for row in entries) == int(entries[-1][2])
    assert entries[-1][2] == values["/chiffres/entries_cumulative/?periode=2017-12"]
    assert active[-1][1] == values["/chiffres/active_file_real/?periode=2017-12"]
    assert sum(int(row[1]) for row in positive) == int(values["/chiffres/positive_cumulative/?periode=2017-12"])
    assert sum(map(int, steps[-1][1:])) == int(values["/chiffres/steps/?periode=2017-12"])


def test_the_finding_is_said_and_drawn(claire: Client) -> None:
    found = plots(claire.get("/lettre/2017-12/").text)
    for plot in found:
        words = re.findall(r"<figcaption><b>(.*?)</b>(.*?)</figcaption>", plot)[0]
        assert f"<title>{''.join(words)}</title>" in plot
        assert 'role="img"' in plot
    assert "sous l’objectif à date" in found[ENTRIES]
    assert "des étapes de décembre sont des emplois" in found[STEPS]
    assert "rythme à tenir" in found[POSITIVE]


def test_months_to_come_are_not_drawn(claire: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(dt.date(2017, 5, 10))
    for plot in plots(claire.get("/lettre/2017/").text):
        assert [row[0] for row in rows(plot)][-1] == "Mai 2017"
        assert ">JFMAM</text>" in plot
    assert plots(claire.get("/lettre/2018/").text) == []


def test_a_year_before_jalon_is_drawn_where_it_was_typed(claire: Client) -> None:
    compute_since(by=None, year=2017)
    type_figure(by=None, code="active_file_real", period="2016-01", value=Decimal(963), source="Lettre de janvier 2017")
    plot = plots(claire.get("/lettre/2017-12/").text)[ACTIVE]
    assert "963 en janvier 2016" in plot
    assert 'href="/historique/">963</a>' in plot
    assert [row[2] for row in rows(plot)] == ["963", *["–"] * 11]
    assert "qu’un an plus tôt" not in plot
    assert "qu’un an plus tôt" in plots(claire.get("/lettre/2017-01/").text)[ACTIVE]


def test_without_a_protocol_there_is_no_target(claire: Client) -> None:
    assert plots(claire.get("/lettre/2015-12/").text) == []  # nothing to draw before the first fact
    person = Participant.objects.create(code="G-00", last_name="Grive", first_name="Lou")
    Pathway.objects.create(code="G-00", participant=person, entry_date=dt.date(2015, 12, 1))
    found = plots(claire.get("/lettre/2015-12/").text)
    assert found
    assert not [plot for plot in found if "target" in plot]


def test_sentences_agree_with_their_numbers(claire: Client) -> None:
    for period in ("2017-12", "2017-01", "2017", "2010-05"):
        text = reading.plain(re.sub(r"<[^>]*>", "", claire.get(f"/lettre/{period}/").text))
        found = re.findall(r"\b(\d+) (entrée|sortie|jour|personne|étape)(s?)\b", text)
        assert len(found) >= 4
        assert [said for said in found if (int(said[0]) >= 2) is not (said[2] == "s")] == []
