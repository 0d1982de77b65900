"""Non-entrées: how many, against the year before; the first reasons with their shares, and what became of the first."""

from collections.abc import Iterator

from jalon.core import french
from jalon.indicators import measures as m
from jalon.reports.comments.facts import Facts, Field, part, title_of, total
from jalon.reports.comments.saying import first_of, listed, more, number_of, quoted, said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode

BLOCK = BlockCode.NON_ENTRIES
CODE = m.NON_ENTRIES.code
NAMED = 3
"""Reasons that a sentence names."""


def fields(source: Source) -> Iterator[Field]:
    """The total, that of the month, and each reason: since January, in the month, its share now and a month before."""
    whole = source.figure(CODE)
    yield Field("non_entries", "non-entrées depuis janvier", whole, BLOCK, "non-entrée")
    months = [point.figure for _, point in source.months(source.behind.monthly[CODE])]
    if not source.window.is_year and len(months) == source.window.months:
        yield Field("non_entries_month", "non-entrées du mois", months[-1], BLOCK, "non-entrée")
    yield from source.before("non_entries", "non-entrées depuis janvier", whole, BLOCK, "non-entrée")
    until = total(months[:-1], CODE)
    rows = {row["reason"]: row for row in source.data["non_entry_reasons"]}
    for code, label in source.behind.non_entry_reasons.items():
        row, title = rows.get(code), title_of(label)
        none = source.like(CODE, None if whole.value is None else 0)
        number = row["total"] if row else none
        name = f"« {label} »"
        yield Field(f"non_entry.{code}", f"non-entrées {name}", number, BLOCK, "non-entrée", title)
        yield Field(f"non_entry_share.{code}", f"part des non-entrées {name}", part(number, whole), BLOCK, "", title)
        if row and not source.window.is_year:
            by_month = list(row["by_month"].values())
            yield Field(f"non_entry_month.{code}", f"non-entrées du mois {name}", by_month[-1], BLOCK, "non-entrée")
            before = part(total(by_month[:-1], CODE), until)
            name = f"part des non-entrées {name} à la fin du mois précédent"
            yield Field(f"non_entry_share_before.{code}", name, before, BLOCK)


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """The reasons, the most frequent first."""
    rows = sorted(source.data["non_entry_reasons"], key=lambda row: (-(row["total"].value or 0), row["reason"]))
    return {"non_entry": tuple(f"non_entry.{row['reason']}" for row in rows)}


def sentences(facts: Facts) -> list[str]:
    """How many, why, and how the first reason moved."""
    reasons = first_of(facts, "non_entry", NAMED)
    return [*_how_many(facts), *_why(facts, reasons), *_moved(facts, reasons)]


def _how_many(facts: Facts) -> list[str]:
    if not facts.over("non_entries"):
        return []
    past = ""
    now, then = facts.value("non_entries"), facts.value("non_entries_past")
    if now is not None and then is not None:
        year = f"en {facts.year - 1}" if facts.window.is_year else "un an plus tôt"
        gap = f"{{non_entries_past_gap}} {more(now, then)} qu’{year}"
        past = f", autant qu’{year}" if now == then else f", {gap} ({{non_entries_past}})"
    if facts.window.is_year or facts.window.months == 1:
        return said(facts, f"{{non_entries|non-entrée}} {facts.when}{past}.")
    month = f"{number_of(facts, 'non_entries_month', 'non-entrée')} {facts.when}"
    return said(
        facts, f"{month}, {{non_entries}} depuis janvier{past}.", f"{{non_entries|non-entrée}} depuis janvier{past}."
    )


def _why(facts: Facts, reasons: list[str]) -> list[str]:
    """Each share is of all the non-entries of the period."""
    if not reasons:
        return []
    parts = [
        f"{{non_entry_share.{key.partition('.')[2]}}}"
        f"{'' if rank else ' des non-entrées de l’année ont pour motif'} {quoted(facts.fields[key].title)}"
        for rank, key in enumerate(reasons)
    ]
    return said(facts, f"{listed(parts)}.")


def _moved(facts: Facts, reasons: list[str]) -> list[str]:
    """The share of the first reason a month before; only when it has changed."""
    if not reasons or facts.window.is_year or facts.window.months == 1:
        return []
    code = reasons[0].partition(".")[2]
    now, then = facts.value(f"non_entry_share.{code}"), facts.value(f"non_entry_share_before.{code}")
    if now is None or then is None or now == then:
        return []
    before = french.MONTHS[facts.window.months - 2]
    return said(facts, f"Fin {before}, le premier motif pesait {{non_entry_share_before.{code}}}.")
