"""By what a person can be told of an appointment, and whether telling still serves."""

import datetime as dt
from collections.abc import Collection, Iterable

from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.agenda.reminders.rules import Reachable
from jalon.core import clock
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.messaging.notices.sms import carrier
from jalon.messaging.notices.words import mobile
from jalon.messaging.pasting import is_address
from jalon.people.models import Participant, Unsubscription

ABOUT = "rendez-vous:"


def reference_of(key: int) -> str:
    """What the notices of an appointment are known by."""
    return f"{ABOUT}{key}"


def appointment_of(notice: Notice) -> Appointment | None:
    """The appointment a notice is about; None when it is gone, or when it is about something else."""
    about, _, key = notice.reference.rpartition(":")
    if f"{about}:" != ABOUT or not key.isdecimal():
        return None
    return Appointment.objects.select_related("participant", "caseworker").filter(pk=int(key)).first()


def refused_channels(participants: Iterable[int], today: dt.date) -> set[tuple[int, str]]:
    """The channels by which these people want nothing any more."""
    held = Unsubscription.objects.filter(participant__in=participants, since__lte=today)
    return set(held.values_list("participant", "channel"))


def reachable(participant: Participant, refused: Collection[tuple[int, str]]) -> Reachable:
    """By what a person can be told."""
    return Reachable(
        email=is_address(participant.email) and (participant.pk, Channel.EMAIL) not in refused,
        sms=bool(mobile(participant.phone) and carrier()) and (participant.pk, Channel.SMS) not in refused,
    )


def reachable_now(participant: Participant) -> Reachable:
    """The same, for one person today. One query."""
    return reachable(participant, refused_channels([participant.pk], clock.today()))


def address_of(participant: Participant, channel: str) -> str:
    """Where a notice goes; "" when nowhere."""
    if channel == Channel.SMS:
        return mobile(participant.phone)
    return participant.email if is_address(participant.email) else ""


def still_serves(appointment: Appointment, notice: Notice) -> bool:
    """Whether what the notice says is still true, and the person still wants to be told so."""
    found = reachable_now(appointment.participant)
    if not (found.sms if notice.channel == Channel.SMS else found.email):
        return False
    if notice.purpose == NoticePurpose.CANCELLATION:
        return appointment.outcome == Outcome.EXCUSED
    return appointment.outcome == "" and appointment.date >= clock.today()
