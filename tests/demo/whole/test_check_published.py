"""The example imported by the ordinary command, against every figure published for 2017."""

import datetime as dt
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pypdf import PdfReader

from jalon.demo.published.check import check_published
from jalon.demo.published.page import page
from jalon.demo.published.verdicts import Verdict, count
from jalon.demo.publishing import CLOSED
from jalon.indicators import measures as m
from jalon.indicators.engine import files
from jalon.indicators.kinds import Count
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.pathways.models import Pathway
from jalon.reports.closing.changes import changes
from jalon.reports.closing.differences import Nature
from jalon.reports.closing.lists import of_the_period
from jalon.reports.comments.drafts import drafts
from jalon.reports.comments.flags import titles
from jalon.reports.comments.numbers import typed_numbers
from jalon.reports.comments.printing import plain
from jalon.reports.history import computed_since
from jalon.reports.models import Closing, TypedFigure
from jalon.reports.names.found import found
from jalon.reports.pdf.document import pdf, pictures_of
from jalon.reports.publication import prepared, publication, whole
from jalon.reports.sheet.parts import Sheet
from jalon.reports.sheet.serial import unpacked
from tests.repository.tree import ROOT

PAGE = ROOT / "docs" / "chiffres_publies.md"
EQUAL, IMPOSSIBLE = 1122, 107
PERIODS = [*(f"2017-{month:02}" for month in range(1, 13)), "2017"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("dijon")]


def test_every_published_figure_is_equal_or_impossible_and_the_page_says_so() -> None:
    compared = check_published()
    assert [each for each in compared if each.verdict is Verdict.DIFFERENT] == []
    assert count(compared) == {Verdict.EQUAL: EQUAL, Verdict.IMPOSSIBLE: IMPOSSIBLE, Verdict.DIFFERENT: 0}
    assert PAGE.read_text(encoding="utf-8") == page(compared)


def test_the_command_prints_the_counts_and_writes_every_cell(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    call_command("check_published", "--report", str(tmp_path / "cells.json"))
    assert f"{EQUAL} égales, {IMPOSSIBLE} impossibles, 0 différentes." in capsys.readouterr().out
    cells = json.loads((tmp_path / "cells.json").read_text(encoding="utf-8"))
    assert len(cells) == EQUAL + IMPOSSIBLE
    june = next(cell for cell in cells if (cell["document"], cell["cell"]) == ("2017-06", "headline/active_file_real"))
    assert (june["printed"], june["computed"], june["verdict"], june["error"]) == ("745", "739", "impossible", "A19")


def test_an_entry_more_is_seen(capsys: pytest.CaptureFixture[str]) -> None:
    with transaction.atomic():
        Pathway.objects.filter(entry_date__year=2017, exit_date=None).order_by("pk").first().delete()  # type: ignore[union-attr]
        with pytest.raises(CommandError, match="diffèrent") as refusal:
            call_command("check_published")
        transaction.set_rollback(True)
    assert refusal.value.returncode == 1
    assert "rapport accompanied/count : imprimé 1291, calculé 1290" in capsys.readouterr().out


def test_the_figures_of_2016_are_typed_and_those_of_2017_computed() -> None:
    assert computed_since() == 2017
    assert TypedFigure.objects.get(code="accompanied_to_date", period="2016").value == 1525
    assert not TypedFigure.objects.filter(period__gte="2017").exists()


def test_the_289_positive_exits_open_onto_289_people() -> None:
    window = Window.parse("2017-12", dt.date(2017, 12, 31))
    assert files(m.POSITIVE_EXITS, window).values("participant").distinct().count() == 289


def test_every_letter_of_2017_has_two_printed_pages_and_its_figures() -> None:
    said = {period: on_paper(period) for period in PERIODS}
    assert "Novembre 2017 entrées et file active" in said["2017-11"]
    assert "Personnes accompagnées 1 256" in said["2017-11"]
    assert "267 sur 541 sorties" in said["2017-11"]
    assert "1 193 étapes, 68 %" in said["2017"]
    assert all("programme opérationnel national « Emploi et inclusion »" in letter for letter in said.values())
    assert found(said, "2017-12") == []  # no participant's name is seen in them


def on_paper(period: str) -> str:
    """The words of a letter's PDF, spaces made plain; it must have two pages."""
    sheet = publication(whole(), Window.parse(period)).sheet
    reader = PdfReader(io.BytesIO(pdf(sheet, pictures=pictures_of(sheet))))
    assert len(reader.pages) == 2, period
    return " ".join("".join(page.extract_text() for page in reader.pages).split())


DRAFTED = {
    "2017-01": ("27 de moins", "Les emplois durables font 29 % des étapes d’emploi (96 sur 334)"),  # A9, A10
    "2017-02": ("pour 119 attendues : 53 % de l’objectif à date, 56 de moins",),  # A15
    "2017-11": (
        "Ce cumul compte 2 entrées d’octobre, saisies en novembre",
        "(178 sur 267)",
        "le meilleur mois",
    ),  # A5, A7
    "2017": ("Sur 1 742 étapes en 2017, 1 193 sont des emplois (68 %)", "375 entrées sont venues d’eux"),  # A8, A17
}


@pytest.mark.parametrize("period", DRAFTED)
def test_the_comments_drafted_say_what_the_letters_did_without_their_errors(period: str) -> None:
    facts = prepared(whole(), Window.parse(period)).facts()
    texts = drafts(facts).values()
    said = " ".join(plain(text, facts) for text in texts).replace("\u202f", " ").replace("\xa0", " ")
    assert [words for words in DRAFTED[period] if words not in said] == []
    assert [number.words for text in texts for number in typed_numbers(text, 2017, titles())] == []


def test_a_closed_march_explains_each_figure_that_has_changed_by_december() -> None:
    march = CLOSED
    closed = Closing.objects.get(period=Window(march).name).letters.get(edition=whole())

    found = changes(closed)

    then = _printed(unpacked(closed.sheet))
    now = _printed(publication(whole(), Window(march)).sheet)
    explained: Counter[Any] = Counter()
    for group in found.groups:
        assert group.nature is Nature.LATE
        for told in group.told:
            assert told.fact.recorded and told.fact.day
            assert told.fact.recorded > march.end >= told.fact.day
        for effect in group.effects:
            explained[effect.code, *sorted(effect.cell.items())] += effect.delta
    counts = [key for key in now if isinstance(INDICATORS[key[0]], Count)]
    moved = {key: now[key] - then.get(key, 0) for key in counts}
    assert {key: explained[key] for key in counts} == moved
    assert moved["entries_month",] == 2
    others = {key[0] for key in then if not isinstance(INDICATORS[key[0]], Count) and then[key] != now[key]}
    assert {each.code for each in found.followers} == others
    assert not found.redefined


def _printed(sheet: Sheet) -> dict[Any, Any]:
    """Every figure of a sheet by its code and its cell; PostgreSQL keeps no order of the keys of a JSON object."""
    return {(each.code, *sorted(each.filters.items())): each.value for each in of_the_period(sheet)}
