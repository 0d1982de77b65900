"""What is written of participants; each act tells the journal of the file."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.core.codes import next_code
from jalon.core.french import NARROW
from jalon.core.models import recorded
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent, Participant, Situation

IDENTITY = ("last_name", "first_name", "birth_date", "phone", "email", "sex", "france_travail_id")
SITUATION = tuple(
    field.name for field in Situation._meta.fields if field.name not in ("id", "participant", "date", "recorded_on")
)


def create_participant(*, by: User | None, **identity: Any) -> Participant:
    """Someone the PLIE did not know; a new number of file. `identity`: fields of IDENTITY. A name is needed."""
    person = Participant(recorded_on=clock.today(), **_identity(identity))
    _check_identity(person)
    with transaction.atomic():
        person.code = next_code(Participant, "M")
        audit.save(person, by=by, file=person.code)
    return person


def change_identity(
    *, by: User | None, participant: Participant, read: Mapping[str, Any] | None = None, **identity: Any
) -> Participant:
    """Correct who a person is. `read`: the values that the writer saw.

    ValidationError by field when one of them changed meanwhile: nothing is written over unseen.
    """
    with transaction.atomic():
        held = Participant.objects.select_for_update().get(pk=participant.pk)
        said = _identity(identity)
        _check_unchanged(held, read or {}, said)
        for name, value in said.items():
            setattr(held, name, value)
        _check_identity(held)
        audit.save(held, by=by, file=held.code)
    return held


def add_situation(*, by: User | None, participant: Participant, date: dt.date, **known: Any) -> Situation:
    """What is true of a person from a day on; what `known` leaves out stays as it was. One a day: said again, changed.

    Nothing is written when nothing is new.
    """
    with transaction.atomic():
        rows = Situation.objects.select_for_update().filter(participant=participant, date__lte=date)
        held = rows.order_by("-date").first()
        said = {name: getattr(held, name) for name in SITUATION} if held else {}
        told = {**said, **known}
        if held and told == said:
            return held
        if held is None or held.date != date:
            held = Situation(participant=participant, date=date)
        for name, value in told.items():
            setattr(held, name, value)
        held.recorded_on = recorded(date, clock.today())
        audit.save(held, by=by, file=participant.code)
    return held


def give_consent(
    *, by: User | None, participant: Participant, kind: ConsentKind, given_on: dt.date, evidence: str
) -> Consent:
    """Note what a person allows to publish, from a day on. ValidationError when already noted, or not yet signed."""
    if given_on > clock.today():
        raise ValidationError({"given_on": "Ce jour n’est pas encore passé. Un accord se note le jour même ou après."})
    if Consent.objects.filter(participant=participant, kind=kind).in_force_on(given_on).exists():
        raise ValidationError({"kind": "La personne a déjà donné cet accord, et ne l’a pas retiré."})
    consent = Consent(participant=participant, kind=kind, given_on=given_on, evidence=evidence)
    audit.save(consent, by=by, file=participant.code)
    return consent


def withdraw_consent(*, by: User | None, consent: Consent, withdrawn_on: dt.date, withdrawal: str) -> None:
    """Take a consent back from a day on. ValidationError when it is already, or on a day to come."""
    if withdrawn_on > clock.today():
        raise ValidationError(
            {"withdrawn_on": "Ce jour n’est pas encore passé. Un retrait se note le jour même ou après."}
        )
    with transaction.atomic():
        held = Consent.objects.select_for_update().select_related("participant").get(pk=consent.pk)
        if held.withdrawn_on:
            raise ValidationError("Cet accord est déjà retiré.")
        held.withdrawn_on, held.withdrawal = withdrawn_on, withdrawal
        audit.save(held, by=by, file=held.participant.code)


def _identity(said: Mapping[str, Any]) -> dict[str, Any]:
    """Only what is of the identity, without idle spaces."""
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in said.items() if name in IDENTITY
    }


def _check_identity(person: Participant) -> None:
    if not (person.last_name and person.first_name):
        missing = "last_name" if not person.last_name else "first_name"
        raise ValidationError({missing: "Ce champ manque."})
    if person.birth_date and person.birth_date > clock.today():
        raise ValidationError({"birth_date": "Ce jour n’est pas encore passé."})


def _check_unchanged(held: Participant, read: Mapping[str, Any], said: Mapping[str, Any]) -> None:
    changed = {
        name: f"Changé entre-temps en «{NARROW}{getattr(held, name) or 'rien'}{NARROW}». Gardez l’un ou l’autre."
        for name in said
        if name in read and getattr(held, name) not in (read[name], said[name])
    }
    if changed:
        raise ValidationError(changed)
