"""A form sent twice is carried out once: its key is written in the transaction of its act."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import IntegrityError, transaction

from jalon.core import clock
from jalon.core.models import Submission


class AlreadyDone(Exception):
    """The form was carried out; `answer` is the address of the page that said so."""

    def __init__(self, answer: str) -> None:
        super().__init__(answer)
        self.answer = answer


@contextmanager
def once(key: UUID) -> Iterator[Submission]:
    """Inside a transaction: AlreadyDone when the key was used, by a request over or under way (it is waited for).

    The caller sets `answer`; what it says is kept with the act, and forgotten with it when the act is refused.
    """
    submission = Submission(key=key, at=clock.now())
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        raise AlreadyDone(Submission.objects.get(key=key).answer) from None
    yield submission
    submission.save(update_fields=["answer"])
