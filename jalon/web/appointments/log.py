"""What was sent about an appointment, in words: never what it said."""

from dataclasses import dataclass

from jalon.agenda.models import Appointment
from jalon.agenda.reminders.reaching import reference_of
from jalon.core.french import NO_BREAK
from jalon.messaging.enums import Channel, Fate
from jalon.messaging.models import Notice

SENT = {Channel.EMAIL.value: "remis au serveur de courriel", Channel.SMS.value: "remis à l’opérateur"}


@dataclass(frozen=True, slots=True)
class Line:
    """A notice: when, by what, and what became of it; `late` when someone has to tell the person otherwise."""

    notice: Notice
    said: str
    late: bool


def lines(appointment: Appointment) -> list[Line]:
    """The latest first. One query."""
    return [_line(notice) for notice in Notice.objects.about(reference_of(appointment.pk))]


def _line(notice: Notice) -> Line:
    if notice.dropped_at:
        return Line(notice, "devenu inutile, rien n’est parti", late=False)
    match notice.fate:
        case Fate.SENT:
            return Line(notice, SENT[notice.channel], late=False)
        case Fate.REFUSED:
            return Line(notice, f"refusé{NO_BREAK}: {notice.trouble}" if notice.trouble else "refusé", late=True)
        case Fate.WAITING:
            return Line(notice, "attend d’être envoyé", late=False)
    return Line(notice, "incertain : nul ne sait s’il est arrivé", late=True)
