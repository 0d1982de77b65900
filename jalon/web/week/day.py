"""The day, hour by hour: who is expected, what was recorded, what is left to sign."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.core.hours import minutes_written
from jalon.pathways.duties.facts import FACE_TO_FACE
from jalon.pathways.enums import Place
from jalon.pathways.models import Interview
from jalon.worktime.enums import Source
from jalon.worktime.rules import Day, Slice

ORIGIN = "retour=semaine"


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the day. `appointment`: one whose outcome may be said; `sign`: where what was held is signed."""

    time: dt.time | None
    name: str
    url: str
    what: str
    state: str = ""
    sign: str = ""
    appointment: Appointment | None = None
    over: bool = False
    now: bool = False


def moments(
    day: Day, caseworkers: Collection[int], now: dt.datetime, relays: Mapping[int, str] | None = None
) -> list[Moment]:
    """In the order of hours, what has none last. `relays`: words for the appointments of others. Two queries."""
    own = {"caseworker__in": caseworkers, "date": day.date}
    expected = {each.pk: each for each in Appointment.objects.filter(**own).select_related("participant")}
    held = {each.pk: each for each in Interview.objects.filter(**own)}
    told = sorted((*day.planned, *day.done), key=lambda each: (each.start is None, each.begin, each.who))
    current = _current(told, day.date, now)
    known = _Known(expected, held, relays or {}, now.date())
    return [_moment(each, known, now=each is current) for each in told]


def _current(told: list[Slice], day: dt.date, now: dt.datetime) -> Slice | None:
    """Of today, the one under way, else the next; nothing once the day is over."""
    if day != now.date():
        return None
    minute = 60 * now.hour + now.minute
    return next((each for each in told if each.timed and each.finish > minute), None)


@dataclass(frozen=True, slots=True)
class _Known:
    """The appointments and the contacts of the day by key, the words for those of others, the day it is."""

    expected: dict[int, Appointment]
    held: dict[int, Interview]
    relays: Mapping[int, str]
    today: dt.date


def _moment(each: Slice, known: _Known, *, now: bool) -> Moment:
    url = reverse("participants:file", args=[each.code]) if each.code else ""
    long = minutes_written(each.minutes) if each.minutes else ""
    what = each.what[:1].lower() + each.what[1:] if each.who else each.what
    plain = Moment(each.start, each.who, url, ", ".join(filter(None, [what, long])), now=now)
    if each.source is Source.APPOINTMENT:
        return _expected(plain, known.expected.get(each.key), known)
    if each.source is Source.INTERVIEW:
        return _held(plain, known.held.get(each.key), each.code)
    return plain if each.source is Source.ENTRY else replace(plain, state="Enregistré", over=True)


def _expected(plain: Moment, appointment: Appointment | None, known: _Known) -> Moment:
    if appointment is None:
        return plain
    if appointment.outcome:
        came = "Absence notée" if appointment.outcome == Outcome.MISSED else "Venue notée"
        return replace(plain, state=came, over=True)
    what = ", ".join(filter(None, [plain.what, appointment.place, known.relays.get(appointment.caseworker_id, "")]))
    return replace(plain, what=what, appointment=appointment if appointment.date <= known.today else None)


def _held(plain: Moment, contact: Interview | None, code: str) -> Moment:
    if contact is None:
        return plain
    if contact.present is False:
        return replace(plain, state="Absence notée", over=True)
    face_to_face = contact.kind in FACE_TO_FACE and contact.place != Place.REMOTE
    sign = f"{reverse('documents:sign_interview', args=[code])}?{ORIGIN}" if face_to_face and not contact.signed else ""
    return replace(plain, state="Enregistré", sign=sign, over=True)
