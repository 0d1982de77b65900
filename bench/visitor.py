"""Who looks at the pages that are measured, and the files that they open; inside a process that has the base open."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from jalon.accounts.actions import open_account
from jalon.accounts.enums import Role
from jalon.core import clock
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview, Pathway
from jalon.roster.actions import refresh

EVENTS = (20, 500)


def visitor() -> dict[str, Any]:
    """The session of a coordinator, and the code of a file for each number of events."""
    return {"session": _session(), "files": {str(count): _file(count, rank) for rank, count in enumerate(EVENTS)}}


def _session() -> str | None:
    user = open_account(
        by=None,
        email="claire.tilleul@example.org",
        password="",
        last_name="Tilleul",
        first_name="Claire",
        role=Role.COORDINATOR,
        since=dt.date(2016, 1, 1),
    )
    session = SessionStore()
    backend = settings.AUTHENTICATION_BACKENDS[-1]
    session.update({SESSION_KEY: str(user.pk), BACKEND_SESSION_KEY: backend})
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _file(count: int, rank: int) -> str:
    """A file given so many contacts more."""
    pathway = Pathway.objects.filter(exit_date=None).select_related("participant").order_by("entry_date", "pk")[rank]
    days = max((clock.today() - pathway.entry_date).days, 1)
    Interview.objects.bulk_create(
        Interview(
            pathway=pathway, kind=InterviewKind.PHONE, minutes=15, date=pathway.entry_date + dt.timedelta(n % days)
        )
        for n in range(count)
    )
    refresh(participants=[pathway.participant_id])
    return pathway.participant.code
