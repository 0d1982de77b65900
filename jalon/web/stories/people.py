"""The people of a story as its form lists them: those it holds, those just found by name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from jalon.core import clock
from jalon.people.models import Participant
from jalon.reports.models import Story
from jalon.reports.stories.actions import Presence
from jalon.reports.stories.rules import MISSING, Part
from jalon.reports.stories.telling import consents_of, parts_of
from jalon.roster.models import FileSummary
from jalon.roster.search import suggested, understand

FOUND = 8
NOWHERE = Presence(shown=False, quoted=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A person, how the story has them, and what they have not allowed."""

    part: Part
    code: str

    @property
    def consents_url(self) -> str:
        """Where consents are noted."""
        return reverse("participants:consents", args=[self.code])

    @property
    def lacking(self) -> str:
        """« l’accord pour son image »; "" when nothing lacks."""
        return " et ".join(MISSING[kind] for kind in self.part.lacking)


def posted(data: QueryDict) -> dict[int, Presence]:
    """How the form says that each person it lists is in the story; keys of nobody are left out."""
    keys = [int(key) for key in data.getlist("person") if key.isdecimal() and len(key) <= 18]
    known = set(Participant.objects.filter(pk__in=keys).order_by().values_list("pk", flat=True))
    return {key: Presence(f"shown-{key}" in data, f"quoted-{key}" in data) for key in keys if key in known}


def held(story: Story | None) -> dict[int, Presence]:
    """How each person is in the story as it is kept."""
    return {part.key: Presence(part.shown, part.quoted) for part in parts_of(story)} if story else {}


def found(words: str) -> list[int]:
    """The keys of the first people meant by a name, a file number, a birth date."""
    search = understand(words, clock.today())
    if not (search.words or search.code or search.born):
        return []
    return list(suggested(FileSummary.objects.all(), search, FOUND).values_list("pk", flat=True))


def rows(people: Mapping[int, Presence], more: Iterable[int] = ()) -> list[Row]:
    """Those of the story in their order, then those found. Two queries."""
    presences = {**dict.fromkeys(more, NOWHERE), **people}
    known = Participant.objects.in_bulk(list(presences))
    consents = consents_of(known)
    order = [*people, *(key for key in more if key not in people)]
    return [
        Row(
            Part(key, str(known[key]), presences[key].shown, presences[key].quoted, consents.get(key, set())),
            known[key].code,
        )
        for key in order
        if key in known
    ]
