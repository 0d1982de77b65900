"""What the length of a pathway asks for: steps, reviews, its end, the end of a suspension.

Sources: exchange format, « Alerts that outside tools recompute » (`no_step`, `max_duration`, `suspension_too_long`);
domain notes §3 for reviews. The numbers of months are the protocol's.
"""

import datetime as dt

from jalon.core.duties import Due, said
from jalon.core.french import NO_BREAK
from jalon.core.periods import add_months
from jalon.pathways.duties.facts import PathwayFacts, Span

WITHOUT_STEP = 3
"""Months."""
END_SEEN = 60
"""Days before the longest time of a pathway, or before the end of an extension."""
REVIEW_SEEN = 14
SUSPENSION_SEEN = 14
_MONTHS = {1: "un", 2: "deux", 3: "trois"}


def no_step(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Not suspended, no step open, and the end of the last step, or else the entry, is more than three months ago."""
    if facts.suspended_on(day) or facts.busy_on(day):
        return None
    # A step still to begin, or to end, is not three months ago.
    last = max((each.end or dt.date.max for each in facts.steps), default=facts.entry)
    if last >= day or add_months(last, WITHOUT_STEP) >= day:
        return None
    months = (day.year - last.year) * 12 + day.month - last.month
    months -= add_months(last, months) > day
    told = f"la dernière a fini le {said(last, day)}" if facts.steps else f"entrée le {said(last, day)}"
    why = f"Pas d’étape depuis {_count(months)}"
    return Due("no_step", last, why, add_months(last, WITHOUT_STEP), told)


def max_duration(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The entry + 30 months is within 60 days or past, and no decision has extended the pathway."""
    limit = add_months(facts.entry, facts.limits.months)
    if any(each.decided_on <= day for each in facts.extensions) or (limit - day).days > END_SEEN:
        return None
    months = f"{facts.limits.months}{NO_BREAK}mois"
    why = f"{months} le {said(limit, day)}" if limit >= day else f"{months} dépassés"
    told = f"entrée le {said(facts.entry, day)}" if limit >= day else f"depuis le {said(limit, day)}"
    return Due("max_duration", limit, why, limit, told)


def extension_ending(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The pathway was extended, and what was decided ends within 60 days or is over."""
    until = max((each.until for each in facts.extensions if each.decided_on <= day), default=None)
    if until is None or (until - day).days > END_SEEN:
        return None
    verb = "Prolongation jusqu’au" if until >= day else "Prolongation finie le"
    return Due("extension_ending", until, f"{verb} {said(until, day)}", until, f"entrée le {said(facts.entry, day)}")


def review_due(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The last mark of 5, 10, 15… months, past or within a fortnight, has no review. The next one replaces it."""
    every = facts.limits.review_every
    if not every:
        return None
    horizon, month = day + dt.timedelta(REVIEW_SEEN), 0
    while add_months(facts.entry, month + every) <= horizon:
        month += every
    if month == 0 or month in facts.reviews:
        return None
    mark = add_months(facts.entry, month)
    told = f"dû le {said(mark, day)}" if mark < day else f"à tenir avant le {said(mark, day)}"
    return Due("review_due", mark, f"Bilan des {month}{NO_BREAK}mois", mark, told)


def suspension_too_long(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Suspended, and the start of that suspension + 2 months is past."""
    held = suspension_on(facts, day)
    if held is None or (limit := add_months(held.start, facts.limits.suspension)) >= day:
        return None
    why = f"Veille de plus de {_count(facts.limits.suspension)}"
    return Due("suspension_too_long", held.start, why, limit, f"depuis le {said(held.start, day)}")


def suspension_ending(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Suspended, and the start of that suspension + 2 months is within a fortnight or past."""
    held = suspension_on(facts, day)
    if held is None:
        return None
    limit = add_months(held.start, facts.limits.suspension)
    if (limit - day).days > SUSPENSION_SEEN:
        return None
    why = f"{_count(facts.limits.suspension).capitalize()} de veille le {said(limit, day)}"
    return Due("suspension_ending", held.start, why, limit, f"depuis le {said(held.start, day)}")


def suspension_on(facts: PathwayFacts, day: dt.date) -> Span | None:
    """The suspension of the day, with those it follows: less than two days apart, they are one."""
    found: Span | None = None
    for each in sorted((each for each in facts.suspensions if each.start <= day), key=lambda each: each.start):
        if found and (found.end is None or (each.start - found.end).days < 2):
            ends = (found.end, each.end)
            found = Span(found.start, None if None in ends else max(end for end in ends if end))
        else:
            found = each
    return found if found and found.open_on(day) else None


def _count(months: int) -> str:
    return f"{_MONTHS.get(months, str(months))}{NO_BREAK}mois"
