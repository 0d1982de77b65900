"""When a person is reminded, and by what. Pure. Source: docs/rules/rendez_vous.md."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from jalon.messaging.enums import Channel

EVE, BEFORE = "veille", "avant-veille"
"""The two moments of a reminder: one working day before, and two."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """The channels by which a person can be told: known, usable and not refused."""

    email: bool
    sms: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice to send: its moment and its channel."""

    moment: str
    channel: Channel


def working_days_before(day: dt.date, number: int, holidays: Collection[dt.date] = ()) -> dt.date:
    """The day that comes `number` working days before: of a Monday, the Friday is one before."""
    while number:
        day -= dt.timedelta(1)
        number -= day.weekday() < 5 and day not in holidays
    return day


def reminder(date: dt.date, today: dt.date, reachable: Reachable, holidays: Collection[dt.date] = ()) -> Plan | None:
    """The reminder that an appointment asks for today: an e-mail two working days before, an SMS the eve.

    Whoever has one channel only is told both times by it. A morning on which nothing ran is made up for the next;
    nothing leaves on the day itself, nor once it is past.
    """
    if date <= today or not (reachable.email or reachable.sms):
        return None
    if today >= working_days_before(date, 1, holidays):
        return Plan(EVE, Channel.SMS if reachable.sms else Channel.EMAIL)
    if today >= working_days_before(date, 2, holidays):
        return Plan(BEFORE, Channel.EMAIL if reachable.email else Channel.SMS)
    return None
