"""What people decide about alerts: to put one off, to take that back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.alerts.enums import AlertKind
from jalon.alerts.models import PutOff
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.people.models import Participant

LONGEST = 183
"""Days: an alert put off further would be forgotten."""


def put_off(
    *, by: audit.Actor, participant: Participant, kind: AlertKind, since: dt.date, until: dt.date, reason: str
) -> PutOff:
    """Keep an alert quiet until a day, for a reason; it holds for the fact of `since` alone.

    ValidationError by field: a day that is not to come, or too far; no reason.
    """
    today = clock.today()
    if until > today + dt.timedelta(LONGEST):
        raise ValidationError({"until": "Une alerte se reporte de six mois au plus : au-delà, on l’oublierait."})
    if until <= today:
        raise ValidationError({"until": "Une alerte se reporte à un jour à venir."})
    made = PutOff(participant=participant, kind=kind, since=since, until=until, reason=reason, put_off_on=today)
    made.by_id = by.pk
    with transaction.atomic():
        # The last word holds: an earlier one of the same alert would come back if this one were taken back.
        for earlier in PutOff.objects.filter(participant=participant, kind=kind, since=since):
            audit.delete(earlier, by=by, file=participant.code)
        audit.save(made, by=by, file=participant.code)
    return made


def bring_back(*, by: audit.Actor, put_off: PutOff) -> None:
    """Take a put-off back: the alert is there again."""
    audit.delete(put_off, by=by, file=put_off.participant.code)
