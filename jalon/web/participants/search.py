"""Find a person by the beginning of a name, or by the number of the file."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import Visitor
from jalon.pathways.models import Pathway
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant

LIMIT = 25


@dataclass(frozen=True, slots=True)
class Found:
    """A line of the answer: who, followed by whom, since when; `openable` says whether the name is a link."""

    participant: Participant
    pathway: Pathway | None
    caseworker: Caseworker | None
    openable: bool


def find(user: Visitor, words: str, day: dt.date) -> tuple[list[Found], bool]:
    """At most 25 people, by name, and whether there are more; a constant number of queries."""
    people = list(_matching(user, words)[: LIMIT + 1])
    keys = [person.pk for person in people]
    begun = Pathway.objects.filter(participant__in=keys).latest_on(day).with_caseworker_on(day)
    pathways = {pathway.participant_id: pathway for pathway in begun}
    followed = {key: pathway.caseworker_on_day for key, pathway in pathways.items()}
    caseworkers = Caseworker.objects.in_bulk([key for key in followed.values() if key])
    openable = openable_among(user, keys)
    found = [
        Found(person, pathways.get(person.pk), caseworkers.get(followed.get(person.pk)), person.pk in openable)
        for person in people
    ]
    return found[:LIMIT], len(found) > LIMIT


def _matching(user: Visitor, words: str) -> QuerySet[Participant]:
    matching = Q(code=words) | Q(last_name__istartswith=words)
    first, _, last = words.partition(" ")
    matching |= Q(first_name__iexact=first, last_name__istartswith=last)
    return Participant.objects.visible_to(user).filter(matching).order_by("last_name", "first_name", "code")
