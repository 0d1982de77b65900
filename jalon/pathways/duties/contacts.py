"""Contacts that are due: the monthly interview, the call in between, what follows absences, what follows a hire.

Sources: exchange format, « Alerts that outside tools recompute » (`no_contact`, `no_interview`); domain notes §3.
"""

import datetime as dt

from jalon.core.duties import Due, days_between, said, several
from jalon.core.periods import add_months
from jalon.pathways.duties.facts import AbsenceFact, PathwayFacts
from jalon.pathways.duties.hires import follow_up_of
from jalon.pathways.enums import AbsenceStage, InterviewKind

LONGEST_SILENCE = 31
"""Days: beyond, the month is over without a contact, or without an interview."""
CALL_AFTER = 21
"""Days after an interview when the call that stands between two of them is late."""
IN_A_ROW = 2
FORGOTTEN = 183
"""Days after which an absence no longer counts with another."""
ANSWER_WITHIN = 7
WRITTEN = (AbsenceStage.CONVOCATION, AbsenceStage.WARNING)

_NAMES = {
    InterviewKind.MEETING: "entretien",
    InterviewKind.PHONE: "appel",
    InterviewKind.EMAIL: "courriel",
    InterviewKind.LETTER: "courrier",
    InterviewKind.WORKSHOP: "atelier",
}


def contact_name(kind: str) -> str:
    """« appel », as a sentence names a contact of this kind."""
    return next((name for known, name in _NAMES.items() if known == kind), "contact")


def no_contact(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Not suspended, and the last contact kept (any kind), or else the entry, is more than 31 days ago."""
    since, kind = facts.last_contact
    if facts.suspended_on(day) or (day - since).days <= LONGEST_SILENCE:
        return None
    why = f"Aucun contact depuis {days_between(since, day)}"
    return Due("no_contact", since, why, since + dt.timedelta(LONGEST_SILENCE), _last(facts, since, kind, day))


def no_interview(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Not suspended, no step open, and the last interview kept, or else the entry, is more than 31 days ago."""
    since, kind = _last_interview(facts)
    if facts.suspended_on(day) or facts.busy_on(day) or (day - since).days <= LONGEST_SILENCE:
        return None
    why = f"Pas d’entretien depuis {days_between(since, day)}"
    return Due("no_interview", since, why, since + dt.timedelta(LONGEST_SILENCE), _last(facts, since, kind, day))


def no_call(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Not suspended, no step open, the interview is more than three weeks ago, and no call was kept since.

    On a step, the rhythm of calls is the référent's own: `no_contact` alone watches.
    """
    since, kind = _last_interview(facts)
    called = facts.kept.get(InterviewKind.PHONE)
    if facts.suspended_on(day) or facts.busy_on(day) or (called and called > since):
        return None
    if (day - since).days <= CALL_AFTER:
        return None
    due_on = since + dt.timedelta(CALL_AFTER)
    return Due("no_call", since, "Appel entre deux entretiens", due_on, _last(facts, since, kind, day))


def absences(facts: PathwayFacts, day: dt.date) -> Due | None:
    """Two interviews missed in a row, and nothing done since the last; or the time to reply is over, without a stage.

    An interview kept, or the decision that the pathway goes on, starts the count again.
    """
    missed = _missed_in_a_row(facts, day)
    if len(missed) < IN_A_ROW:
        return None
    last = _last_act(facts, missed[0])
    if last is None or last.date < missed[-1]:
        count = {2: "Deux", 3: "Trois"}.get(len(missed), str(len(missed)))
        due_on = missed[-1] + dt.timedelta(ANSWER_WITHIN)
        return Due("absences", missed[-1], f"{count} absences de suite", due_on, f"les {several(missed, day)}")
    if last.reply_by and last.reply_by < day and last.stage in WRITTEN:
        told = f"elle était attendue jusqu’au {said(last.reply_by, day)}"
        return Due("absences", last.reply_by, "Absences sans réponse", last.reply_by + dt.timedelta(7), told)
    return None


def absences_under_way(facts: PathwayFacts, day: dt.date) -> bool:
    """Whether two absences in a row were answered by a letter: this silence is no longer « aucun contact »."""
    missed = _missed_in_a_row(facts, day)
    return len(missed) >= IN_A_ROW and any(
        act.stage in WRITTEN and missed[0] <= act.date <= day for act in facts.absence_acts
    )


def hire_follow_up(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The last full month of the six that follow a hire went by without a contact, and none was kept since.

    Inside the pathway while the job lasts, and after an exit towards a job.
    """
    if (month := follow_up_of(facts, day)) is None:
        return None
    rank, hired, start = month
    if facts.has_contact and facts.last_contact[0] >= start:
        return None
    which = "au 1er mois" if rank == 1 else f"au {rank}e mois"
    due_on = add_months(hired, rank) - dt.timedelta(1)
    return Due("hire_follow_up", start, f"Aucun contact {which} d’emploi", due_on, f"embauche du {said(hired, day)}")


def _last_interview(facts: PathwayFacts) -> tuple[dt.date, str]:
    held = facts.kept.get(InterviewKind.MEETING)
    return (held, InterviewKind.MEETING) if held else (facts.entry, "")


def _last(facts: PathwayFacts, since: dt.date, kind: str, day: dt.date) -> str:
    if since == facts.entry and not facts.kept.get(kind):
        return f"entrée le {said(since, day)}"
    return f"{contact_name(kind)} du {said(since, day)}"


def _missed_in_a_row(facts: PathwayFacts, day: dt.date) -> list[dt.date]:
    met = [facts.kept[kind] for kind in (InterviewKind.MEETING, InterviewKind.WORKSHOP) if kind in facts.kept]
    decided = [act.date for act in facts.absence_acts if act.stage == AbsenceStage.DECISION and act.date <= day]
    after = max([*met, *decided, day - dt.timedelta(FORGOTTEN)])
    return sorted({missed for missed in facts.missed if after < missed <= day})


def _last_act(facts: PathwayFacts, since: dt.date) -> AbsenceFact | None:
    acts = [act for act in facts.absence_acts if act.date >= since]
    return max(acts, key=lambda act: act.date, default=None)
