"""Names of participants in the texts of a letter: where, whose, and whether they hold up its publication."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jalon.core import clock
from jalon.core.folding import folded
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent
from jalon.reports.models import AcceptedName, StoryPerson
from jalon.reports.names.kept import KeptPeople
from jalon.reports.names.public import public_names
from jalon.reports.names.rules import Kind, Match
from jalon.reports.names.rules import found as matches_in
from jalon.reports.names.tokens import after, before, shown, tokens

WHY = {
    Kind.FULL: "le nom et le prénom d’un participant",
    Kind.INITIAL: "le nom d’un participant, avec une initiale",
    Kind.TITLE: "le nom d’un participant, après un titre",
    Kind.LAST: "le nom de famille d’un participant",
    Kind.FIRST: "le prénom rare d’un participant",
}
BY_CONSENT = "La personne a donné son accord pour ses paroles et son nom."


@dataclass(frozen=True)
class Found:
    """Words of a text that are, or may be, the name of participants (`people`: their keys).

    `reason`: why they may be published all the same, "" when nobody said so.
    """

    place: str
    words: str
    before: str
    after: str
    kind: Kind
    people: tuple[int, ...]
    error: bool = False
    reason: str = ""

    @property
    def blocks(self) -> bool:
        """Whether publication waits for a reason, or for the words to go."""
        return not self.reason

    @cached_property
    def why(self) -> str:
        """What was recognised, in words: « le nom et le prénom d’un participant, à une lettre près »."""
        said = (
            WHY[self.kind] if len(self.people) == 1 else WHY[self.kind].replace("d’un participant", "de participants")
        )
        return f"{said}, à une lettre près" if self.error else said


def found(texts: Mapping[str, str], period: str) -> list[Found]:
    """Every name in these texts (place → words) of the letters of a period (2017-03), the accepted ones included.

    Two queries when there is none.
    """
    cut = {place: tokens(text) for place, text in texts.items()}
    matches = dict(zip(cut, matches_in(list(cut.values()), KeptPeople()), strict=True))
    if not any(matches.values()):
        return []
    public = public_names()
    kept = [(place, match) for place in cut for match in matches[place] if not public.allow(match, cut[place])]
    reasons = _Reasons(period, {key for _, match in kept for key in match.people})
    return [_told(place, texts[place], match, reasons) for place, match in kept]


def _told(place: str, text: str, match: Match, reasons: "_Reasons") -> Found:
    words = shown(text, match.start, match.end)
    return Found(
        place,
        words,
        before=before(text, match.start),
        after=after(text, match.end),
        kind=match.kind,
        people=tuple(sorted(match.people)),
        error=match.error,
        reason=reasons.of(words, match),
    )


class _Reasons:
    """Why names may be published: someone said so for the period, or the person consents."""

    def __init__(self, period: str, people: Iterable[int]) -> None:
        said = AcceptedName.objects.filter(period=period).order_by().values_list("words", "reason")
        self.accepted = {folded(words): reason for words, reason in said}
        consents = Consent.objects.filter(kind=ConsentKind.WORDS, participant__in=people)
        self.consenting = set(consents.in_force_on(clock.today()).order_by().values_list("participant", flat=True))
        told = StoryPerson.objects.filter(story__period=period, removed_at=None, quoted=True)
        self.quoted = set(told.order_by().values_list("participant", flat=True))

    def of(self, words: str, match: Match) -> str:
        """The reason, "" without any. Words that may mean several people mean the one who consents, if quoted here."""
        if reason := self.accepted.get(folded(words)):
            return reason
        known = match.people if len(match.people) == 1 or match.kind == Kind.FULL else match.people & self.quoted
        return BY_CONSENT if known & self.consenting else ""
