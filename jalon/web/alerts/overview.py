"""Who has what to settle: one row a référent, and one for the team."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from jalon.accounts.models import Caseworker
from jalon.alerts.compose import Alert
from jalon.alerts.ranking import Urgency, families, urgency
from jalon.core.folding import folded
from jalon.web.alerts.lines import FAMILY

TEAM = "Structure d’animation"


@dataclass(frozen=True, slots=True)
class Desk:
    """Who settles, how many people wait, how many are late, and by family with its address."""

    name: str
    url: str
    people: int
    late: int
    counts: list[tuple[str, int, str]]


def of_desk(found: Iterable[Alert], key: int | None) -> list[Alert]:
    """What is a référent's to settle; None: the team's, with the people whom nobody follows."""
    if key is None:
        return [each for each in found if each.team or each.caseworker is None]
    return [each for each in found if each.caseworker == key and not each.team]


def overview(found: list[Alert], day: dt.date) -> list[Desk]:
    """The team first, then the référents, the one with most people late first. One query."""
    shown = [each for each in found if each.shown and each.put_off is None]
    keys = {each.caseworker for each in shown if each.caseworker is not None}
    people = Caseworker.objects.in_bulk(keys)
    desks = [
        _desk(str(one), reverse("alerts:caseworker", args=[one.code]), of_desk(shown, key), day)
        for key, one in people.items()
    ]
    ranked = sorted(desks, key=lambda desk: (-desk.late, -desk.people, folded(desk.name)))
    return [_desk(TEAM, reverse("alerts:team"), of_desk(shown, None), day), *ranked]


def _desk(name: str, url: str, found: list[Alert], day: dt.date) -> Desk:
    late = {each.person.pk for each in found if urgency(each, day, day) == Urgency.LATE}
    counts = [(family.label, number, f"{url}?{FAMILY}={family.value}") for family, number in families(found).items()]
    return Desk(name, url, len({each.person.pk for each in found}), len(late), counts)
