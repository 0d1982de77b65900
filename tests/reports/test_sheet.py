"""The letter as a sheet: what each block holds, and what a closed one keeps of it."""

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.core.charts import Chart, Series
from jalon.demo.actions import load_example
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.protocols.models import Protocol
from jalon.reports.editions.filters import filters_of
from jalon.reports.editions.rules import masks
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.figures import CLOSED, SHARE, Figure, plain
from jalon.reports.letter import letter
from jalon.reports.masking.masker import Masker
from jalon.reports.models import Edition, Letterhead
from jalon.reports.publication import Publication, publication, whole
from jalon.reports.sheet.pages import about, pages
from jalon.reports.sheet.parts import Bar, Block, Paragraph, Plot, PlotKind, Rate, Row, Sheet, Table, Tale
from jalon.reports.sheet.print import MASKED, sentence, text
from jalon.reports.sheet.serial import packed, unpacked

DECEMBER = Window.parse("2017-12")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small example, once for these tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_example(small=True)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def plie(loaded: None, db: None) -> None:
    """The small example, in December 2017."""


def inside(node: Any, kind: type) -> Iterator[Any]:
    """Every part of a kind in a sheet."""
    if isinstance(node, kind):
        yield node
    if is_dataclass(node):
        for field in fields(node):
            yield from inside(getattr(node, field.name), kind)
    elif isinstance(node, tuple):
        for each in node:
            yield from inside(each, kind)


def block(made: Publication, code: BlockCode) -> Block:
    return next(each for each in made.sheet.blocks if each.code is code)


def row(table: Table, label: str) -> list[str]:
    """What a line says, cell by cell."""
    found = next(each for each in (*table.rows, *table.foot) if each.label.startswith(label))
    return ["" if each is None else text(each) for each in found.cells]


def test_the_whole_letter_has_its_blocks_on_two_pages(plie: None) -> None:
    made = publication(whole(), DECEMBER)
    assert [each.code for each in made.sheet.blocks] == [code for code in BlockCode if code is not BlockCode.STORY]
    first, second = pages(made.sheet)
    assert [each.code for each in second] == [BlockCode.STEPS, BlockCode.EXITS]
    assert (about(first), about(second)) == ("entrées et file active", "étapes et sorties")
    sheet = made.sheet
    assert (sheet.publisher, sheet.kind, sheet.title) == ("PLIE", "Lettre mensuelle", "Décembre 2017")
    assert (sheet.period, sheet.printed_on, sheet.audience) == ("2017-12", dt.date(2017, 12, 31), "")
    assert sheet.mention == Protocol.objects.in_force_on(DECEMBER.end).european_mention != ""  # type: ignore[union-attr]


def test_the_figures_are_those_of_the_exchange_format(plie: None) -> None:
    made = publication(whole(), DECEMBER)
    assert plain(made.data) == plain(letter(DECEMBER))
    cells = [each for table in inside(made.sheet, Table) for each in inside(table, Figure)]
    printed = {each.code: each.value for each in cells if not each.filters and not each.period}
    head = plain(made.data["headline"])
    for code in head.keys() - {"target_entries_annual"}:
        assert plain(printed[code]) == head[code], code
    assert {each.code for each in inside(made.sheet, Figure)} - CLOSED <= set(INDICATORS)


def test_partners_are_counted_against_what_is_expected_of_them(plie: None) -> None:
    table = block(publication(whole(), DECEMBER), BlockCode.REFERRERS).tables[0]
    names = ("France Travail", "Conseil départemental")
    referrals, entries = (sum(int(row(table, name)[place]) for name in names) for place in (0, 2))
    assert row(table, "France Travail et Département")[::2] == [str(referrals), str(entries)]
    assert row(table, "Ensemble")[0] == str(sum(int(text(each.cells[0])) for each in table.rows if each.cells[0]))
    assert row(table, "leur objectif à date")[::2] == ["800", "670"]


def test_exits_of_the_month_and_since_january_add_up(plie: None) -> None:
    exits = block(publication(whole(), DECEMBER), BlockCode.EXITS)
    table, every_month = exits.tables
    for place in (0, 1):
        total = int(row(table, "Ensemble")[place])
        assert total == sum(int(row(table, name)[place]) for name in ("Positives", "Autres"))
        assert total == sum(int(text(each.cells[place] or Figure(0, SHARE))) for each in table.rows if each.inside)
    assert every_month.monthly
    for line in every_month.rows:
        assert sum(each.value or 0 for each in line.cells[:-1] if each) == line.cells[-1].value  # type: ignore[union-attr]
    for rate in exits.rates:
        part, _, among, _ = rate.made_of
        assert isinstance(part, Figure)
        assert isinstance(among, Figure)
        assert text(rate.rate) == text(Figure(round(100 * (part.value or 0) / (among.value or 1)), SHARE))


def test_the_letterhead_is_that_of_the_plie(plie: None) -> None:
    Letterhead.objects.create(name="PLIE du Lac")
    assert publication(whole(), DECEMBER).sheet.publisher == "PLIE du Lac"


def test_a_version_shows_its_blocks_in_its_order(plie: None) -> None:
    edition = whole()
    edition.blocks = [BlockCode.EXITS.value, BlockCode.ESSENTIAL.value]
    made = publication(edition, DECEMBER)
    assert [each.code for each in made.sheet.blocks] == [BlockCode.EXITS, BlockCode.ESSENTIAL]
    assert [about(each) for each in pages(made.sheet)] == ["étapes et sorties", "entrées et file active"]


def test_a_part_has_no_block_of_what_it_has_not(plie: None) -> None:
    caseworker = Caseworker.objects.order_by("pk")[0]
    own = publication(Edition(audience=Audience.CASEWORKER, caseworker=caseworker), DECEMBER)
    assert BlockCode.NON_ENTRIES not in {each.code for each in own.sheet.blocks}
    assert block(own, BlockCode.REFERRERS).tables[0].columns == ("Catégorie", "Entrées", "Part")
    assert own.sheet.audience == f"Parcours suivis par {caseworker}"
    assert "Atteint" in block(own, BlockCode.ESSENTIAL).tables[0].columns
    commune = publication(Edition(audience=Audience.COMMUNE, commune_id="21231"), DECEMBER)
    assert "Atteint" not in block(commune, BlockCode.ESSENTIAL).tables[0].columns
    assert "Les objectifs sont ceux des référents" in sentence(block(commune, BlockCode.ESSENTIAL).notes[0].words)
    assert {"caseworker"} == {name for each in inside(own.sheet, Figure) for name in each.filters} & {"caseworker"}


def test_every_version_takes_few_queries(plie: None) -> None:
    host = FtePeriod.objects.exclude(host=None)[0].host
    referrer = Organisation.objects.exclude(category="").order_by("pk")[0]
    editions = [
        whole(),
        Edition(audience=Audience.HOST, organisation=host),
        Edition(audience=Audience.COMMUNE, commune_id="21231"),
        Edition(audience=Audience.REFERRER, organisation=referrer),
        Edition(audience=Audience.FUNDER, organisation=referrer),
    ]
    for masker in map(Masker, (DECEMBER, Window.parse("2017-02"), Window.parse("2017"))):
        for edition in editions:
            if masks(edition.audience, edition.commune_id):
                masker.crossing(filters_of(edition)[0][0])
            with CaptureQueriesContext(connection) as seen:
                publication(edition, masker.window, masker)
            assert len(seen) <= 40, (edition.audience, masker.window.name)


@pytest.mark.parametrize("period", ["2010-05", "2010", "2018-03", "2018"])
def test_before_the_first_fact_and_in_a_month_to_come_nothing_is_made_up(plie: None, period: str) -> None:
    made = publication(whole(), Window.parse(period))
    assert unpacked(packed(made.sheet)) == made.sheet
    empty = any("Rien n’est enregistré" in sentence(each.words) for each in made.sheet.warnings)
    assert empty is period.startswith("2010")
    assert made.sheet.blocks[0].code is BlockCode.ESSENTIAL
    assert not empty or not any(inside(made.sheet, Plot))
    assert not any("atteint à –" in sentence(each.words) for each in inside(made.sheet, Paragraph))


def test_a_masked_figure_is_not_told() -> None:
    assert text(Figure(None, "entries_month", masked=True)) == MASKED
    assert text(Figure(None, "entries_month")) == "–"
    assert text(Figure(5, SHARE)) == "5\u202f%"


@pytest.mark.parametrize("period", ["2017-12", "2017"])
def test_what_is_kept_is_what_was_said(plie: None, period: str) -> None:
    made = publication(whole(), Window.parse(period))
    assert unpacked(json.loads(json.dumps(packed(made.sheet)))) == made.sheet
    assert unpacked(json.loads(json.dumps(packed(made.data)))) == made.data


def figures() -> st.SearchStrategy[Figure]:
    values = st.none() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=2)
    keys = st.none() | st.booleans() | st.integers() | st.text()
    filters = st.dictionaries(st.text(), keys, max_size=2)
    return st.builds(Figure, values, st.text(), filters, st.text(), st.booleans(), st.booleans())


def tuples(of: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(of, max_size=2).map(tuple)


def parts_of_sheets() -> st.SearchStrategy[Any]:
    """Each kind of part, with parts of the kinds below it."""
    words = st.text(max_size=9)
    paragraph = st.builds(Paragraph, tuples(words | figures()), words)
    bar = st.builds(Bar, st.integers(), st.integers(), st.none() | st.integers(), words)
    row = st.builds(Row, words, tuples(st.none() | figures()), st.booleans(), st.booleans(), words, st.none() | bar)
    values = tuples(st.none() | st.floats(allow_nan=False, allow_infinity=False))
    series = st.builds(Series, words, values, words)
    rate = st.builds(Rate, words, figures(), tuples(words | figures()), words)
    tale = st.builds(Tale, words, words, st.none() | st.integers(), words)
    table = st.builds(Table, words, tuples(words), tuples(row), st.just(()), words, st.booleans())
    chart = st.builds(Chart, words, words, words, tuples(series), st.none() | series, st.none() | st.integers())
    plot = st.builds(Plot, st.sampled_from(PlotKind), words, words, chart, table)
    block = st.builds(Block, st.sampled_from(BlockCode), words, st.none() | figures(), words=tuples(paragraph))
    head = (words, words, words, words, st.none() | st.dates(), st.dates(), words)
    sheet = st.builds(Sheet, *head, tuples(block), words, st.none() | st.integers(), words)
    return st.one_of(paragraph, row, rate, tale, table, plot, block, sheet)


@settings(max_examples=60, deadline=None)
@given(made=parts_of_sheets())
def test_any_part_is_kept_whole(made: Any) -> None:
    assert unpacked(json.loads(json.dumps(packed(made)))) == made


def test_what_is_no_part_of_a_sheet_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        packed({"a": object()})
    assert unpacked(packed(Decimal("12.70"))) == Decimal("12.70")
