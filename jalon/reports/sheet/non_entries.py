"""« Non-entrées »: the referrals that ended without a pathway, by reason."""

from jalon.core import french
from jalon.indicators import measures as m
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.facts import Facts, beside_whole, heading_whole, length, most, share
from jalon.reports.sheet.parts import Block, Paragraph, Row, Table

CODE = m.NON_ENTRIES.code


def non_entries(facts: Facts) -> Block | None:
    """By reason: the month, the total, its share; and every month for who wants it. None where files have none."""
    if facts.lacks(CODE):
        return None
    total = facts.figures[CODE]
    lines = facts.data["non_entry_reasons"]
    tables = (_table(facts, total), _every_month(facts, total)) if lines else ()
    words = "Parts du total des non-entrées." if lines else "Aucune non-entrée."
    title = f"Non-entrées, {facts.since}"
    return Block(BlockCode.NON_ENTRIES, title, total, tables, notes=(Paragraph((words,)),))


def _table(facts: Facts, total: Figure) -> Table:
    lines = facts.data["non_entry_reasons"]
    largest = most([line["total"] for line in lines])
    rows = tuple(
        Row(
            facts.behind.non_entry_reasons[line["reason"]],
            facts.cells(
                line["by_month"].get(facts.window.name),
                line["total"],
                share(line["total"], total),
                *beside_whole([line], CODE),
            ),
            bar=length(line["total"], largest),
        )
        for line in lines
    )
    foot = Row("Ensemble", facts.cells(facts.of_month(CODE), total, None, *beside_whole(lines, CODE)), strong=True)
    return Table("Non-entrées par motif", facts.columns("Motif", "Total", "Part", *heading_whole(lines)), rows, (foot,))


def _every_month(facts: Facts, total: Figure) -> Table:
    rows = tuple(
        Row(facts.behind.non_entry_reasons[line["reason"]], (*line["by_month"].values(), line["total"]))
        for line in facts.data["non_entry_reasons"]
    )
    months = french.SHORT_MONTHS[: facts.window.months]
    foot = Row("Ensemble", (*(point.figure for point in facts.behind.monthly[CODE]), total), strong=True)
    return Table("Non-entrées, mois par mois", ("Motif", *months, "Total"), rows, (foot,), monthly=True)
