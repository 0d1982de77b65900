"""Who recorded, corrected or erased what, as the journal tells it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.reports.closing.facts import Fact, at_once

WRITTEN = (Verb.CREATED, Verb.CHANGED, Verb.DELETED)
IMPORT = "import"
"""The object of an event that tells, by the names of its files, what an import did to someone's file."""


class Authors:
    """The writing events of some files since a day, the latest last. One query for five hundred files."""

    def __init__(self, files: Collection[str], since: dt.datetime) -> None:
        self.events: dict[str, list[Event]] = defaultdict(list)
        for some in at_once(sorted(files)):
            for event in Event.objects.filter(file__in=some, at__gte=since, verb__in=WRITTEN).order_by("pk"):
                self.events[event.file].append(event)

    def last(self, fact: Fact, since: dt.datetime) -> Event | None:
        """The last event since then that wrote the fact; None when the journal knows of none."""
        found = [each for each in self.events[fact.file] if each.at >= since and _tells(each, fact)]
        return found[-1] if found else None

    def erasing(self, targets: Iterable[str], pk: int, file: str) -> Event | None:
        """The event that erased a record, or the whole file."""
        erased = [each for each in self.events[file] if each.verb == Verb.DELETED]
        own = [each for each in erased if each.target in set(targets) and each.target_key == str(pk)]
        found = own or erased
        return found[-1] if found else None


def _tells(event: Event, fact: Fact) -> bool:
    if event.target != IMPORT:
        return event.target == fact.kind.target and event.target_key == str(fact.pk)
    names = {*(event.before or {}), *(event.after or {})}
    return f"{fact.kind.file} {fact.code}" in names or fact.kind.file in names
