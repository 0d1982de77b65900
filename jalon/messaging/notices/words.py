"""What a notice says, and to which address; both forgotten once it has left."""

from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from jalon.messaging.enums import Channel

MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


@dataclass(frozen=True, slots=True)
class Words:
    """A message: `subject` for an e-mail only, `refuse_url` where one says no to the next ones."""

    text: str
    subject: str = ""
    refuse_url: str = ""


def mobile(said: str) -> str:
    """The number of a mobile as operators want it (+33612345678); "" when it is none, or unreadable."""
    try:
        number = phonenumbers.parse(said, "FR")
    except NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return ""
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def masked(address: str, channel: Channel) -> str:
    """What the log keeps of an address: « a•••@example.org », « •••• 78 »."""
    if channel == Channel.SMS:
        return f"•••• {address[-2:]}"
    name, _, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}"[:60]
