"""The colleagues whom a référent stands in for: their appointments and their alerts come with one's own."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import replace

from jalon.pathways.models import Cover
from jalon.worktime.rules import Day


def relays_of(own: Collection[int], day: dt.date) -> list[Cover]:
    """The covers that run on the day, both ends included. One query."""
    found = Cover.objects.filter(replacement__in=own, start__lte=day, end__gte=day).exclude(absent__in=own)
    return list(found.select_related("absent", "replacement"))


def with_expected(day: Day, others: Iterable[Day]) -> Day:
    """One's own day and time, with the people whom the absent expect."""
    expected = tuple(each for other in others for each in other.planned if each.code)
    return replace(day, planned=(*day.planned, *expected))
