"""An entry: prepared section by section, then validated, all its records in one transaction."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.accounts.permissions import check_may
from jalon.accounts.roles import Capability
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.core.codes import next_code
from jalon.core.models import recorded
from jalon.documents.models import Signature
from jalon.pathways.eligibility import State, Verdict, verdict
from jalon.pathways.entering import Dates, Prepared, forbids
from jalon.pathways.entry_facts import known_of, rule_set
from jalon.pathways.models import Assignment, Entry, EntryDraft, Pathway
from jalon.people.actions import add_situation
from jalon.people.models import Participant, Situation
from jalon.protocols.enums import EntryDateBasis
from jalon.protocols.models import NonEntryReason, Protocol
from jalon.referrals import actions as referrals
from jalon.referrals.models import Referral

Values = Mapping[str, Any]
"""What was typed in a section, as it was typed."""


class Overtaken(ValidationError):
    """Someone else saved the section meanwhile; `stored` is what they typed, `version` its number, `by` who."""

    def __init__(self, stored: Values, version: int, by: str) -> None:
        super().__init__(f"{by} a enregistré cette rubrique entre-temps : gardez une version ou l’autre.")
        self.stored, self.version, self.by = stored, version, by


@dataclass(frozen=True, slots=True)
class Said:
    """What an entry rests on, read and understood."""

    validated_on: dt.date | None = None
    first_kept_on: dt.date | None = None
    charter_on: dt.date | None = None
    charter_signature: Signature | None = None
    situation: Mapping[str, Any] = field(default_factory=dict)
    in_perimeter: bool | None = None
    """False for someone who lives in none of its communes; None: as the commune says."""
    answers: Mapping[str, bool] = field(default_factory=dict)
    proofs: Collection[str] = ()
    other_ground: str = ""
    project: int | None = None
    autonomy: int | None = None
    first_tracks: str = ""
    competences: str = ""

    @property
    def dates(self) -> Dates:
        """The three dates."""
        return Dates(self.first_kept_on, self.charter_on, self.validated_on)

    def entry(self, protocol: Protocol) -> dt.date | None:
        """The day of the entry, as the protocol counts it; None while it is not known."""
        return self.dates.entry(EntryDateBasis(protocol.entry_date_basis))


def open_draft(*, by: User | None, referral: Referral) -> EntryDraft:
    """Begin to prepare an entry, or go on with it. ValidationError when the referral has come to an end."""
    with transaction.atomic():
        held = referrals.pending(referral)
        draft = EntryDraft.objects.filter(referral=held).first()
        if draft is None:
            draft = EntryDraft(referral=held, updated_at=clock.now(), updated_by=by)
            audit.save(draft, by=by, file=held.participant.code)
    return draft


def save_section(*, by: User | None, draft: EntryDraft, section: str, values: Values, version: int) -> EntryDraft:
    """Keep what was typed in a section. `version`: the one that its writer saw (0: nothing yet).

    Overtaken when another version was saved meanwhile, unless it says the same.
    """
    with transaction.atomic():
        rows = EntryDraft.objects.select_for_update(of=("self",)).select_related("referral__participant")
        held = rows.get(pk=draft.pk)
        stored = held.sections.get(section, {})
        if stored.get("values") == values:
            return held
        if stored.get("version", 0) != version:
            raise Overtaken(stored["values"], stored["version"], stored["by"])
        held.version += 1
        held.sections[section] = {"version": held.version, "by": str(by or audit.COMMAND_LINE), "values": dict(values)}
        held.updated_at, held.updated_by = clock.now(), by
        audit.save(held, by=by, file=held.referral.participant.code)
    return held


def decline_entry(
    *, by: User | None, referral: Referral, reason: NonEntryReason, on: dt.date | None = None
) -> Referral:
    """The person does not enter: what was prepared is erased with it."""
    with transaction.atomic():
        held = referrals.decline(by=by, referral=referral, reason=reason, on=on)
        for draft in EntryDraft.objects.filter(referral=held):
            audit.delete(draft, by=by, file=held.participant.code, reason="non-entrée")
    return held


def judged(participant: Participant, protocol: Protocol, said: Said) -> Verdict:
    """Whether the person may enter, as things stand on the day of the entry; three queries."""
    day = said.entry(protocol) or clock.today()
    known = known_of(participant, Situation(**said.situation), protocol, day, in_perimeter=said.in_perimeter)
    return verdict(rule_set(protocol), known, said.answers, said.other_ground)


def prepared(referral: Referral, protocol: Protocol, said: Said, found: Verdict) -> Prepared:
    """The entry as it stands; one query."""
    last = referral.participant.pathways.order_by("-entry_date").first()
    return Prepared(
        dates=said.dates,
        basis=EntryDateBasis(protocol.entry_date_basis),
        referred_on=referral.date,
        today=clock.today(),
        verdict=found,
        has_caseworker=referral.caseworker_id is not None,
        last_exit=last.exit_date if last else None,
        in_pathway=last is not None and last.exit_date is None,
        identity_checked=referral.identity_checked_on is not None,
        proofs=said.proofs,
        project=said.project,
        autonomy=said.autonomy,
        lacks={"niveau de formation": said.situation.get("level") is None},
    )


def validate_entry(*, by: User, referral: Referral, said: Said) -> Pathway:
    """The person enters: pathway, référent, entry, situation, end of the referral. For those who may decide.

    PermissionDenied otherwise; ValidationError, with all that forbids it.
    """
    check_may(by, Capability.ALLOT)
    with transaction.atomic():
        held = referrals.pending(referral)
        Participant.objects.select_for_update().get(pk=held.participant_id)
        protocol = protocol_of(said)
        found = judged(held.participant, protocol, said)
        entry = prepared(held, protocol, said, found)
        if faults := list(forbids(entry)):
            raise ValidationError(faults)
        on = said.entry(protocol)
        assert on is not None and held.caseworker is not None  # noqa: S101  (said by `forbids`)
        return _enter(by, held, protocol, said, found, on, held.caseworker)


def protocol_of(said: Said) -> Protocol:
    """The protocol of the day of the entry (of today, while it is not known). ValidationError when none rules it."""
    protocol = Protocol.objects.for_entry(said.validated_on or clock.today())
    on = said.entry(protocol) if protocol else None
    # Two protocols meet at New Year: the one of the date that counts decides.
    protocol = Protocol.objects.for_entry(on) if on and on != said.validated_on else protocol
    if protocol is None:
        raise ValidationError("Aucun protocole n’est en vigueur à cette date : il se crée dans les réglages.")
    return protocol


def erase_drafts(*, by: User | None, before: dt.date) -> int:
    """Erase what was prepared and left unchanged since before the day; how many. The referrals wait on."""
    old = EntryDraft.objects.filter(updated_at__date__lt=before).select_related("referral__participant")
    with transaction.atomic():
        for draft in old:
            audit.delete(draft, by=by, file=draft.referral.participant.code, reason="entrée laissée en préparation")
    return len(old)


def _enter(
    by: User, referral: Referral, protocol: Protocol, said: Said, found: Verdict, on: dt.date, caseworker: Caseworker
) -> Pathway:
    person, file = referral.participant, referral.participant.code
    known = recorded(on, clock.today())
    pathway = Pathway(code=next_code(Pathway, "P"), participant=person, referral=referral, entry_date=on)
    pathway.recorded_on = known
    audit.save(pathway, by=by, file=file)
    audit.save(Assignment(pathway=pathway, caseworker=caseworker, recorded_on=known), by=by, file=file)
    add_situation(by=by, participant=person, date=on, **said.situation)
    audit.save(_entry(by, pathway, protocol, said, found), by=by, file=file)
    referral.entered_on = on
    audit.save(referral, by=by, file=file)
    for draft in EntryDraft.objects.filter(referral=referral):
        audit.delete(draft, by=by, file=file, reason="entrée validée")
    return pathway


def _entry(by: User, pathway: Pathway, protocol: Protocol, said: Said, found: Verdict) -> Entry:
    return Entry(
        pathway=pathway,
        protocol=protocol,
        first_kept_on=said.first_kept_on,
        charter_on=said.charter_on,
        charter_signature=said.charter_signature,
        validated_on=said.validated_on,
        validated_by=by,
        criteria=_written(found, said.proofs),
        other_ground=said.other_ground,
        project=said.project,
        autonomy=said.autonomy,
        first_tracks=said.first_tracks,
        competences=said.competences,
    )


def _written(found: Verdict, proofs: Collection[str]) -> dict[str, Any]:
    """The verdict of each criterion, with why and whether its proof was seen."""
    return {
        each.criterion.code: {
            "label": each.criterion.label,
            "met": None if each.state == State.UNKNOWN else each.state == State.MET,
            "why": each.why,
            "proof": each.criterion.proof,
            "seen": each.criterion.code in proofs,
        }
        for group in found.groups
        for each in group.findings
    }
