"""What is written of accounts beside their settings screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from jalon.accounts.models import User
from jalon.audit.actions import Actor, record
from jalon.audit.enums import Verb
from jalon.core.privacy import MASK


@contextmanager
def password_told(*, pk: Any, by: Actor | None) -> Iterator[None]:
    """One transaction in which a change of the account's password is told to the journal, masked.

    Django's password forms save by themselves, without passing through our screens' saving.
    """
    with transaction.atomic():
        before = _stored(pk)
        yield
        if _stored(pk) != before:
            told = {"password": MASK}
            record(by=by, verb=Verb.CHANGED, target=User._meta.label_lower, key=str(pk), before=told, after=told)


def _stored(pk: Any) -> str | None:
    return User.objects.filter(pk=pk).values_list("password", flat=True).first()
