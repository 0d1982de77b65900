"""What a référent's calendar shows outside of Jalon: hours, initials and file codes; no name, no reason, no word."""

import datetime as dt
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db.models import Count, Max, Q

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import GIVEN_UP, AppointmentKind, TimeKind
from jalon.agenda.ics import Happening, calendar
from jalon.agenda.models import Appointment, Feed, Leave, Opening, TimeEntry
from jalon.audit.enums import Verb
from jalon.audit.models import Event

BEFORE, AFTER = dt.timedelta(31), dt.timedelta(366)
"""The days told around today."""
NOON = dt.time(13)
Changes = dict[str, tuple[int, dt.datetime]]
"""By key of record: how many changes, and the last one."""


def feed_file(feed: Feed, today: dt.date) -> bytes:
    """The calendar of a feed. Five queries."""
    caseworker = feed.caseworker
    told = [
        *_appointments(caseworker, today, feed.made_at),
        *_entries(caseworker, today, feed.made_at),
        *_leaves(caseworker, today, feed.made_at),
        *_openings(caseworker, today, feed.made_at),
    ]
    return calendar(f"Agenda de {caseworker}", told)


def initials(first_name: str, last_name: str) -> str:
    """Awa Mésange → A. M."""
    return " ".join(f"{name.strip()[0].upper()}." for name in (first_name, last_name) if name.strip())


def _appointments(caseworker: Caseworker, today: dt.date, since: dt.datetime) -> Iterator[Happening]:
    around = Q(date__range=(today - BEFORE, today + AFTER))
    rows = list(Appointment.objects.filter(around, caseworker=caseworker).select_related("participant"))
    changes = _changes(rows)
    for row in rows:
        count, stamp = changes.get(str(row.pk), (0, since))
        person = row.participant
        name = " ".join(filter(None, [initials(person.first_name, person.last_name), f"({person.code})"]))
        yield Happening(
            uid=_uid("rendez-vous", row.pk),
            start=row.start,
            end=row.start + dt.timedelta(minutes=row.minutes),
            title=f"{AppointmentKind(row.kind).label}, {name}",
            stamp=stamp,
            sequence=count,
            cancelled=row.outcome in GIVEN_UP,
            url=f"{settings.SITE_URL}participants/{quote(person.code)}/",
        )


def _changes(rows: Iterable[Appointment]) -> Changes:
    """What the journal says of them; it is kept by file."""
    told = Event.objects.filter(
        file__in={row.participant.code for row in rows}, target=Appointment._meta.label_lower, verb=Verb.CHANGED
    )
    counted = told.order_by().values_list("target_key").annotate(Count("pk"), Max("at"))
    return {key: (count, at) for key, count, at in counted}


def _entries(caseworker: Caseworker, today: dt.date, since: dt.datetime) -> Iterator[Happening]:
    rows = TimeEntry.objects.filter(caseworker=caseworker, date__range=(today - BEFORE, today + AFTER))
    for row in rows.exclude(time=None):
        start = dt.datetime.combine(row.date, row.time or dt.time())
        end = start + dt.timedelta(minutes=row.minutes)
        yield Happening(_uid("temps", row.pk), start, end, TimeKind(row.kind).label, since)


def _leaves(caseworker: Caseworker, today: dt.date, since: dt.datetime) -> Iterator[Happening]:
    """Never why."""
    for row in Leave.objects.filter(caseworker=caseworker, start__lte=today + AFTER, end__gte=today - BEFORE):
        after = row.end + dt.timedelta(1)
        start: dt.date = row.start
        end: dt.date = after
        if row.from_noon or row.until_noon:
            start = dt.datetime.combine(row.start, NOON if row.from_noon else dt.time())
            end = dt.datetime.combine(row.end, NOON) if row.until_noon else dt.datetime.combine(after, dt.time())
        yield Happening(_uid("absence", row.pk), start, end, "Absence", since)


def _openings(caseworker: Caseworker, today: dt.date, since: dt.datetime) -> Iterator[Happening]:
    """From their first day, every week; one's time stays free in the calendar, appointments take it."""
    rows = Opening.objects.filter(Q(valid_to=None) | Q(valid_to__gte=today - BEFORE), caseworker=caseworker)
    for row in rows:
        first = row.valid_from + dt.timedelta((row.weekday - row.valid_from.weekday()) % 7)
        if row.valid_to is None or first <= row.valid_to:
            yield Happening(
                uid=_uid("accueil", row.pk),
                start=dt.datetime.combine(first, row.start),
                end=dt.datetime.combine(first, row.end),
                title="Accueil des premiers rendez-vous",
                stamp=since,
                free=True,
                weekly=True,
                weekly_until=row.valid_to,
            )


def _uid(kind: str, key: int) -> str:
    return f"{kind}-{key}@{urlsplit(settings.SITE_URL).hostname}"
