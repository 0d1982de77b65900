"""The papers of a file: until when each is worth something, and how they are told. Pure."""

import datetime as dt
from enum import Enum, auto

from jalon.core.periods import add_months
from jalon.people.enums import EXPIRING, DocumentKind

MONTHS = {
    DocumentKind.IDENTITY: 120,
    DocumentKind.RESIDENCE: 12,
    DocumentKind.WORK_PERMIT: 12,
    DocumentKind.RSA: 3,
}
"""How long each usually lasts, in months: proposed, the paper itself tells. RSA: declared every quarter."""
SOON = 30
"""Days before its end from which a paper is to be renewed."""


class Worth(Enum):
    """Whether a paper is worth something on a day."""

    FOR_GOOD = auto()
    VALID = auto()
    ENDING = auto()
    OVER = auto()


def expires(kind: str) -> bool:
    """Whether one asks until when a paper of this kind is valid."""
    return kind in EXPIRING


def proposed_expiry(kind: str, dated: dt.date) -> dt.date | None:
    """Until when a paper of that day is usually valid, its last day included; None when its kind has no end."""
    months = MONTHS.get(DocumentKind(kind)) if kind in EXPIRING else None
    return add_months(dated, months) - dt.timedelta(days=1) if months else None


def worth(expires_on: dt.date | None, day: dt.date) -> Worth:
    """What a paper is worth on a day: valid to the end of its last day."""
    if expires_on is None:
        return Worth.FOR_GOOD
    if expires_on < day:
        return Worth.OVER
    return Worth.ENDING if (expires_on - day).days <= SOON else Worth.VALID
