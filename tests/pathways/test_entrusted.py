"""A referral allotted to a référent opens the person's file to them, until it comes to an end."""

import datetime as dt
from typing import Any

import pytest

from jalon.accounts.models import Caseworker, User
from jalon.pathways.models import Pathway
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason, NonEntryReason
from jalon.referrals.models import Referral
from jalon.roster.actions import refresh
from jalon.roster.models import FileSummary
from tests.conftest import DAY
from tests.roster.plain import DERIVED, told
from tests.web.examples import CODE, example

WHO = ("claire", "nadia", "denis", "paule", "lise")


@pytest.fixture
def people(db: None) -> dict[str, User]:
    return example()


def openers(people: dict[str, User], person: Participant) -> list[str]:
    """Who opens the file, by the three ways that say so."""
    refresh(participants=[person.pk])
    found = [name for name in WHO if openable_among(people[name], [person.pk])]
    listed = [name for name in WHO if FileSummary.objects.openable_by(people[name]).filter(pk=person.pk).exists()]
    assert listed == found
    held = person.pathways.all()
    opened = [name for name in WHO if held.exists() and Pathway.objects.openable_by(people[name]) & held]
    assert opened == (found if held.exists() else [])
    row = FileSummary.objects.get(pk=person.pk)
    assert {name: getattr(row, name) for name in DERIVED} == told(person, DAY)
    return found


def entrusted(person: Participant, code: str, **fields: Any) -> Referral:
    """A pending referral, allotted to a référent."""
    caseworker = Caseworker.objects.get(code=code)
    day = dt.date(2017, 12, 4)
    return Referral.objects.create(
        code=f"PR-{code}", participant=person, date=day, caseworker=caseworker, allotted_on=day, **fields
    )


def test_a_new_person_is_read_by_who_receives_them(people: dict[str, User]) -> None:
    person = Participant.objects.create(code="M-9", first_name="Lou", last_name="Pinson")
    assert openers(people, person) == ["claire"]
    sent = entrusted(person, "charme")
    assert openers(people, person) == ["claire", "denis"]
    sent.declined_on, sent.reason = dt.date(2017, 12, 20), NonEntryReason.objects.get(code="absent")
    sent.save()
    assert openers(people, person) == ["claire"]


def test_who_left_and_comes_back_passes_from_one_to_the_other(people: dict[str, User]) -> None:
    awa = Participant.objects.get(code=CODE)
    assert openers(people, awa) == ["claire", "nadia"]
    entrusted(awa, "erable")
    # The pathway is open: its référent goes on reading, and so does who was asked to receive her.
    refresh(participants=[awa.pk])
    assert [name for name in WHO if openable_among(people[name], [awa.pk])] == ["claire", "nadia", "paule"]
    awa.pathways.filter(exit_date=None).update(exit_date=dt.date(2017, 12, 1), exit_reason=ExitReason.objects.all()[0])
    assert openers(people, awa) == ["claire", "paule"]
