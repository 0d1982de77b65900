"""What can be signed in a file, and what still has to be."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from jalon.core import clock, french
from jalon.documents.enums import Capacity
from jalon.documents.models import Signature
from jalon.documents.rules import fingerprint
from jalon.pathways import signed_texts
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.missing import FACE_TO_FACE
from jalon.pathways.models import Entry, Immersion, Interview, Pathway, Review
from jalon.pathways.signed_texts import Whose
from jalon.people.models import Participant
from jalon.protocols.models import Protocol

TO_SIGN = Q(present=True, kind__in=FACE_TO_FACE) & ~Q(signed=True) & ~Q(place=Place.REMOTE)
"""Interviews that lack a signature: kept, face to face, not signed. Source: docs/rules/emargement.md."""


class What(models.TextChoices):
    """What one signs."""

    INTERVIEW = "entretien", "Entretien"
    CHARTER = "charte", "Charte d’engagement"
    REVIEW = "bilan", "Bilan"
    REVIEW_CASEWORKER = "bilan-referent", "Bilan, pour le référent"
    IMMERSION = "pmsmp", "Convention de PMSMP"


@dataclass(frozen=True, slots=True)
class Signable:
    """Something to sign, or signed: the text as the facts say it now, and who would sign.

    `about`: in a line, without the name. `record`: holds the signature in `field`; None for a charter of an entry that
    has no record yet.
    """

    what: What
    key: int
    about: str
    text: str
    signer: str
    capacity: Capacity
    participant: Participant
    pathway: Pathway
    record: Interview | Entry | Review | Immersion | None
    field: str
    mention: str

    @property
    def signature(self) -> Signature | None:
        """The signature it bears."""
        found: Signature | None = getattr(self.record, self.field) if self.record else None
        return found

    @property
    def is_signed(self) -> bool:
        """Whether it bears one, or an import says that it was signed."""
        return self.signature is not None or (isinstance(self.record, Interview) and bool(self.record.signed))

    @property
    def seen(self) -> str:
        """The fingerprint of the text as shown: what is signed must be it."""
        return fingerprint(self.text)

    @property
    def still_says(self) -> bool:
        """Whether the facts still say what was signed."""
        return self.signature is None or self.signature.text == self.text


def signable(what: What, key: int) -> Signable:
    """What is to be signed, by its kind and key (of the pathway for a charter). Its model’s DoesNotExist otherwise."""
    return READERS[what](key)


def interviews_to_sign(pathways: QuerySet[Pathway]) -> QuerySet[Interview]:
    """Those of these pathways that lack a signature, up to today, the oldest first."""
    found = Interview.objects.filter(TO_SIGN, pathway__in=pathways.order_by().values("pk"), date__lte=clock.today())
    return found.select_related("pathway__participant", "caseworker", "appointment").order_by("date", "time", "pk")


def of_interviews(interviews: Collection[Interview]) -> list[Signable]:
    """Interviews read with their pathway, participant, caseworker and appointment. One query, for the mentions."""
    mentions = _Mentions()
    return [_interview(each, mentions) for each in interviews]


def mention_of(day: dt.date) -> str:
    """The European mention of what is handed out that day. One query."""
    return _Mentions().of(day)


class _Mentions:
    """The European mention of a day: that of the protocol then in force. One query for any number of days."""

    def __init__(self) -> None:
        self.protocols = list(Protocol.objects.order_by("start"))

    def of(self, day: dt.date) -> str:
        begun = [each for each in self.protocols if each.start <= day] or self.protocols[:1]
        return begun[-1].european_mention if begun else ""

    def whose(self, participant: Participant, day: dt.date) -> Whose:
        return Whose(str(participant), participant.code, self.of(day))


def _interview(record: Interview, mentions: _Mentions) -> Signable:
    what = record.appointment.get_kind_display() if record.appointment else ""
    kind = InterviewKind(record.kind).label if record.kind else "Entretien"
    whose = mentions.whose(record.pathway.participant, record.date)
    text = signed_texts.interview(
        whose,
        date=record.date,
        time=record.time,
        minutes=record.minutes,
        what=what or str(kind),
        place=record.get_place_display().lower() if record.place else "",
        caseworker=str(record.caseworker or ""),
    )
    return _signable(
        What.INTERVIEW,
        record.pk,
        f"{kind} du {french.day(record.date)}",
        text,
        whose,
        record.pathway,
        record,
        "signature",
    )


def _read_interview(key: int) -> Signable:
    related = ("pathway__participant", "caseworker", "appointment", "signature__image")
    return _interview(Interview.objects.select_related(*related).get(pk=key), _Mentions())


def _read_charter(key: int) -> Signable:
    pathway = Pathway.objects.select_related("participant", "entry__charter_signature__image").get(pk=key)
    protocol = Protocol.objects.for_entry(pathway.entry_date)
    months, every = (protocol.max_months, protocol.review_every_months) if protocol else (30, 5)
    whose = _Mentions().whose(pathway.participant, pathway.entry_date)
    text = signed_texts.charter(whose, months=months, every=every)
    record = getattr(pathway, "entry", None)
    about = "Charte d’engagement"
    return _signable(What.CHARTER, key, about, text, whose, pathway, record, "charter_signature")


def _read_review(key: int, what: What = What.REVIEW) -> Signable:
    signatures = ("participant_signature__image", "caseworker_signature__image")
    record = Review.objects.select_related("pathway__participant", "caseworker", *signatures).get(pk=key)
    by_caseworker = what == What.REVIEW_CASEWORKER
    whose = _Mentions().whose(record.pathway.participant, record.held_on)
    text = signed_texts.review(
        whose,
        month=record.month,
        held_on=record.held_on,
        caseworker=str(record.caseworker or ""),
        words=(("Ce qui a été fait", record.done), ("Ce que j’en dis", record.learned), ("La suite", record.next)),
        goals=[goal.text for goal in record.goals.order_by("pk")],
        by_caseworker=by_caseworker,
    )
    field = "caseworker_signature" if by_caseworker else "participant_signature"
    about = f"Bilan des {record.month} mois"
    return _signable(what, key, about, text, whose, record.pathway, record, field)


def _read_review_of_caseworker(key: int) -> Signable:
    return _read_review(key, What.REVIEW_CASEWORKER)


def _read_immersion(key: int) -> Signable:
    related = ("step__pathway__participant", "step__organisation", "signature__image")
    record = Immersion.objects.select_related(*related).get(pk=key)
    step = record.step
    whose = _Mentions().whose(step.pathway.participant, step.start)
    text = signed_texts.immersion(
        whose,
        employer=str(step.organisation or ""),
        start=step.start,
        end=step.end,
        what=record.get_object_display(),
        tutor=", ".join(filter(None, [record.tutor, record.tutor_function])),
        tasks=record.tasks,
        goals=record.goals,
        days=record.days,
        place=record.place,
    )
    return _signable(What.IMMERSION, key, "Convention de PMSMP", text, whose, step.pathway, record, "signature")


def _signable(
    what: What, key: int, about: str, text: str, whose: Whose, pathway: Pathway, record: Any, field: str
) -> Signable:
    by_caseworker = what == What.REVIEW_CASEWORKER
    capacity = Capacity.CASEWORKER if by_caseworker else Capacity.PARTICIPANT
    signer = str(record.caseworker or "") if by_caseworker else whose.name
    return Signable(
        what, key, about, text, signer, capacity, pathway.participant, pathway, record, field, whose.mention
    )


READERS = {
    What.INTERVIEW: _read_interview,
    What.CHARTER: _read_charter,
    What.REVIEW: _read_review,
    What.REVIEW_CASEWORKER: _read_review_of_caseworker,
    What.IMMERSION: _read_immersion,
}
