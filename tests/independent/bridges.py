"""The sums that a month is checked by, counted a second time from docs/rules/arretes.md alone: loops over facts.

A referral is entered when a pathway that names it has begun by the last day, declined when its non-entry has come by
then, pending when neither has.
"""

import datetime as dt

from tests.independent.facts import Facts, Pathway, Referral, read_facts
from tests.independent.folder import Folder
from tests.independent.letter import Period, entries_to_date, non_entries_to_date, read_period

BANDS = {"30": (0, 30), "60": (31, 60), "90": (61, 90), "plus": (91, 100_000)}


def bridges(folder: Folder, period: str, as_of: dt.date | None) -> dict[str, int]:
    """Each term of the sums by its code."""
    span, facts = read_period(period), read_facts(folder, as_of)
    entered = entries_to_date(facts, span)
    sent = [referral for referral in facts.referrals if span.has_to_date(referral.date)]
    came, ended = came_in(facts, span), ended_by(facts, span)
    accompanied = [p for p in facts.pathways if p.entry <= span.last and (not p.exit or p.exit.date >= span.new_year)]
    eve = span.new_year - dt.timedelta(1)
    return {
        "stock_january": sum(pathway.is_open_at_end_of(eve) for pathway in facts.pathways),
        "re_entries": sum(follows_another(pathway, accompanied) for pathway in accompanied),
        "referrals_entered": sum(referral.code in came for referral in sent),
        "referrals_declined": sum(referral.code in ended for referral in sent),
        "referrals_pending": len(pending(sent, came | ended)),
        "entries_of_earlier_referrals": sum(
            pathway.referral is not None and pathway.referral.date < span.new_year for pathway in entered
        ),
        "entries_without_referral": sum(pathway.referral is None for pathway in entered),
        "non_entries_of_earlier_referrals": sum(
            referral.date < span.new_year for referral in non_entries_to_date(facts, span)
        ),
    }


def waits(folder: Folder, period: str, as_of: dt.date | None) -> dict[str, int]:
    """How many of the pending referrals have waited so long on the last day."""
    span, facts = read_period(period), read_facts(folder, as_of)
    sent = [referral for referral in facts.referrals if span.has_to_date(referral.date)]
    ages = [
        (span.last - referral.date).days for referral in pending(sent, came_in(facts, span) | ended_by(facts, span))
    ]
    found = {band: sum(low <= age <= high for age in ages) for band, (low, high) in BANDS.items()}
    return {band: number for band, number in found.items() if number}


def came_in(facts: Facts, span: Period) -> set[str]:
    return {p.referral.code for p in facts.pathways if p.referral and p.entry <= span.last}


def ended_by(facts: Facts, span: Period) -> set[str]:
    return {r.code for r in facts.non_entries if r.outcome_date and r.outcome_date <= span.last}


def pending(sent: list[Referral], over: set[str]) -> list[Referral]:
    return [referral for referral in sent if referral.code not in over]


def follows_another(pathway: Pathway, accompanied: list[Pathway]) -> bool:
    """Whether the person has another pathway among these, begun before. As known on a day, both may look open."""
    return any(other.person == pathway.person and other.entry < pathway.entry for other in accompanied)
