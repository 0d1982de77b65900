"""What is due for a person, as their file shows it: what matters most first, each with the act that settles it."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from jalon.alerts.compose import Alert, alerts
from jalon.alerts.ranking import points
from jalon.people.models import Participant
from jalon.web.acts import OPEN_FILE, act_for


@dataclass(frozen=True, slots=True)
class Duty:
    """A line of « À régler ». `url`: "" when the act is on the file itself."""

    why: str
    details: str
    due_on: dt.date
    late: bool
    verb: str
    url: str


def duties(participant: Participant, today: dt.date) -> list[Duty]:
    """What there is to settle for them today. The queries of `alerts`, whatever the file holds."""
    found = alerts(today, participants=[participant.pk])
    return [_duty(alert, today) for alert in sorted(found, key=lambda each: -points(each, today))]


def _duty(alert: Alert, today: dt.date) -> Duty:
    act, due = act_for(alert.kind), alert.due
    url = "" if act == OPEN_FILE else reverse(act.page, kwargs={"code": alert.person.code})
    return Duty(due.why, due.details, due.due_on, due.due_on < today, act.verb, url)
