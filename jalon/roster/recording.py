"""Writing the facts of people from a page: the act and the list that follows from it, in one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction

from jalon.documents.storage import undone_on_failure
from jalon.roster.actions import refresh


@contextmanager
def recording(*, participants: Iterable[int]) -> Iterator[None]:
    """All or nothing: what is written inside, files included; then the rows of these people in the list (keys)."""
    with undone_on_failure(), transaction.atomic():
        yield
        refresh(participants=participants)
