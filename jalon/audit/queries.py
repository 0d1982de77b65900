"""Questions to the journal."""

from django.db.models import Max

from jalon.audit.enums import Verb
from jalon.audit.models import Event

WRITES = (Verb.CREATED, Verb.CHANGED, Verb.DELETED, Verb.IMPORTED)


def last_write() -> int:
    """The number of the latest event that changed something; 0 before any. One look at the end of an index a verb."""
    latest = [Event.objects.filter(verb=verb).aggregate(last=Max("id"))["last"] or 0 for verb in WRITES]
    return max(latest)
