"""Statuses read from dates, and how names are compared. Values in, values out."""

import datetime as dt
from collections.abc import Iterator
from typing import Protocol

from jalon.roster.enums import Status

NEVER = dt.date(1, 1, 1)
"""What has not happened. A date is never empty, so that an index orders them all, on both engines alike."""
EVER = dt.date(9999, 12, 31)
"""What has no end."""

LEAST_LETTERS = 4
"""A word this long forgives one typing error."""
_KEY_LETTERS = 8
"""Keys are made from the beginnings of a word up to this length; longer words are compared whole afterwards."""


class Dates(Protocol):
    """The dates from which a status follows."""

    entry: dt.date
    exit: dt.date
    suspended_until: dt.date
    pending_since: dt.date
    declined_on: dt.date


def status(dates: Dates, day: dt.date) -> Status:
    """Where the person stands on the day. `queries.having` says the same to the database; a test compares them."""
    if dates.exit > day:
        return Status.SUSPENDED if dates.suspended_until >= day else Status.PATHWAY
    if dates.pending_since > NEVER:
        return Status.PENDING
    if dates.exit > NEVER:
        return Status.EXITED
    return Status.DECLINED if dates.declined_on > NEVER else Status.UNREFERRED


def word_keys(word: str) -> set[str]:
    """What a word is found by: its beginnings, whole or short of one letter (*deletion keys*).

    As many as 36 a word; a typed word and a true one that differ by an error always share a key.
    """
    keys = {word[: LEAST_LETTERS - 1]}
    for length in range(LEAST_LETTERS, min(len(word), _KEY_LETTERS) + 1):
        keys |= deletions(word[:length])
    return keys


def typed_keys(typed: str) -> set[str]:
    """The keys under which what was typed may be found: at least four letters."""
    return deletions(typed[: _KEY_LETTERS - 1])


def deletions(word: str) -> set[str]:
    """The word, and the word short of each of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def begins_nearly(word: str, typed: str) -> bool:
    """Whether the word begins as typed, but for one letter: too many, lacking, wrong, or two exchanged."""
    return any(one_error(beginning, typed) for beginning in _beginnings(word, len(typed)))


def _beginnings(word: str, length: int) -> Iterator[str]:
    for size in (length, length - 1, length + 1):
        if size <= len(word):
            yield word[:size]


def one_error(word: str, typed: str) -> bool:
    """At most one error between two words of lengths that differ by one at most."""
    if word == typed:
        return True
    at = next((i for i, (a, b) in enumerate(zip(word, typed, strict=False)) if a != b), min(len(word), len(typed)))
    if len(word) != len(typed):
        short, long = sorted((word, typed), key=len)
        return short[at:] == long[at + 1 :]
    swapped = typed[:at] + typed[at : at + 2][::-1] + typed[at + 2 :]
    return word[at + 1 :] == typed[at + 1 :] or word == swapped
