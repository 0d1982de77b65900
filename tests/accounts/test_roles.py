"""The role table, and the roles of the day."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.accounts.permissions import caseworkers_of, check_may, may
from jalon.accounts.roles import CAPABILITIES, Capability

C = Capability
SETTINGS = {C.MANAGE_SETTINGS, C.MANAGE_ACCOUNTS}
PUBLISHING = {C.TYPE_HISTORY, C.PUBLISH_LETTERS}
TEAM = {
    C.SEE_FIGURES,
    C.SEE_NAMES,
    C.OPEN_ANY_FILE,
    C.IMPORT_EXPORT,
    C.SEE_REASONS,
    C.READ_JOURNAL,
    C.PREPARE_LETTERS,
    C.RECORD_ANY,
    C.SEE_ALERTS_OF_ALL,
}
DECIDING = {C.ALLOT, C.RUN_MEETINGS}


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.COORDINATOR, TEAM | DECIDING | PUBLISHING | SETTINGS),
        (Role.PROJECT_OFFICER, TEAM | DECIDING | PUBLISHING),
        (Role.ASSISTANT, TEAM),
        (Role.CASEWORKER, {C.SEE_FIGURES, C.SEE_NAMES, C.OPEN_OWN_FILES, C.RECORD_OWN}),
        (Role.HOST_MANAGER, {C.SEE_HOST_FIGURES, C.SIGN_TIME_SHEETS}),
        (Role.ADMIN, SETTINGS),
    ],
)
def test_what_each_role_may_do(role: Role, expected: set[Capability]) -> None:
    assert CAPABILITIES[role] == expected


def test_every_role_is_in_the_table() -> None:
    assert set(CAPABILITIES) == set(Role)


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("awa@example.org", last_name="Mésange")


def fresh(user: User) -> User:
    """The account as the next request reads it."""
    return User.objects.get(pk=user.pk)


def test_a_role_holds_on_its_first_and_last_day_only(user: User, today: Callable[[dt.date], dt.date]) -> None:
    start, end = dt.date(2017, 3, 1), dt.date(2017, 6, 30)
    Membership.objects.create(user=user, role=Role.ASSISTANT, start=start, end=end)
    for day, held in [
        (start - dt.timedelta(1), False),
        (start, True),
        (end, True),
        (end + dt.timedelta(1), False),
    ]:
        today(day)
        assert may(fresh(user), C.SEE_NAMES) is held, day


def test_several_roles_add_up(user: User) -> None:
    Membership.objects.create(user=user, role=Role.ADMIN, start=dt.date(2017, 1, 1))
    Membership.objects.create(user=user, role=Role.ASSISTANT, start=dt.date(2017, 1, 1))
    assert may(user, C.MANAGE_ACCOUNTS)
    assert may(user, C.OPEN_ANY_FILE)


def test_rights_are_read_once_a_request(user: User, django_assert_num_queries: Any) -> None:
    Membership.objects.create(user=user, role=Role.ASSISTANT, start=dt.date(2017, 1, 1))
    again = fresh(user)
    with django_assert_num_queries(1):
        assert may(again, C.SEE_NAMES)
        assert not may(again, C.MANAGE_ACCOUNTS)
        assert caseworkers_of(again) == []


def test_a_superuser_manages_accounts_and_opens_no_file(user: User) -> None:
    user.is_superuser = True
    assert may(user, C.MANAGE_ACCOUNTS)
    assert not may(user, C.OPEN_ANY_FILE, C.OPEN_OWN_FILES, C.SEE_NAMES)


def test_a_closed_account_and_a_stranger_may_nothing(user: User) -> None:
    denis = Caseworker.objects.create(code="charme")
    Membership.objects.create(user=user, role=Role.CASEWORKER, caseworker=denis, start=dt.date(2017, 1, 1))
    assert caseworkers_of(fresh(user)) == [denis.pk]
    user.is_active = False
    assert not may(user, *C)
    assert caseworkers_of(user) == []
    assert not may(AnonymousUser(), *C)
    assert caseworkers_of(AnonymousUser()) == []


def test_the_refusal_is_a_sentence(user: User) -> None:
    with pytest.raises(PermissionDenied, match="Votre rôle du jour n’ouvre pas cette page"):
        check_may(user, C.SEE_NAMES)
