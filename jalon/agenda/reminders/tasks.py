"""The work of `manage db_worker`: one notice. Nothing but its key is in the queue."""

import datetime as dt

from django_tasks import task

from jalon.agenda.reminders.carrying import carry
from jalon.core import clock

LATER = dt.timedelta(minutes=15)
"""How long a carrier that asked to come back later is left alone."""


@task()
def send_notice(key: int) -> str:
    """Send a notice, or put it off; what was done, for whoever looks at the queue."""
    if carry(key):
        send_notice.using(run_after=clock.now() + LATER).enqueue(key)
        return "plus tard"
    return "fait"
