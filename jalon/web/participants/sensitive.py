"""What says something of health, disability, justice or origin: masked, shown for five minutes on demand."""

import datetime as dt

from django.contrib.sessions.backends.base import SessionBase

from jalon.core import clock

SHOWN_FOR = dt.timedelta(minutes=5)
_KEY = "sensitive_shown_until"


def show(session: SessionBase, code: str) -> None:
    """Let this session read what is sensitive in the file, for five minutes from now; one file at a time."""
    session[_KEY] = {code: (clock.now() + SHOWN_FOR).isoformat()}


def shown_until(session: SessionBase, code: str) -> dt.datetime | None:
    """Until when this session reads what is sensitive in the file; None when it is masked."""
    written = session.get(_KEY, {}).get(code)
    if written is None:
        return None
    until = dt.datetime.fromisoformat(written)
    # Never further than five minutes ahead: under a fixed day, midnight turns the clock back.
    return until if dt.timedelta() < until - clock.now() <= SHOWN_FOR else None
