"""What is written of participants; each act tells the journal of the file."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent, Participant


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
