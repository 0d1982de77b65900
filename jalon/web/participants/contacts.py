"""The contacts of a file, the latest first, 25 by 25."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jalon.core.french import number
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview
from jalon.people.models import Participant

PAGE = 25
ICONS = {
    InterviewKind.PHONE: "phone",
    InterviewKind.EMAIL: "mail",
    InterviewKind.LETTER: "mail",
    InterviewKind.WORKSHOP: "users",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the list."""

    interview: Interview
    icon: str

    @property
    def month(self) -> dt.date:
        """Its month, by its first day: the list is cut by months."""
        return self.interview.date.replace(day=1)


@dataclass(frozen=True, slots=True)
class ContactPage:
    """A page of contacts; `older` is the mark of the next one, "" on the last page."""

    contacts: list[Contact]
    total: int
    older: str
    first: bool

    @property
    def text(self) -> str:
        """What part of the whole is on the page."""
        if self.first:
            return f"Les {len(self.contacts)} derniers sur {number(self.total)}"
        return f"{len(self.contacts)} contacts plus anciens, sur {number(self.total)} en tout"

    @property
    def next_url(self) -> str:
        """Address of the older contacts, from this page; "" without any."""
        return f"?avant={self.older}#contacts" if self.older else ""

    @property
    def first_url(self) -> str:
        """Address of the latest contacts, from this page; "" when they are on it."""
        return "" if self.first else "?#contacts"


def contact_page(participant: Participant, mark: str) -> ContactPage:
    """The 25 contacts older than the mark (date and key of the last one seen; a mark that says nothing: the latest)."""
    interviews = Interview.objects.filter(pathway__participant=participant)
    last = _last_seen(mark)
    page = list(_after(interviews, last).select_related("caseworker").order_by("-date", "-id")[: PAGE + 1])
    contacts = [Contact(interview, _icon(interview)) for interview in page[:PAGE]]
    older = f"{page[PAGE - 1].date}.{page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return ContactPage(contacts, interviews.count(), older, first=last is None)


def _last_seen(mark: str) -> tuple[dt.date, int] | None:
    match = re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", mark, flags=re.ASCII)
    if match is None:
        return None
    try:
        return dt.date.fromisoformat(match[1]), int(match[2])
    except ValueError:
        return None


def _after(interviews: QuerySet[Interview], last: tuple[dt.date, int] | None) -> QuerySet[Interview]:
    if last is None:
        return interviews
    day, key = last
    return interviews.filter(Q(date__lt=day) | Q(date=day, pk__lt=key))


def _icon(interview: Interview) -> str:
    return ICONS.get(InterviewKind(interview.kind), "messages-square") if interview.kind else "messages-square"
