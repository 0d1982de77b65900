"""« Sorties »: how pathways ended, positively or not, by reason; the two rates and what they are made of."""

from typing import Any

from jalon.core import french
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.indicators.registry import INDICATORS
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.letter import WHOLE
from jalon.reports.sheet import plots
from jalon.reports.sheet.facts import Facts, beside_whole, heading_whole, length, most, share
from jalon.reports.sheet.parts import Block, Paragraph, Rate, Row, Table, Words
from jalon.reports.sheet.print import noun

NOTE = (
    "Parts de toutes les sorties. Un motif neutre est retiré du second taux. "
    "Les parts sont arrondies\u00a0: leur somme peut différer de 100."
)
NEUTRAL = "neutre"
GROUPS = (("Positives", m.POSITIVE_EXITS.code, True, "fill"), ("Autres", m.OTHER_EXITS.code, False, "other"))
RATES = ((d.POSITIVE_PCT.code, m.EXITS.code), (d.POSITIVE_PCT_EXCLUDING_NEUTRAL.code, m.NON_NEUTRAL_EXITS.code))
"""Each rate, and the exits it is a part of."""


def exits(facts: Facts) -> Block:
    """Positive ones then others: the total, then each reason, of the month and since January."""
    total = facts.figures[m.EXITS.code]
    plot = plots.positive(facts)
    return Block(
        BlockCode.EXITS,
        f"Sorties, {facts.since}",
        total,
        (_table(facts, total), *_every_month(facts, total)),
        (plot,) if plot else (),
        tuple(_rate(facts, rate, whole) for rate, whole in RATES),
        notes=(*_target(facts), Paragraph((NOTE,))),
    )


def _table(facts: Facts, total: Figure) -> Table:
    lines = facts.data["exits"]["reasons"]
    largest = most([line["count"] for line in lines])
    rows: list[Row] = []
    for label, code, positive, style in GROUPS:
        figure = facts.figures[code]
        own = [line for line in lines if line["positive"] is positive]
        cells = facts.cells(facts.of_month(code), figure, share(figure, total), *_whole(own, lines, code))
        rows.append(Row(label, cells, strong=True))
        rows += [_reason(facts, line, total, largest, style) for line in own]
    whole = beside_whole(lines, m.EXITS.code)
    foot = Row("Ensemble", facts.cells(_all_of_month(facts), total, None, *whole), strong=True)
    headings = facts.columns("Motif", "Total", "Part", *heading_whole(lines))
    return Table("Sorties par motif", headings, tuple(rows), (foot,))


def _whole(own: list[dict[str, Any]], lines: list[dict[str, Any]], code: str) -> tuple[Figure, ...]:
    """The whole PLIE beside a group of reasons; zero where it has none of them."""
    return beside_whole(own, code) or tuple(Figure(0, code) for _ in heading_whole(lines))


def _reason(facts: Facts, line: dict[str, Any], total: Figure, largest: int, style: str) -> Row:
    label, neutral = facts.behind.exit_reasons[line["reason"]]
    count = line["count"]
    month = None if facts.is_year else facts.behind.exits[line["reason"]][-1].figure
    return Row(
        label,
        facts.cells(month, count, share(count, total), *([line[WHOLE]] if WHOLE in line else ())),
        inside=True,
        note=NEUTRAL if neutral else "",
        bar=length(count, largest, style),
    )


def _all_of_month(facts: Facts) -> Figure | None:
    """Every exit of the month, whatever its reason."""
    parts = [facts.of_month(code) for _, code, _, _ in GROUPS]
    known = [each for each in parts if each is not None]
    if not known:
        return None
    filters = {**known[0].filters}
    if any(each.value is None for each in known):
        return Figure(None, m.EXITS.code, filters, known[0].period, masked=any(each.masked for each in known))
    return Figure(sum(each.value or 0 for each in known), m.EXITS.code, filters, known[0].period)


def _every_month(facts: Facts, total: Figure) -> tuple[Table, ...]:
    lines = facts.data["exits"]["reasons"]
    if not lines:
        return ()
    rows = tuple(
        Row(
            facts.behind.exit_reasons[line["reason"]][0],
            (*(point.figure for point in facts.behind.exits[line["reason"]]), line["count"]),
        )
        for line in lines
    )
    months = french.SHORT_MONTHS[: facts.window.months]
    return (Table("Sorties, mois par mois", ("Motif", *months, "Total"), rows, monthly=True),)


def _rate(facts: Facts, code: str, whole: str) -> Rate:
    positive, among = facts.figures[m.POSITIVE_EXITS.code], facts.figures[whole]
    made_of: Words = (positive, " sur ", among, f" {noun(among, 'sortie')}")
    return Rate(INDICATORS[code].label, facts.figures[code], made_of, INDICATORS[code].definition)


def _target(facts: Facts) -> tuple[Paragraph, ...]:
    """The positive exits against their target, and beside the entries."""
    words: Words = ()
    if facts.number(d.TARGET_POSITIVE_TO_DATE.code):
        target, reached = facts.figures[d.TARGET_POSITIVE_TO_DATE.code], facts.figures[d.POSITIVE_PCT_TO_DATE.code]
        when = "" if facts.is_year else " à date"
        words += (f"Objectif de sorties positives{when}\u00a0: ", target, ", atteint à ", reached, ".")
    beside = share(facts.figures[m.POSITIVE_EXITS.code], facts.figures[m.ENTRIES.code])
    if beside.value is not None:
        gap = " " if words else ""
        words += (f"{gap}Sorties positives rapportées aux entrées\u00a0: ", beside, ".")
    return (Paragraph(words),) if words else ()
