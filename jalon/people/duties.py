"""Papers of a person that are missing, out of date or about to be. Pure."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from jalon.core.duties import Due, said
from jalon.people.enums import DocumentKind

EXPIRY_SEEN = 30
"""Days before a paper expires."""
GIVE_WITHIN = 7


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in the file, not withdrawn."""

    kind: str
    dated: dt.date
    expires_on: dt.date | None = None


def document_missing(
    papers: Collection[Paper], needed: Collection[DocumentKind], since: dt.date, day: dt.date
) -> Due | None:
    """A needed paper is not there, or the last of a kind has expired or does within thirty days.

    `since`: from when the needed ones are. One alert tells them all; the one that is late the longest dates it.
    """
    last = _last(papers)
    found = [
        (since, since + dt.timedelta(GIVE_WITHIN), f"{kind.label} à déposer") for kind in needed if kind not in last
    ]
    found = found if day > since else []
    for kind, expires in sorted(last.items()):
        if expires and (expires - day).days <= EXPIRY_SEEN:
            verb = "valable jusqu’au" if expires >= day else "plus valable depuis le"
            found.append((expires, expires, f"{DocumentKind(kind).label}, {verb} {said(expires, day)}"))
    if not found:
        return None
    first = min(found)
    if len(found) == 1:
        why, _, told = first[2].partition(", ")
        return Due("document_missing", first[0], why, first[1], told)
    return Due("document_missing", first[0], f"{len(found)} pièces à déposer ou à renouveler", first[1], "")


def _last(papers: Collection[Paper]) -> dict[str, dt.date | None]:
    """Until when the best paper of each kind is worth something; None without an end."""
    found: dict[str, dt.date | None] = {}
    for each in papers:
        if each.kind not in found:
            found[each.kind] = each.expires_on
        elif (held := found[each.kind]) is not None:
            found[each.kind] = max(held, each.expires_on) if each.expires_on else None
    return found
