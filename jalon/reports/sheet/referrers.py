"""« Prescripteurs »: who sends people, and whose referrals become entries."""

from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.organisations.enums import ReferrerCategory
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.facts import Facts, share
from jalon.reports.sheet.parts import Block, Paragraph, Row, Table

PARTNERS = "France Travail et Département"
REFERRALS, ENTRIES = m.REFERRALS.code, m.ENTRIES.code


def referrers(facts: Facts) -> Block:
    """By category. Files that are those of a référent have no referrals before their entry: entries alone then."""
    referred = not facts.lacks(REFERRALS)
    table = Table(
        "Prescripteurs",
        ("Catégorie", *(("Prescriptions", "Part") if referred else ()), "Entrées", "Part"),
        tuple(_rows(facts, referred)),
        (_foot(facts, referred), *_partners(facts)),
    )
    title = f"Prescripteurs, {facts.since}"
    return Block(BlockCode.REFERRERS, title, tables=(table,), notes=_notes(referred))


def _rows(facts: Facts, referred: bool) -> list[Row]:
    entries = {line["category"]: line["count"] for line in facts.data["entries_by_category"]}
    sent = {line["category"]: line["count"] for line in facts.data["referrals"]["by_category"]}
    rows = [Row(ReferrerCategory(name).label, _cells(facts, sent[name], entries[name], referred)) for name in entries]
    unknown = (
        _unknown(list(sent.values()), facts.figures[REFERRALS]),
        _unknown(list(entries.values()), facts.figures[ENTRIES]),
    )
    if any(each.value for each in unknown):
        rows.append(Row("Inconnu", _cells(facts, *unknown, referred)))
    return rows


def _unknown(parts: list[Figure], total: Figure) -> Figure:
    """What is of no category: the rest of the total, where every part of it is told."""
    filters = {**total.filters, "category": None}
    if total.value is None or any(each.value is None for each in parts):
        return Figure(None, total.code, filters, masked=total.masked or any(each.masked for each in parts))
    return Figure(total.value - sum(each.value or 0 for each in parts), total.code, filters)


def _cells(facts: Facts, sent: Figure, entered: Figure, referred: bool) -> tuple[Figure | None, ...]:
    first = (sent, share(sent, facts.figures[REFERRALS])) if referred else ()
    return (*first, entered, share(entered, facts.figures[ENTRIES]))


def _foot(facts: Facts, referred: bool) -> Row:
    first = (facts.figures[REFERRALS], None) if referred else ()
    return Row("Ensemble", (*first, facts.figures[ENTRIES], None), strong=True)


def _partners(facts: Facts) -> tuple[Row, ...]:
    """The two partners together, and against what the protocol expects of them; of the whole PLIE alone."""
    if facts.lacks(d.PARTNER_TARGET.code):
        return ()
    sent, entered = facts.figures[m.PARTNER_REFERRALS.code], facts.figures[m.PARTNER_ENTRIES.code]
    expected = (d.PARTNER_TARGET.code, d.PARTNER_PCT.code, d.PARTNER_ENTRIES_TARGET.code, d.PARTNER_ENTRIES_PCT.code)
    return (
        Row(PARTNERS, _cells(facts, sent, entered, referred=True)),
        Row(
            f"leur objectif{'' if facts.is_year else ' à date'}, part atteinte",
            tuple(facts.figures[code] for code in expected),
            inside=True,
        ),
    )


def _notes(referred: bool) -> tuple[Paragraph, ...]:
    both = "Parts du total des prescriptions, et du total des entrées."
    own = "Parts du total des entrées. Une prescription n’a pas encore de référent."
    return (Paragraph((both if referred else own,)),)
