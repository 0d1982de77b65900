"""Comparing a printed cell with a computed one."""

from decimal import Decimal

from jalon.demo.published.cells import Known, Printed
from jalon.demo.published.page import page, summary
from jalon.demo.published.verdicts import Compared, Verdict, compare

CELL = ("2017-03", "headline/active_file_real")


def printed(value: int = 730) -> Printed:
    return Printed(*CELL, "File active", Decimal(value))


def verdict(computed: int | None, known: Known | None = None) -> Compared:
    (found,) = compare([printed()], {CELL[0]: {CELL[1]: computed}}, {CELL: known} if known else {})
    return found


def known(printed: int, computed: int) -> Known:
    return Known(Decimal(printed), Decimal(computed), "A19", "Ne ferme pas.")


def test_the_same_value_is_equal() -> None:
    assert verdict(730).verdict is Verdict.EQUAL


def test_another_value_is_different() -> None:
    assert verdict(735).verdict is Verdict.DIFFERENT
    assert verdict(None).verdict is Verdict.DIFFERENT


def test_a_declared_error_is_impossible_only_with_its_exact_value() -> None:
    found = verdict(735, known(730, 735))
    assert (found.verdict, found.error, found.why) == (Verdict.IMPOSSIBLE, "A19", "Ne ferme pas.")
    assert verdict(736, known(730, 735)).verdict is Verdict.DIFFERENT
    assert verdict(735, known(731, 735)).verdict is Verdict.DIFFERENT


def test_an_exception_for_an_equal_cell_fails() -> None:
    assert verdict(730, known(730, 730)).verdict is Verdict.DIFFERENT
    assert verdict(730, known(730, 735)).verdict is Verdict.DIFFERENT


def test_an_exception_that_names_no_cell_fails() -> None:
    lost = ("2017-03", "headline/nothing")
    found = compare([printed()], {CELL[0]: {CELL[1]: 730}}, {lost: known(1, 2)})
    assert [(each.cell, each.verdict) for each in found] == [
        (CELL[1], Verdict.EQUAL),
        ("headline/nothing", Verdict.DIFFERENT),
    ]


def test_a_row_computed_and_not_printed_is_a_cell_printed_nil() -> None:
    computed = {CELL[0]: {CELL[1]: 730, "steps/rows/VAE": 1, "steps/rows/DAQ": 0, "headline/other": 5}}
    found = compare([printed()], computed, {})
    assert [(each.cell, str(each.printed), str(each.computed), each.verdict) for each in found[1:]] == [
        ("steps/rows/VAE", "0", "1", Verdict.DIFFERENT)
    ]


def test_a_row_printed_nil_and_not_computed_is_equal() -> None:
    (found,) = compare([Printed("2017-03", "steps/rows/VAE", "VAE", Decimal(0))], {"2017-03": {}}, {})
    assert found.verdict is Verdict.EQUAL


def test_the_page_counts_by_document_and_lists_what_is_not_equal() -> None:
    found = [verdict(730), verdict(735, known(730, 735))]
    assert "| 2017-03 | 1 | 1 | 0 |" in page(found)
    assert "| 2017-03 | File active | 730 | 735 | A19 | Ne ferme pas. |" in page(found)
    assert summary(found) == "2 cases : 1 égales, 1 impossibles, 0 différentes."
