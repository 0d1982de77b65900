"""Time spent in jobs: contracts that follow one another without a gap are one employment."""

import datetime as dt

from jalon.core.duties import Due, said
from jalon.core.periods import add_months
from jalon.pathways.duties.facts import PathwayFacts, Span, StepFact

MONTHS_FOLLOWED = 6
"""Source: domain notes §3: the référent follows the person for the first six months after a hire."""
MARK = 6
"""Months in the same employment that may prove a positive exit (domain notes §4)."""
MARK_SEEN = 14
"""Days before the mark."""
RECENT = 92
"""Days after the end of an employment during which its six months still call for an exit."""
ENDING_SEEN = 30
"""Days before and after the end of a contract during which one says what follows."""


def employments(steps: tuple[StepFact, ...], day: dt.date) -> list[Span]:
    """The jobs begun by the day, those that touch made one. Contracts that never count towards an exit are left out."""
    found: list[Span] = []
    for job in sorted((each for each in steps if each.counts and each.start <= day), key=lambda each: each.start):
        if found and _touches(found[-1], job):
            ends = (found[-1].end, job.end)
            last = None if None in ends else max(end for end in ends if end)
            found[-1] = Span(found[-1].start, last)
        else:
            found.append(Span(job.start, job.end))
    return found


def six_months(facts: PathwayFacts, day: dt.date) -> Due | None:
    """An employment reaches its six months within a fortnight, or has: an exit may be proposed."""
    if facts.proposed or facts.exit:
        return None
    for job in reversed(employments(facts.steps, day)):
        mark = add_months(job.start, MARK)
        lasts = job.end is None or job.end >= mark - dt.timedelta(1)
        recent = job.end is None or job.end >= day - dt.timedelta(RECENT)
        if lasts and recent and day >= mark - dt.timedelta(MARK_SEEN):
            verb = "Six mois d’emploi le" if mark > day else "Six mois d’emploi depuis le"
            told = f"sortie positive possible, embauche du {said(job.start, day)}"
            return Due("six_months", mark, f"{verb} {said(mark, day)}", mark + dt.timedelta(14), told)
    return None


def contract_ending(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The last job of the pathway ends within thirty days, or has for less than that, and nobody said what follows.

    A renewal, another job, an outcome noted, a proposed exit settle it.
    """
    jobs = [each for each in facts.steps if each.job and each.start <= day]
    if not jobs or facts.proposed or facts.exit:
        return None
    last = max(jobs, key=lambda each: each.end or dt.date.max)
    follows = any(each.job and last.end and each.start > day and each is not last for each in facts.steps)
    if last.end is None or last.outcome or follows or abs((last.end - day).days) > ENDING_SEEN:
        return None
    verb = "Contrat qui finit le" if last.end >= day else "Contrat fini le"
    return Due("contract_ending", last.end, f"{verb} {said(last.end, day)}", last.end, last.name)


def follow_up_of(facts: PathwayFacts, day: dt.date) -> tuple[int, dt.date, dt.date] | None:
    """The last full month after a hire that is to be followed: its rank from 1, the day of the hire, its first day."""
    hired = _hired(facts, day)
    if hired is None:
        return None
    ranks = range(MONTHS_FOLLOWED + 1, 0, -1)
    rank = next((rank for rank in ranks if add_months(hired, rank) <= day), 0)
    return (rank, hired, add_months(hired, rank - 1)) if 1 <= rank <= MONTHS_FOLLOWED else None


def _hired(facts: PathwayFacts, day: dt.date) -> dt.date | None:
    known = employments(facts.steps, min(day, facts.exit or day))
    last = known[-1] if known else None
    if facts.exit is None:
        return last.start if last and last.open_on(day) else None
    if not facts.hired_out:
        return None
    return last.start if last and last.open_on(facts.exit) else facts.exit


def _touches(before: Span, job: StepFact) -> bool:
    return before.end is None or job.start - before.end <= dt.timedelta(1)
