"""What a recording form is shown with: all that is known already, so that one types only what was said."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone

from jalon.accounts.models import Caseworker, User
from jalon.agenda.enums import GIVEN_UP
from jalon.agenda.models import Appointment, Leave
from jalon.core import clock
from jalon.pathways.actions.contacts import appointment_of, pathway_on, who_held
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.models import Interview
from jalon.pathways.signables import TO_SIGN
from jalon.people.models import Participant
from jalon.worktime.holidays import public_holiday

USUAL = {InterviewKind.MEETING: 45, InterviewKind.PHONE: 10}
"""Minutes, for a référent who has not recorded any yet."""
LOOKED_AT = 30
"""Latest contacts in which the usual duration is looked for."""
FOUR_WEEKS = dt.timedelta(weeks=4)
TRIED = 10
"""Days on which an hour is looked for, from four weeks on."""
HOURS = tuple(dt.time(hour, minute) for hour in (9, 10, 11, 14, 15, 16) for minute in (0, 30))
"""When a next appointment is proposed, unless this one was at another hour."""
OFFICE_HOURS = (dt.time(7), dt.time(20))

Span = tuple[dt.time, int]
"""An hour, and how long what begins then lasts (minutes)."""


def free_hour(wanted: dt.time | None, minutes: int, busy: Iterable[Span]) -> dt.time | None:
    """The hour of the day nearest to the one wanted when nothing else is on; None when the day is full."""
    taken = [(_minutes(start), _minutes(start) + length) for start, length in busy]
    near = _minutes(wanted or HOURS[2])
    tried = sorted({*HOURS, *([wanted] if wanted else [])}, key=lambda hour: (abs(_minutes(hour) - near), hour))
    for hour in tried:
        start = _minutes(hour)
        if all(start >= end or start + minutes <= begin for begin, end in taken):
            return hour
    return None


@dataclass(frozen=True)
class Proposal:
    """What a contact of a day with a person is most likely to be. A constant number of queries."""

    by: User
    participant: Participant
    day: dt.date
    kind: InterviewKind = InterviewKind.MEETING

    @cached_property
    def appointment(self) -> Appointment | None:
        """The appointment of the day."""
        return appointment_of(self.participant, self.day, _now_of(self.day)) if self._meets else None

    @cached_property
    def caseworker(self) -> Caseworker | None:
        """Who holds it."""
        if not self.participant.pathways.filter(entry_date__lte=self.day).exists():
            return None
        return who_held(self.by, pathway_on(self.participant, self.day), self.day)

    @property
    def time(self) -> dt.time | None:
        """The hour of the appointment, or now (to the quarter) in office hours of the same day."""
        return self.appointment.time if self.appointment else _now_of(self.day)

    @cached_property
    def minutes(self) -> int:
        """As the appointment was to last, or as the référent’s contacts of this kind usually do."""
        if self.appointment:
            return self.appointment.minutes
        timed = Interview.objects.filter(caseworker=self.caseworker, kind=self.kind, minutes__gt=0)
        latest = timed.order_by("-date", "-pk").values_list("minutes", flat=True)[:LOOKED_AT] if self.caseworker else ()
        counted = Counter(latest).most_common(1)
        return counted[0][0] or 0 if counted else USUAL.get(self.kind, 15)

    @cached_property
    def place(self) -> str:
        """Where the last one was; at the office when it was never said."""
        if not self._meets:
            return ""
        placed = Interview.objects.filter(pathway__participant=self.participant, kind=self.kind).exclude(place="")
        return placed.order_by("-date", "-pk").values_list("place", flat=True).first() or Place.OFFICE

    @property
    def to_sign(self) -> int:
        """Meetings of the person that lack a signature."""
        return Interview.objects.filter(TO_SIGN, pathway__participant=self.participant).count()

    @cached_property
    def to_come(self) -> Appointment | None:
        """The next appointment, already given."""
        standing = Appointment.objects.filter(participant=self.participant).to_come(clock.today())
        own = {self.appointment.pk} if self.appointment else set()
        return next((each for each in standing[:2] if each.pk not in own), None)

    @property
    def last_place(self) -> str:
        """Where the person is usually expected, as letters say it."""
        if self.appointment and self.appointment.place:
            return self.appointment.place
        placed = Appointment.objects.filter(participant=self.participant).exclude(place="").order_by("-date", "-time")
        return placed.values_list("place", flat=True).first() or ""

    @cached_property
    def following(self) -> dt.datetime | None:
        """A free hour of the référent about four weeks later; None when one is given, or the pathway is over."""
        going_on = self.participant.pathways.open_on(clock.today())
        if self.caseworker is None or self.to_come or not self._meets or not going_on.exists():
            return None
        first = max(self.day, clock.today()) + FOUR_WEEKS
        last = first + dt.timedelta(TRIED)
        taken = Appointment.objects.filter(caseworker=self.caseworker, date__range=(first, last))
        busy = list(taken.exclude(outcome__in=GIVEN_UP).values_list("date", "time", "minutes"))
        away = list(Leave.objects.filter(caseworker=self.caseworker, start__lte=last, end__gte=first))
        for day in _open_days(first, last, away):
            hour = free_hour(self.time, self.minutes, [(time, minutes) for date, time, minutes in busy if date == day])
            if hour:
                return dt.datetime.combine(day, hour)
        return None

    @property
    def _meets(self) -> bool:
        return self.kind == InterviewKind.MEETING


def _open_days(first: dt.date, last: dt.date, away: list[Leave]) -> Iterator[dt.date]:
    """Working days when the référent is there; a day partly away is passed over."""
    for number in range((last - first).days + 1):
        day = first + dt.timedelta(number)
        if day.weekday() < 5 and not public_holiday(day) and not any(one.start <= day <= one.end for one in away):
            yield day


def _now_of(day: dt.date) -> dt.time | None:
    now = clock.now()
    local = timezone.localtime(now).time()
    if day != clock.today() or not OFFICE_HOURS[0] <= local <= OFFICE_HOURS[1]:
        return None
    return dt.time(local.hour, local.minute // 15 * 15)


def _minutes(hour: dt.time) -> int:
    return hour.hour * 60 + hour.minute
