"""Who follows whom on a day, and who may open which file."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment, Pathway
from jalon.pathways.permissions import check_may_open_file, may_open_file, openable_among
from jalon.people.models import Participant

Move = Callable[[dt.date], dt.date]
pytestmark = pytest.mark.django_db


def person(code: str) -> Participant:
    return Participant.objects.create(code=code, last_name=code)


def pathway(of: Participant, entry: dt.date, exit_date: dt.date | None = None) -> Pathway:
    from_reason = {"exit_date": exit_date, "exit_reason_id": "autre"} if exit_date else {}
    return Pathway.objects.create(code=f"{of.code}-{entry}", participant=of, entry_date=entry, **from_reason)


def follow(path: Pathway, name: str, start: dt.date | None = None) -> Caseworker:
    found, _ = Caseworker.objects.get_or_create(code=name, defaults={"last_name": name})
    Assignment.objects.create(pathway=path, caseworker=found, start=start)
    return found


def account(role: Role, caseworker: Caseworker | None = None) -> User:
    user = User.objects.create_user(f"{role}-{caseworker}@example.org".lower(), last_name="Essai")
    Membership.objects.create(user=user, role=role, caseworker=caseworker, start=dt.date(2015, 1, 1))
    return user


def codes(pathways: Iterable[Pathway]) -> list[str]:
    return [found.participant.code for found in pathways]


def test_a_pathway_is_open_from_its_entry_to_the_eve_of_its_exit() -> None:
    pathway(person("merle"), dt.date(2017, 3, 1), dt.date(2017, 6, 30))
    for day, is_open in [
        (dt.date(2017, 2, 28), False),
        (dt.date(2017, 3, 1), True),
        (dt.date(2017, 6, 29), True),
        (dt.date(2017, 6, 30), False),
    ]:
        assert Pathway.objects.open_on(day).exists() is is_open, day


def test_the_latest_assignment_not_after_the_day_holds() -> None:
    path = pathway(person("merle"), dt.date(2017, 1, 2))
    denis, nadia = follow(path, "Charme"), follow(path, "Cormier", dt.date(2017, 6, 1))
    for day, caseworker in [
        (dt.date(2017, 1, 2), denis),
        (dt.date(2017, 5, 31), denis),
        (dt.date(2017, 6, 1), nadia),
        (dt.date(2018, 1, 1), nadia),
    ]:
        assert Pathway.objects.with_caseworker_on(day).get().caseworker_on_day == caseworker.pk, day


def test_a_pathway_may_have_no_caseworker_yet() -> None:
    path = pathway(person("merle"), dt.date(2017, 1, 2))
    assert Pathway.objects.with_caseworker_on(dt.date(2017, 1, 2)).get().caseworker_on_day is None
    follow(path, "Cormier", dt.date(2017, 6, 1))
    assert Pathway.objects.with_caseworker_on(dt.date(2017, 1, 2)).get().caseworker_on_day is None


def test_the_referent_of_the_last_pathway_begun_follows_the_person(today: Move) -> None:
    merle = person("merle")
    denis = follow(pathway(merle, dt.date(2015, 1, 5), dt.date(2015, 9, 30)), "Charme")
    nadia = follow(pathway(merle, dt.date(2017, 2, 1)), "Cormier")
    for day, follower in [(dt.date(2017, 1, 31), denis), (dt.date(2017, 2, 1), nadia)]:
        assert codes(Pathway.objects.followed_by([denis.pk], day)) == ["merle"] * (follower == denis)
        assert codes(Pathway.objects.followed_by([nadia.pk], day)) == ["merle"] * (follower == nadia)


def test_a_caseworker_opens_the_whole_file_of_those_followed_today_and_no_other(today: Move) -> None:
    merle, pinson = person("merle"), person("pinson")
    denis = follow(pathway(merle, dt.date(2015, 1, 5), dt.date(2015, 9, 30)), "Charme")
    nadia = follow(pathway(merle, dt.date(2017, 2, 1)), "Cormier")
    follow(pathway(pinson, dt.date(2017, 1, 9)), "Charme")
    former, present = account(Role.CASEWORKER, denis), account(Role.CASEWORKER, nadia)
    today(dt.date(2017, 12, 31))
    assert codes(Pathway.objects.openable_by(present)) == ["merle", "merle"]
    assert codes(Pathway.objects.openable_by(former)) == ["pinson"]
    today(dt.date(2017, 1, 10))
    assert codes(Pathway.objects.openable_by(User.objects.get(pk=former.pk))) == ["merle", "pinson", "merle"]
    assert codes(Pathway.objects.openable_by(User.objects.get(pk=present.pk))) == []


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.PROJECT_OFFICER, Role.ASSISTANT])
def test_the_team_opens_every_file_even_without_a_pathway(role: Role) -> None:
    user, merle = account(role), person("merle")
    pathway(person("pinson"), dt.date(2017, 1, 9))
    assert may_open_file(user, merle)
    assert codes(Pathway.objects.openable_by(user)) == ["pinson"]


@pytest.mark.parametrize("role", [Role.HOST_MANAGER, Role.ADMIN])
def test_an_employer_and_an_administrator_open_none(role: Role) -> None:
    user = User.objects.create_user("essai@example.org", last_name="Essai")
    host = Organisation.objects.create(code="porteur", name="Régie") if role == Role.HOST_MANAGER else None
    Membership.objects.create(user=user, role=role, organisation=host, start=dt.date(2015, 1, 1))
    merle = person("merle")
    pathway(merle, dt.date(2017, 1, 9))
    assert not may_open_file(user, merle)
    assert not Pathway.objects.openable_by(user).exists()
    assert not Participant.objects.visible_to(user).exists()
    with pytest.raises(PermissionDenied, match="Votre rôle du jour"):
        check_may_open_file(user, merle)


def test_a_caseworker_sees_every_name() -> None:
    denis = Caseworker.objects.create(code="Charme", last_name="Charme")
    person("merle")
    assert Participant.objects.visible_to(account(Role.CASEWORKER, denis)).count() == 1


def test_the_refusal_says_whom_to_ask() -> None:
    merle, pinson = person("merle"), person("pinson")
    follow(pathway(merle, dt.date(2017, 1, 9)), "Charme")
    outsider = account(Role.CASEWORKER, follow(pathway(pinson, dt.date(2017, 1, 9)), "Cormier"))
    with pytest.raises(PermissionDenied, match=r"pas dans votre portefeuille\. Il est suivi par Charme"):
        check_may_open_file(outsider, merle)
    with pytest.raises(PermissionDenied, match="Personne ne le suit aujourd’hui"):
        check_may_open_file(outsider, person("grive"))
    check_may_open_file(outsider, pinson)


def test_the_openable_files_of_a_page_take_two_queries(django_assert_num_queries: Any) -> None:
    people = [person(f"merle-{index}") for index in range(4)]
    denis, *_ = [follow(pathway(who, dt.date(2017, 1, 9)), "Charme") for who in people[:3]]
    user = account(Role.CASEWORKER, denis)
    assert user.current_memberships
    with django_assert_num_queries(2):
        assert openable_among(user, [who.pk for who in people[1:]]) == {people[1].pk, people[2].pk}
