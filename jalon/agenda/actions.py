"""What is written of appointments; each act tells the journal, under the person's file."""

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.people.models import Participant


def set_appointment(
    *,
    by: audit.Actor | None,
    participant: Participant,
    caseworker: Caseworker,
    kind: AppointmentKind,
    date: dt.date,
    time: dt.time,
    minutes: int,
    place: str = "",
    replaces: Appointment | None = None,
    invitation: Invitation | Literal[""] = "",
) -> Appointment:
    """Expect a person on a day and hour (of the place, no time zone); the one it replaces is then moved.

    ValidationError when the hour is taken, or when what it replaces is another person's or has had its outcome.
    """
    appointment = Appointment(
        participant=participant,
        caseworker=caseworker,
        kind=kind,
        date=date,
        time=time,
        minutes=minutes,
        place=place,
        replaces=replaces,
        invitation=invitation,
        set_on=clock.today(),
    )
    with transaction.atomic():
        if replaces:
            if replaces.participant_id != participant.pk or replaces.outcome:
                raise ValidationError("Ce rendez-vous ne peut pas être déplacé.")
            record_outcome(by=by, appointment=replaces, outcome=Outcome.MOVED, on=clock.today())
        audit.save(appointment, by=by, file=participant.code)
    return appointment


def record_outcome(*, by: audit.Actor | None, appointment: Appointment, outcome: Outcome, on: dt.date) -> bool:
    """Tell what became of an appointment; False when that was already said.

    ValidationError when it is kept or missed before its day, or when its hour was given to another meanwhile.
    """
    appointment.outcome, appointment.outcome_on = outcome, on
    return audit.save(appointment, by=by, file=appointment.participant.code)


def note_invitation(*, by: audit.Actor | None, appointment: Appointment, invitation: Invitation) -> bool:
    """Say how the person was told of an appointment; False when that was already said."""
    appointment.invitation = invitation
    return audit.save(appointment, by=by, file=appointment.participant.code)


def write_appointments(*, by: audit.Actor | None, appointments: Iterable[Appointment]) -> int:
    """Write many at once; how many. The journal says how many in each file.

    IntegrityError when one breaks a rule: nothing is then written. One that replaces another comes with it, or after.
    """
    told = sorted(appointments, key=lambda one: (one.participant.code, one.date, one.time))
    with transaction.atomic():
        for moved in (False, True):
            Appointment.objects.bulk_create([one for one in told if (one.replaces is not None) == moved])
        if told:
            audit.tell_all(told, by=by, file_of=lambda one: one.participant.code)
    return len(told)
