"""The letter as a spreadsheet: its numbers, its formulas computed again, its charts, and what it refuses to run."""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from jalon.demo.actions import load_example
from jalon.indicators.window import Window
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.publication import Publication, publication, whole
from jalon.reports.sheet.parts import Paragraph, Plot, Tale
from jalon.reports.spreadsheet import xlsx
from tests.reports.spreadsheet.reading import Formulas, parts, row_of, values

PAGES = ("Lettre", "Mois", "Chiffres")


@pytest.fixture(scope="module", params=["2017-11", "2017"])
def published(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Publication]:
    """A letter of the small example."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_example(small=True)
        yield publication(whole(), Window.parse(request.param))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def content(published: Publication) -> bytes:
    """The same, as a file."""
    return xlsx(published.sheet)


def test_the_same_letter_gives_the_same_bytes(published: Publication, content: bytes) -> None:
    assert xlsx(published.sheet) == content


def test_numbers_are_those_of_the_letter(published: Publication, content: bytes) -> None:
    data = published.data
    headline = data["headline"]
    year = row_of(content, "Lettre", "Entrées")
    assert headline["entries_cumulative"].value in year
    assert row_of(content, "Chiffres", "Personnes accompagnées")[1] == headline["accompanied_to_date"].value
    assert row_of(content, "Chiffres", "Équivalents temps plein de référents")[1] == float(headline["fte"].value)
    rate = data["exits"]["positive_pct"].value
    assert row_of(content, "Chiffres", "Taux de sorties positives")[1] == pytest.approx(rate / 100)
    for line in data["non_entry_reasons"]:
        assert any(row[-1] == line["total"].value or line["total"].value in row for row in values(content, "Mois"))


def test_each_formula_gives_the_value_kept_beside_it(content: bytes) -> None:
    book = Formulas(content, PAGES)
    assert len(book.formulas) >= 20
    for page, address in book.formulas:
        kept = Fraction(book.kept[page, address]).limit_denominator(10**6)
        assert book.computed(page, address) == kept, (page, address, book.formulas[page, address])


def test_shares_totals_and_rates_are_formulas(content: bytes) -> None:
    written = Formulas(content, PAGES).formulas
    on_letter = [formula for (page, _), formula in written.items() if page == "Lettre"]
    assert any(formula.startswith("SUM(") for formula in on_letter)
    assert any(re.fullmatch(r"ROUND\([A-Z]+\d+/[A-Z]+\d+,2\)", formula) for formula in on_letter)
    assert any(formula.startswith("Chiffres!") for formula in on_letter)
    assert any("*" in formula for (page, _), formula in written.items() if page == "Chiffres")


def test_a_chart_of_its_own_for_each_plot_with_its_finding_and_its_words(
    published: Publication, content: bytes
) -> None:
    plots: list[Plot] = [plot for block in published.sheet.blocks for plot in block.plots]
    charts, drawings = parts(content, "xl/charts/"), "".join(parts(content, "xl/drawings/"))
    assert len(charts) == len(plots) == 4
    for plot in plots:
        assert any(f"{plot.strong}{plot.rest}" in chart for chart in charts)
        assert plot.chart.detail in drawings


def test_masked_and_missing_numbers_are_said(published: Publication) -> None:
    block = next(block for block in published.sheet.blocks if block.code == BlockCode.EXITS)
    table = block.tables[0]
    hidden = replace(table.rows[0], cells=(Figure(None, "exits_cumulative", masked=True), *table.rows[0].cells[1:]))
    sheet = replace(published.sheet, blocks=(replace(block, tables=(replace(table, rows=(hidden,)),)),))
    line = row_of(xlsx(sheet), "Lettre", hidden.label)
    assert line[1] == "n.\N{NO-BREAK SPACE}c."


def test_each_page_prints_on_the_width_of_one(content: bytes) -> None:
    sheets = parts(content, "xl/worksheets/sheet")
    assert len(sheets) == len(PAGES)
    assert all("<pageSetUpPr fitToPage" in sheet and 'orientation="landscape"' in sheet for sheet in sheets)


def test_no_text_is_run(published: Publication) -> None:
    tale = Tale('=HYPERLINK("http://exemple.invalid")', "@SUM(1+1)\n=1+1")
    story = next(block for block in published.sheet.blocks if block.code == BlockCode.EXITS)
    sheet = replace(
        published.sheet,
        blocks=(replace(story, tale=tale, words=(Paragraph(("=cmd|' /C calc'!A0",)),)),),
        audience="+1",
    )
    content = xlsx(sheet)
    book = Formulas(content, PAGES)
    assert not [formula for formula in book.formulas.values() if re.search("HYPERLINK|cmd|1\\+1", formula)]
    assert row_of(content, "Lettre", tale.title)


def test_no_outside_link_and_no_name(content: bytes) -> None:
    everything = "".join(parts(content, "xl/"))
    assert "http://" not in re.sub(r"http://(schemas|purl|www\.w3)\.[^\"]*", "", everything)
    assert "Mésange" not in everything
