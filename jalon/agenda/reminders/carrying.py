"""One notice, from its key to the carrier: its words are made here, at the last moment, and kept nowhere."""

from jalon.agenda.reminders.reaching import address_of, appointment_of, still_serves
from jalon.agenda.reminders.words import words
from jalon.messaging.addresses import on_site
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.messaging.notices.sending import drop, send

REFUSE = "rappels"
"""The page where one says no; served by `web.appointments`."""


def carry(key: int) -> bool:
    """Send a notice, unless it was, or serves nothing any more; whether it is to be tried again."""
    notice = Notice.objects.to_send().filter(pk=key).first()
    if notice is None:
        return False
    appointment = appointment_of(notice)
    if appointment is None or not still_serves(appointment, notice):
        drop(notice)
        return False
    channel = Channel(notice.channel)
    said = words(appointment, channel, NoticePurpose(notice.purpose), on_site(f"{REFUSE}/{notice.token}/"))
    return send(notice, address_of(appointment.participant, channel), said)
