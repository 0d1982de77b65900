"""From a message to one person to what the mail server is handed."""

from email.utils import format_datetime, formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from jalon.core import clock
from jalon.messaging.addresses import NOBODY, digest_url, unsubscribe_url
from jalon.messaging.enums import Purpose
from jalon.messaging.models import Delivery, Mailing, Subscriber
from jalon.messaging.rules import one_line


def compose(mailing: Mailing, delivery: Delivery) -> EmailMultiAlternatives:
    """The same words as plain text and as HTML, the attachment, and the headers that programs read."""
    subscriber = delivery.subscriber
    message = EmailMultiAlternatives(
        subject=one_line(mailing.subject),
        body=_own(delivery.text or mailing.text, subscriber),
        from_email=settings.EMAIL_BOUNCES or settings.DEFAULT_FROM_EMAIL,
        to=[formataddr((one_line(delivery.name), delivery.address))],
        headers=headers(mailing, delivery),
        reply_to=[mailing.by.email] if mailing.by else None,
    )
    if html := delivery.html or mailing.html:
        message.attach_alternative(_own(html, subscriber), "text/html")
    if mailing.attachment is not None:
        message.attach(mailing.attachment_name, bytes(mailing.attachment), "application/pdf")
    return message


def headers(mailing: Mailing, delivery: Delivery) -> dict[str, str]:
    """Date from our clock; how to say no, in one click (RFC 8058); what nobody wrote by hand says so (RFC 3834)."""
    said = {
        "From": settings.DEFAULT_FROM_EMAIL,
        "Date": format_datetime(timezone.localtime(clock.now())),
        "Message-ID": delivery.message_id,
    }
    if mailing.purpose in (Purpose.REMINDER, Purpose.DIGEST):
        said["Auto-Submitted"] = "auto-generated"
    if refusal := _refusal(mailing, delivery):
        said["List-Unsubscribe"] = f"<{refusal}>"
        said["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return said


def _refusal(mailing: Mailing, delivery: Delivery) -> str:
    """Where one says no to messages of this kind; "" where one cannot."""
    if delivery.subscriber:
        return unsubscribe_url(delivery.subscriber.token)
    return digest_url(delivery.address) if mailing.purpose == Purpose.DIGEST else ""


def _own(text: str, subscriber: Subscriber | None) -> str:
    """The text with the subscriber's own way to say no."""
    return text.replace(str(NOBODY), str(subscriber.token)) if subscriber else text
