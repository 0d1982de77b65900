"""What is written of stories and pictures; each act tells the journal, and the file of whoever is shown or quoted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.core import clock, periods
from jalon.core.pictures import BarePicture
from jalon.people.models import Participant
from jalon.reports.enums import Audience
from jalon.reports.models import Edition, Picture, Story, StoryPerson
from jalon.reports.stories import rules


class Meanwhile(Exception):
    """Someone else wrote this story since it was read: `story` is what it has become."""

    def __init__(self, story: Story) -> None:
        super().__init__()
        self.story = story


@dataclass(frozen=True, slots=True)
class Presence:
    """How a person is in a story."""

    shown: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone writes of a story. `picture`: its key, None without any; `people`: by key of participant."""

    title: str
    text: str
    picture: int | None = None
    picture_alt: str = ""
    nobody: bool = False
    printed: bool = True
    people: Mapping[int, Presence] = field(default_factory=dict)


def write_story(*, by: User | None, period: str, draft: Draft, seen: dt.datetime | None) -> Story:
    """Keep the story of a period. `seen`: when what the writer read was written, None for nothing.

    ValidationError, field by field, when it may not be kept; Meanwhile when someone else wrote since.
    """
    periods.parse(period)
    if faults := _faults(draft):
        raise ValidationError(faults)
    with transaction.atomic():
        Edition.objects.select_for_update().get(audience=Audience.WHOLE)  # two first writers, one after the other
        story = Story.objects.filter(period=period).first()
        if story is not None and story.written_at != seen:
            raise Meanwhile(story)
        story = story or Story(period=period, written_at=clock.now(), written_by=by)
        _put(story, draft)
        if audit.save(story, by=by) or _people_changed(story, draft.people):
            Story.objects.filter(pk=story.pk).update(written_at=clock.now(), written_by=by)
            _put_people(story, draft.people, by)
        return Story.objects.get(pk=story.pk)


def keep_picture(*, by: User | None, bare: BarePicture) -> Picture:
    """A picture made bare; the same one sent twice is kept once."""
    with transaction.atomic():
        values = {
            "content": bare.content,
            "media_type": bare.media_type,
            "width": bare.width,
            "height": bare.height,
            "added_at": clock.now(),
            "added_by": by,
        }
        picture, is_new = Picture.objects.get_or_create(sha256=bare.sha256, defaults=values)
        if is_new:
            said = {"sha256": bare.sha256, "media_type": bare.media_type, "width": bare.width, "height": bare.height}
            target = Picture._meta.label_lower
            audit.record(by=by, verb=Verb.UPLOADED, target=target, key=str(picture.pk), after=said)
        return picture


def _faults(draft: Draft) -> dict[str, str]:
    limits = (("title", rules.TITLE), ("text", rules.TEXT), ("picture_alt", rules.ALT))
    faults = {name: why for name, most in limits if (why := rules.too_long(getattr(draft, name), most))}
    faults |= {name: "Ce champ manque." for name in ("title", "text") if not getattr(draft, name).strip()}
    if draft.picture is not None and not draft.picture_alt.strip():
        faults["picture_alt"] = "Dites ce que montre l’image : elle est lue à qui ne la voit pas."
    if draft.nobody and draft.people:
        faults["nobody"] = (
            "Des personnes sont indiquées : retirez-les, ou ne dites pas que personne n’est reconnaissable."
        )
    return faults


def _put(story: Story, draft: Draft) -> None:
    story.title, story.text, story.picture_id = draft.title.strip(), draft.text.strip(), draft.picture
    story.picture_alt = draft.picture_alt.strip() if draft.picture is not None else ""
    story.nobody, story.printed = draft.nobody, draft.printed


def _held(story: Story) -> dict[int, StoryPerson]:
    return {person.participant_id: person for person in story.people.filter(removed_at=None)}


def _people_changed(story: Story, people: Mapping[int, Presence]) -> bool:
    return {key: Presence(p.shown, p.quoted) for key, p in _held(story).items()} != dict(people)


def _put_people(story: Story, people: Mapping[int, Presence], by: User | None) -> None:
    """End what no longer holds, begin what does: the past stays told."""
    held, now = _held(story), clock.now()
    codes = dict(Participant.objects.filter(pk__in={*held, *people}).order_by().values_list("pk", "code"))
    reason = f"retour sur une action, {story.period}"
    for key, person in held.items():
        if people.get(key) != Presence(person.shown, person.quoted):
            person.removed_at = max(now, person.added_at)
            audit.save(person, by=by, file=codes[key], reason=reason)
    for key, presence in people.items():
        before = held.get(key)
        if before is None or before.removed_at is not None:
            person = StoryPerson(
                story=story, participant_id=key, shown=presence.shown, quoted=presence.quoted, added_at=now
            )
            audit.save(person, by=by, file=codes[key], reason=reason)
