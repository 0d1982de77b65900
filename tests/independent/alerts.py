"""The alerts of the exchange contract, recomputed from the rows of a folder: it shares no code with `jalon`."""

import calendar
import datetime as dt

from tests.independent.facts import Pathway, Step, Suspension, day, read_facts
from tests.independent.folder import Folder

Day = dt.date
Alert = tuple[str, str | None, str, str]
"""pathway, référent, kind, since."""
CONTRACT = ("no_contact", "no_interview", "no_step", "max_duration", "suspension_too_long")


def months_after(start: Day, months: int) -> Day:
    """“months are calendar months (31 January + 1 month = last day of February)”."""
    year, month = start.year, start.month + months
    while month > 12:
        year, month = year + 1, month - 12
    return Day(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def alerts(folder: Folder, today: Day) -> set[Alert]:
    """“For a pathway open today (an exit dated today closes it), with its référent of the day”."""
    facts = read_facts(folder, None)
    found: set[Alert] = set()
    for pathway in facts.pathways:
        if pathway.is_open_at_end_of(today):
            steps = [step for step in facts.steps if step.pathway.code == pathway.code]
            suspensions = [each for each in facts.suspensions if each.pathway.code == pathway.code]
            who = referent_of(folder, pathway, today)
            for kind, since in kinds(folder, pathway, steps, suspensions, today):
                found.add((pathway.code, who, kind, since.isoformat()))
    return found


def referent_of(folder: Folder, pathway: Pathway, today: Day) -> str | None:
    """The one of the entry, or of the last change not after today."""
    who = next(row["referent"] for row in folder["parcours"] if row["code"] == pathway.code)
    changes = [
        (day(row["debut"]), row["referent"]) for row in folder["affectations"] if row["parcours"] == pathway.code
    ]
    for start, referent in sorted(changes):
        if start <= today:
            who = referent
    return who or None


def kinds(
    folder: Folder, pathway: Pathway, steps: list[Step], suspensions: list[Suspension], today: Day
) -> list[tuple[str, Day]]:
    """Each kind with its `since`."""
    kept = [
        (day(row["date"]), row["type"])
        for row in folder["entretiens"]
        if row["parcours"] == pathway.code and row["present"] == "oui" and day(row["date"]) <= today
    ]
    suspended = any(each.is_open_on(today) for each in suspensions)
    on_a_step = any(each.is_open_on(today) for each in steps)
    found: list[tuple[str, Day]] = []
    contact = max((date for date, _ in kept), default=pathway.entry)
    if not suspended and (today - contact).days > 31:
        found.append(("no_contact", contact))
    interview = max((date for date, kind in kept if kind == "entretien"), default=pathway.entry)
    if not suspended and not on_a_step and (today - interview).days > 31:
        found.append(("no_interview", interview))
    step = last_step(pathway, steps)
    if not suspended and not on_a_step and step and months_after(step, 3) < today:
        found.append(("no_step", step))
    limit = months_after(pathway.entry, 30)
    if limit <= today + dt.timedelta(60):
        found.append(("max_duration", limit))
    start = start_of_suspension(suspensions, today)
    if start and months_after(start, 2) < today:
        found.append(("suspension_too_long", start))
    return found


def last_step(pathway: Pathway, steps: list[Step]) -> Day | None:
    """“the end of the last step, or else the entry”; None for one that has no end yet."""
    last = pathway.entry if not steps else None
    for step in steps:
        if step.end is None:
            return None
        last = step.end if last is None else max(last, step.end)
    return last


def start_of_suspension(suspensions: list[Suspension], today: Day) -> Day | None:
    """“suspensions less than two days apart are one”: walk back from those of today, day by day."""
    of_today = [each for each in suspensions if each.is_open_on(today)]
    if not of_today:
        return None
    start = min(each.start for each in of_today)
    while True:
        before = [
            each for each in suspensions if each.start < start and each.end is not None and (start - each.end).days < 2
        ]
        if not before:
            return start
        start = min(each.start for each in before)
