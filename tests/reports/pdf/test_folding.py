"""Long tables made short: nothing is lost of what can be added, nothing masked is told."""

from hypothesis import given
from hypothesis import strategies as st

from jalon.reports.figures import Figure
from jalon.reports.pdf.folding import LIMITS, folded
from jalon.reports.sheet.parts import Bar, Row
from tests.reports.pdf.sheets import exits, non_entries, share

limits = st.sampled_from(LIMITS)


def rows(*numbers: int | None) -> list[Row]:
    """Lines of one list, the number None being masked; shares are of their sum."""
    total = sum(number or 0 for number in numbers)
    return [
        Row(
            f"motif {place}",
            (
                Figure(number, "non_entries_cumulative", {"reason": place}, masked=number is None),
                share(round(100 * (number or 0) / total)) if total else None,
            ),
            bar=Bar(number or 0, 9),
        )
        for place, number in enumerate(numbers)
    ]


@given(st.lists(st.integers(0, 90), max_size=30), limits)
def test_the_sum_and_the_first_lines_are_kept(numbers: list[int], limit: int) -> None:
    given_rows = rows(*sorted(numbers, reverse=True))
    found = folded(given_rows, limit)
    assert len(found) <= limit + 1
    assert sum(row.cells[0].value or 0 for row in found if row.cells[0]) == sum(numbers)
    kept = [row for row in found if not row.label.startswith("Autres (")]
    assert kept == given_rows[: len(kept)]


def test_one_line_never_replaces_one() -> None:
    assert len(folded(rows(9, 8, 7, 6, 5), 4)) == 5
    last = folded(rows(9, 8, 7, 6, 5, 4), 4)[-1]
    assert (last.label, last.cells[0], last.bar) == (
        "Autres (2 libellés)",
        Figure(9, "non_entries_cumulative", {"reason": 4}),
        Bar(9, 9),
    )


def test_a_share_is_of_the_whole_not_a_sum_of_rounded_shares() -> None:
    thirds = rows(*[100] * 4, *[1] * 3)
    assert [row.cells[1] for row in thirds[-3:]] == [share(0)] * 3
    assert folded(thirds, 4)[-1].cells[1] == share(1)


def test_what_is_masked_stays_so() -> None:
    masked = folded(rows(9, 8, 7, 6, 5, None), 4)[-1]
    assert masked.cells[0] and masked.cells[0].masked and masked.cells[0].value is None
    assert masked.cells[1] and masked.cells[1].masked


def test_other_figures_and_totals_are_no_list() -> None:
    (table,) = exits(reasons=9).tables
    found = folded(table.rows, 4)
    assert [row.label for row in found if row.strong] == ["Positives", "Autres"]
    assert [row.label for row in found].count("Autres (5 libellés)") == 2
    apart = [
        Row(code, (Figure(1, code),)) for code in ("steps", "referrals", "fte", "in_veille", "steps_open", "exits_late")
    ]
    assert folded(apart, 4) == apart


def test_a_folded_list_of_the_letter_masks_the_column_that_is() -> None:
    (table,) = non_entries().tables
    month, total, part = folded(table.rows, 4)[-1].cells
    assert month and month.value == 27
    assert total and total.masked
    assert part and part.masked
