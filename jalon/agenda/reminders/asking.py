"""Which notices leave today, and which on the spot; each is asked for once and handed to the worker."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction

from jalon.agenda.models import Appointment
from jalon.agenda.reminders.reaching import (
    ABOUT,
    address_of,
    reachable,
    reachable_now,
    reference_of,
    refused_channels,
)
from jalon.agenda.reminders.rules import Plan, reminder
from jalon.agenda.reminders.tasks import send_notice
from jalon.core import clock
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.messaging.notices.sending import ask

AHEAD = dt.timedelta(14)
"""Two working days before a day are never further, whatever the holidays."""


def remind_all(holidays: Collection[dt.date] = ()) -> int:
    """Ask for the reminders of the day, and again for those that a lost worker left behind; how many. Idempotent."""
    today = clock.today()
    standing = Appointment.objects.to_come(today).filter(date__gt=today, date__lte=today + AHEAD)
    found = list(standing.select_related("participant", "caseworker"))
    refused = refused_channels({each.participant_id for each in found}, today)
    asked = 0
    for each in found:
        plan = reminder(each.date, today, reachable(each.participant, refused), holidays)
        asked += bool(plan and _request(each, plan, NoticePurpose.REMINDER))
    return asked + _again(today)


def _again(today: dt.date) -> int:
    """What was asked for on an earlier day and that nobody claimed: sent if it still serves, else dropped."""
    waiting = Notice.objects.to_send().filter(asked_at__date__lt=today, reference__startswith=ABOUT)
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        send_notice.enqueue(key)
    return len(keys)


def _request(appointment: Appointment, plan: Plan, purpose: NoticePurpose) -> bool:
    """Ask for a notice and hand it to the worker in one transaction; False when it was asked for before."""
    with transaction.atomic():
        notice = ask(
            reference=reference_of(appointment.pk),
            channel=plan.channel,
            purpose=purpose,
            moment=plan.moment,
            address=address_of(appointment.participant, plan.channel),
        )
        if notice:
            send_notice.enqueue(notice.pk)
    return notice is not None


def tell(appointment: Appointment, channel: Channel, purpose: NoticePurpose) -> bool:
    """Confirm or cancel on the spot; False when the person cannot be told by this channel, or was already."""
    found = reachable_now(appointment.participant)
    if not (found.sms if channel == Channel.SMS else found.email):
        return False
    return _request(appointment, Plan(purpose.value, channel), purpose)
