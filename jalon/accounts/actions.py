"""What is written of accounts beside their settings screens."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.audit.actions import Actor, record, save
from jalon.audit.enums import Verb
from jalon.core.privacy import MASK
from jalon.organisations.models import Organisation


def open_account(
    *,
    by: Actor | None,
    email: str,
    password: str,
    last_name: str,
    first_name: str,
    role: Role,
    since: dt.date,
    caseworker: Caseworker | None = None,
    organisation: Organisation | None = None,
) -> User:
    """A new account that holds one role from a day on. ValidationError when the address already has one."""
    user = User(email=User.objects.normalize_email(email), last_name=last_name, first_name=first_name)
    user.set_password(password)
    with transaction.atomic():
        save(user, by=by)
        held = Membership(user=user, role=role, start=since, caseworker=caseworker, organisation=organisation)
        save(held, by=by)
    return user


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
