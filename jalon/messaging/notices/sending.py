"""A notice leaves, once: claimed (committed), handed over, then noted (committed). As ADR 0016 for letters.

Killed in between, it is uncertain and stays so: a person told twice of an appointment is worse than one who was not
told by this channel. The words are made just before, and kept nowhere.
"""

from email.utils import format_datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.utils import timezone

from jalon.core import clock
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.messaging.notices.sms import carrier
from jalon.messaging.notices.words import Words, masked
from jalon.messaging.rules import TRIES, Answer, one_line
from jalon.messaging.smtp import Down, Post, Said


def ask(*, reference: str, channel: Channel, purpose: NoticePurpose, moment: str, address: str) -> Notice | None:
    """A notice to send; None when the same one was asked for already."""
    notice = Notice(
        reference=reference,
        channel=channel,
        purpose=purpose,
        moment=moment,
        address=masked(address, channel),
        asked_at=clock.now(),
    )
    try:
        with transaction.atomic():
            notice.save(force_insert=True)
    except IntegrityError:
        return None
    return notice


def drop(notice: Notice) -> None:
    """It has become useless: the appointment was moved, the person said no."""
    Notice.objects.to_send().filter(pk=notice.pk).update(dropped_at=clock.now())


def send(notice: Notice, address: str, words: Words) -> bool:
    """Send it, unless another process does or did; whether it is to be tried again later."""
    now = clock.now()
    if not Notice.objects.to_send().filter(pk=notice.pk).update(claimed_at=now):
        return False
    notice.refresh_from_db()
    try:
        said = _by_mail(notice, address, words) if notice.channel == Channel.EMAIL else _by_sms(address, words)
    except Down as down:
        said = Said(Answer.LATER, str(down))
    return _note(notice, said)


def _by_mail(notice: Notice, address: str, words: Words) -> Said:
    headers = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Date": format_datetime(timezone.localtime(clock.now())),
        "Auto-Submitted": "auto-generated",
    }
    if words.refuse_url:
        headers["List-Unsubscribe"] = f"<{words.refuse_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    sender = settings.EMAIL_BOUNCES or settings.DEFAULT_FROM_EMAIL
    message = EmailMessage(one_line(words.subject), words.text, sender, [address], headers=headers)
    with Post() as post:
        return post.send(message)


def _by_sms(address: str, words: Words) -> Said:
    chosen = carrier()
    if chosen is None:
        return Said(Answer.REFUSED, "Aucun opérateur de SMS n’est réglé.")
    return chosen.send(address, words.text)


def _note(notice: Notice, said: Said) -> bool:
    """What was answered; an answer to come back later frees the notice, a few times."""
    now = clock.now()
    values: dict[str, object] = {"trouble": said.words[:300]}
    again = said.answer is Answer.LATER and notice.tries + 1 < TRIES
    match said.answer:
        case Answer.TAKEN:
            values["sent_at"] = now
        case Answer.REFUSED:
            values["refused_at"] = now
        case Answer.LATER:
            values["tries"] = notice.tries + 1
            values |= {"claimed_at": None} if again else {"refused_at": now}
    Notice.objects.filter(pk=notice.pk).update(**values)
    return again
