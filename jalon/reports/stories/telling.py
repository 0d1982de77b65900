"""The story of a period as it is printed, and what keeps it from being published."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q

from jalon.core import clock
from jalon.people.models import Consent, Participant
from jalon.reports.models import ClosedLetter, Closing, Story, StoryPerson
from jalon.reports.sheet.parts import Tale
from jalon.reports.stories import rules
from jalon.reports.stories.rules import Hindrance, Part


def tale_of(period: str) -> Tale | None:
    """The story printed in the letters of a period (2017-03, 2017); None without any. One query."""
    story = Story.objects.filter(period=period, printed=True).first()
    return told(story) if story else None


def told(story: Story) -> Tale:
    """A story as a sheet holds it."""
    return Tale(story.title, story.text, story.picture_id, story.picture_alt if story.picture_id else "")


def parts_of(story: Story, day: dt.date | None = None) -> list[Part]:
    """Whom a story shows or quotes, with their consents in force on the day (today). Two queries."""
    told = list(StoryPerson.objects.filter(story=story, removed_at=None).select_related("participant"))
    consents = consents_of([person.participant_id for person in told], day)
    return [
        Part(p.participant_id, str(p.participant), p.shown, p.quoted, consents.get(p.participant_id, set()))
        for p in told
    ]


def consents_of(participants: Iterable[int], day: dt.date | None = None) -> dict[int, set[str]]:
    """The kinds of consent in force on the day (today) of some people. One query."""
    held: dict[int, set[str]] = {}
    found = Consent.objects.filter(participant__in=participants).in_force_on(day or clock.today())
    for participant, kind in found.order_by().values_list("participant", "kind"):
        held.setdefault(participant, set()).add(kind)
    return held


def hindrances(period: str) -> list[Hindrance]:
    """What keeps the story of a period from being published today; nothing without a story. At most three queries."""
    story = Story.objects.filter(period=period, printed=True).first()
    if story is None:
        return []
    return rules.hindrances(parts_of(story), nobody=story.nobody, illustrated=story.picture_id is not None)


def waiting_with(participant: Participant) -> list[Story]:
    """The stories that show or quote a person in letters not yet closed: without consent, they wait. Latest first."""
    closed = Closing.objects.filter(closed_at__isnull=False).values("period")
    present = StoryPerson.objects.filter(participant=participant, removed_at=None).values("story")
    return list(Story.objects.filter(pk__in=present, printed=True).exclude(period__in=closed))


def closed_with(participant: Participant) -> list[Closing]:
    """The closed letters that published a person: they cannot change. The latest first."""
    found: set[Closing] = set()
    times = StoryPerson.objects.filter(participant=participant).values_list("story__period", "added_at", "removed_at")
    for period, added, removed in times:
        during = Q(closed_at__gte=added) & (Q(closed_at__lt=removed) if removed else Q())
        found.update(Closing.objects.filter(during, period=period))
    told = [closing for closing in found if _has_tale(closing)]
    return sorted(told, key=lambda closing: (closing.period, closing.number), reverse=True)


def _has_tale(closing: Closing) -> bool:
    sheets = ClosedLetter.objects.filter(closing=closing).values_list("sheet__blocks", flat=True)
    return any(block["tale"] for blocks in sheets for block in blocks)
