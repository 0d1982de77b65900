"""The alerts of a day, composed from the rules of each app. Nothing is stored but what was put off.

What to print first, and why, is in `ranking`; the whole rule for readers, in docs/rules/alertes.md.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.db.models import Q

from jalon.alerts.enums import CONTRACT, AlertKind
from jalon.alerts.models import PutOff
from jalon.alerts.reading import FEW, FileFacts, Person, Reader, WaitingFacts
from jalon.core.duties import Due
from jalon.pathways.duties import duties as pathway_duties
from jalon.pathways.duties.contacts import absences_under_way
from jalon.people.duties import document_missing
from jalon.people.enums import DocumentKind
from jalon.referrals.duties import duties as referral_duties

SAID_BETTER: dict[AlertKind, tuple[AlertKind, ...]] = {
    AlertKind.NO_CALL: (AlertKind.NO_CONTACT, AlertKind.NO_INTERVIEW, AlertKind.ABSENCES),
    AlertKind.NO_INTERVIEW: (AlertKind.ABSENCES,),
    AlertKind.SUSPENSION_ENDING: (AlertKind.SUSPENSION_TOO_LONG,),
    AlertKind.HIRE_FOLLOW_UP: (AlertKind.NO_CONTACT,),
    AlertKind.CONTRACT_ENDING: (AlertKind.EXIT_TO_VALIDATE,),
    AlertKind.REVIEW_DUE: (AlertKind.EXIT_TO_VALIDATE,),
}
"""A kind that another one of the same person says better is kept from pages."""
TEAM = (AlertKind.EXIT_TO_VALIDATE,)
"""What the SA settles."""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something due for a person. `pathway`: its code, "" before the entry; `caseworker`: the référent of the day.

    `shown`: pages offer it, put off or not; the others are told by the command alone. `team`: the SA settles it.
    `left`: the pathway is over.
    """

    kind: AlertKind
    due: Due
    person: Person
    pathway: str
    entry: dt.date | None
    caseworker: int | None
    shown: bool = True
    team: bool = False
    left: bool = False
    put_off: PutOff | None = None


def alerts(
    day: dt.date, caseworkers: Collection[int] | None = None, participants: Collection[int] | None = None
) -> list[Alert]:
    """What there is to settle: neither put off, nor said better by another. As many queries for one as for all."""
    found = standing(day, caseworkers, participants)
    return [alert for alert in found if alert.shown and alert.put_off is None]


def standing(
    day: dt.date, caseworkers: Collection[int] | None = None, participants: Collection[int] | None = None
) -> list[Alert]:
    """All that the rules find due: of everyone, of the people whom these référents follow that day, of these people."""
    reader = Reader(day, caseworkers, participants)
    found = [alert for file in reader.files() for alert in _of_file(file, day)]
    found += [alert for referral in reader.waiting() for alert in _of_referral(referral, day)]
    return list(_with_put_offs(found, day))


def for_tools(found: list[Alert]) -> list[Alert]:
    """What `manage alerts` prints: the kinds of the exchange format whatever pages do of them, and those pages show."""
    return [alert for alert in found if alert.shown or alert.kind in CONTRACT]


def _of_file(file: FileFacts, day: dt.date) -> Iterator[Alert]:
    facts = file.facts
    due = list(pathway_duties(facts, day))
    if facts.exit is None:
        # What an entry made elsewhere rests on is in a cupboard: only what Jalon was told of is asked for.
        needed = (DocumentKind.IDENTITY,) if facts.entry_file else ()
        paper = document_missing(file.papers, needed, facts.entry, day)
        due += [paper] if paper else []
    kinds = {AlertKind(each.kind) for each in due}
    silent = absences_under_way(facts, day)
    for each in due:
        kind = AlertKind(each.kind)
        better = not kinds.isdisjoint(SAID_BETTER.get(kind, ()))
        hidden = better or (silent and kind in (AlertKind.NO_CONTACT, AlertKind.NO_INTERVIEW, AlertKind.NO_CALL))
        by_team = [one.team for one in facts.decisions if one.due_on == each.due_on]
        team = kind in TEAM or (kind == AlertKind.MEETING_DECISION and any(by_team))
        left = facts.exit is not None
        yield Alert(kind, each, file.person, file.code, facts.entry, file.caseworker, not hidden, team, left)


def _of_referral(waiting: WaitingFacts, day: dt.date) -> Iterator[Alert]:
    for each in referral_duties(waiting.facts, day):
        yield Alert(AlertKind(each.kind), each, waiting.person, "", None, waiting.caseworker)


def _with_put_offs(found: list[Alert], day: dt.date) -> Iterator[Alert]:
    """An alert put off comes back on the day it was put off to, or when its fact is another."""
    people = {alert.person.pk for alert in found}
    asked = Q(participant__in=people) if len(people) <= FEW else Q()
    held: dict[tuple[int, str, dt.date], PutOff] = {}
    for each in PutOff.objects.filter(asked, until__gt=day, put_off_on__lte=day).select_related("by").order_by("pk"):
        held[each.participant_id, each.kind, each.since] = each
    for alert in found:
        put_off = held.get((alert.person.pk, alert.kind, alert.due.since))
        yield replace(alert, put_off=put_off) if put_off else alert


def by_caseworker(found: list[Alert]) -> dict[int | None, list[Alert]]:
    """The alerts of each référent; None: nobody follows the person."""
    kept: dict[int | None, list[Alert]] = defaultdict(list)
    for alert in found:
        kept[alert.caseworker].append(alert)
    return kept
