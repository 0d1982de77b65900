"""The state of a person told again from the facts, one person at a time, sharing no code with `summaries`."""

import datetime as dt
from typing import Any

from jalon.core.folding import folded
from jalon.people.models import Participant
from jalon.roster.models import FileSummary
from jalon.roster.rules import EVER, NEVER

DERIVED = [field.attname for field in FileSummary._meta.local_fields if not field.attname.startswith("holds_")]


def told(person: Participant, day: dt.date) -> dict[str, Any]:
    """The columns of the summary, its days of validity aside."""
    state: dict[str, Any] = dict.fromkeys(DERIVED, NEVER)
    state |= {"participant_id": person.pk, "birth_date": person.birth_date}
    names = filter(None, [folded(person.last_name), folded(person.first_name)])
    state |= {"sort_name": "  ".join(names) or folded(person.code)}
    state |= {"code_key": folded(person.code).replace(" ", ""), "caseworker_id": None, "caseworker_name": ""}
    state |= {"step_label_id": None} | situation(person, day) | referrals(person, day)
    pathways = [p for p in person.pathways.order_by("entry_date") if p.entry_date <= day]
    contacts = [i.date for p in person.pathways.all() for i in p.interviews.all() if i.present is not False]
    state["contact_on"] = max([NEVER, *(date for date in contacts if date <= day)])
    state |= pathway(pathways[-1], day) if pathways else {}
    return state | (received(person, day) if state["exit"] <= day else {})


def received(person: Participant, day: dt.date) -> dict[str, Any]:
    """Outside a pathway: the référent of the last referral that waits, if any."""
    waiting = [r for r in person.referrals.all() if r.date <= day and not r.declined_on and r.caseworker]
    waiting = [r for r in waiting if r.entered_on is None or r.entered_on > day]
    return told_caseworker(max(waiting, key=lambda r: r.date).caseworker) if waiting else {}


def told_caseworker(caseworker: Any) -> dict[str, Any]:
    name = folded(f"{caseworker.last_name} {caseworker.first_name}")
    return {"caseworker_id": caseworker.pk, "caseworker_name": name}


def situation(person: Participant, day: dt.date) -> dict[str, Any]:
    held = person.situations.filter(date__lte=day).order_by("-date").first()
    names = ("commune_id", "district_id", "level_id", "rsa")
    return {name: getattr(held, name, None) for name in names} | {
        "outside_districts": held.outside_districts if held else False
    }


def referrals(person: Participant, day: dt.date) -> dict[str, Any]:
    sent = [r for r in person.referrals.all() if r.date <= day]
    declined = [r.declined_on for r in sent if r.declined_on and r.declined_on <= day]
    ended = [r for r in sent if any(d and d <= day for d in (r.entered_on, r.declined_on))]
    return {
        "declined_on": max(declined, default=NEVER),
        "pending_since": min((r.date for r in sent if r not in ended), default=NEVER),
    }


def pathway(last: Any, day: dt.date) -> dict[str, Any]:
    state = {"entry": last.entry_date, "exit": last.exit_date or EVER}
    assigned = [a for a in last.assignments.all() if (a.start or NEVER) <= day]
    if assigned:
        state |= told_caseworker(max(assigned, key=lambda a: a.start or NEVER).caseworker)
    pauses = [(s.end or EVER, s.start) for s in last.suspensions.all() if s.start <= day]
    if pauses:
        until, since = max(pauses)
        # Those that follow one another are one.
        while earlier := [start for end, start in pauses if start < since and since - dt.timedelta(1) <= end]:
            since = min(earlier)
        state["suspended_until"], state["suspended_from"] = until, since
    steps = [(min(s.end or EVER, state["exit"]), s.start, s.pk, s.label_id) for s in last.steps.all() if s.start <= day]
    if steps:
        state["step_until"], _, _, state["step_label_id"] = max(steps)
    return state
