"""What the database itself refuses, on both engines."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jalon.accounts.models import Caseworker, FtePeriod, Membership, User
from jalon.organisations.models import Organisation, OrganisationRole
from jalon.pathways.models import Assignment, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.protocols.models import StepLabel
from jalon.referrals.models import Referral

pytestmark = pytest.mark.django_db


def day(month: int, number: int = 1) -> dt.date:
    return dt.date(2017, month, number)


@pytest.fixture
def awa() -> Participant:
    return Participant.objects.create(code="P1")


@pytest.fixture
def pathway(awa: Participant) -> Pathway:
    return Pathway.objects.create(code="C1", participant=awa, entry_date=day(2))


def refused(act: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


@pytest.mark.parametrize(
    "columns",
    [
        {"exit_date": day(3)},
        {"exit_reason_id": "emploi"},
        {"exit_recorded_on": day(3)},
        {"exit_date": day(1), "exit_reason_id": "emploi"},
        {"exit_date": day(3), "exit_reason_id": "emploi", "exit_recorded_on": day(2)},
        {"recorded_on": day(1)},
    ],
)
def test_a_pathway_is_whole_and_in_order(awa: Participant, columns: dict[str, Any]) -> None:
    refused(lambda: Pathway.objects.create(code="C1", participant=awa, entry_date=day(2), **columns))


def test_one_open_pathway_a_person(awa: Participant, pathway: Pathway) -> None:
    refused(lambda: Pathway.objects.create(code="C2", participant=awa, entry_date=day(1)))


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (day(3), day(4)),  # inside
        (day(1), day(2)),  # ends on the first day
        (day(6), day(8)),  # begins on the last day
        (day(1), day(12)),  # around
        (day(6), None),
    ],
)
def test_pathways_of_a_person_share_no_day(
    awa: Participant, pathway: Pathway, entry: dt.date, left: dt.date | None
) -> None:
    Pathway.objects.filter(pk=pathway.pk).update(exit_date=day(6), exit_reason="emploi")
    reason = "emploi" if left else None
    refused(
        lambda: Pathway.objects.create(
            code="C2", participant=awa, entry_date=entry, exit_date=left, exit_reason_id=reason
        )
    )


def test_a_re_entry_the_day_after_and_another_person_the_same_days(awa: Participant, pathway: Pathway) -> None:
    Pathway.objects.filter(pk=pathway.pk).update(exit_date=day(6), exit_reason="emploi")
    Pathway.objects.create(code="C2", participant=awa, entry_date=day(6, 2))
    other = Participant.objects.create(code="P2")
    Pathway.objects.create(code="C3", participant=other, entry_date=day(2))
    assert Pathway.objects.count() == 3


def test_a_correction_may_not_make_pathways_overlap(awa: Participant, pathway: Pathway) -> None:
    Pathway.objects.filter(pk=pathway.pk).update(exit_date=day(6), exit_reason="emploi")
    second = Pathway.objects.create(code="C2", participant=awa, entry_date=day(7))
    refused(lambda: Pathway.objects.filter(pk=second.pk).update(entry_date=day(6)))
    refused(lambda: Pathway.objects.filter(pk=pathway.pk).update(exit_date=day(7)))


def test_messages_are_in_french(awa: Participant, pathway: Pathway) -> None:
    with pytest.raises(ValidationError, match="La sortie précède l’entrée"):
        Pathway(code="C2", participant=awa, entry_date=day(8), exit_date=day(7), exit_reason_id="emploi").full_clean()
    with pytest.raises(ValidationError, match="déjà un parcours ouvert"):
        Pathway(code="C2", participant=awa, entry_date=day(8)).full_clean()


def test_what_a_pathway_holds_is_in_order(pathway: Pathway) -> None:
    label = StepLabel.objects.create(name="Atelier d’essai")
    step = {"pathway": pathway, "label": label, "classification": "emploi", "start": day(3)}
    refused(lambda: Step.objects.create(code="E1", end=day(2), **step))
    refused(lambda: Step.objects.create(code="E1", recorded_on=day(2), **step))
    refused(lambda: Step.objects.create(code="E1", weekly_hours=-1, **step))
    refused(lambda: Suspension.objects.create(pathway=pathway, start=day(3), end=day(2)))
    Suspension.objects.create(pathway=pathway, start=day(3))
    refused(lambda: Suspension.objects.create(pathway=pathway, start=day(3)))


def test_one_first_referent_and_one_change_a_day(pathway: Pathway) -> None:
    denis = Caseworker.objects.create(code="R1")
    Assignment.objects.create(pathway=pathway, caseworker=denis)
    Assignment.objects.create(pathway=pathway, caseworker=denis, start=day(3))
    refused(lambda: Assignment.objects.create(pathway=pathway, caseworker=denis))
    refused(lambda: Assignment.objects.create(pathway=pathway, caseworker=denis, start=day(3)))


@pytest.mark.parametrize(
    "columns",
    [
        {"entered_on": day(3), "declined_on": day(3), "reason_id": "absent"},
        {"declined_on": day(3)},
        {"reason_id": "absent"},
        {"recorded_on": day(1)},
        {"declined_on": day(3), "reason_id": "absent", "recorded_on": day(2, 2)},
    ],
)
def test_a_referral_has_one_whole_outcome(awa: Participant, columns: dict[str, Any]) -> None:
    refused(lambda: Referral.objects.create(code="O1", participant=awa, date=day(2), **columns))


def test_the_days_a_referral_became_known_are_kept_by_the_database(awa: Participant) -> None:
    late = Referral.objects.create(code="O1", participant=awa, date=day(2), recorded_on=day(5))
    late.refresh_from_db()
    assert (late.known_on, late.declined_known_on) == (day(5), None)
    Referral.objects.filter(pk=late.pk).update(declined_on=day(4), reason="absent")
    late.refresh_from_db()
    assert (late.known_on, late.declined_known_on) == (day(2), day(5))


def test_a_situation_is_one_a_day_and_in_a_district_or_out_of_all(awa: Participant) -> None:
    Situation.objects.create(participant=awa, date=day(1))
    refused(lambda: Situation.objects.create(participant=awa, date=day(1)))
    refused(
        lambda: Situation.objects.create(participant=awa, date=day(2), district_id="QN02103M", outside_districts=True)
    )


def test_roles_and_full_time_equivalents_are_dated_in_order() -> None:
    organisation = Organisation.objects.create(code="POR", name="Tilleuls")
    OrganisationRole.objects.create(organisation=organisation, kind="porteur")
    refused(lambda: OrganisationRole.objects.create(organisation=organisation, kind="porteur"))
    refused(
        lambda: OrganisationRole.objects.create(organisation=organisation, kind="financeur", start=day(2), end=day(1))
    )
    denis = Caseworker.objects.create(code="R1")
    refused(lambda: FtePeriod.objects.create(caseworker=denis, fte=1, start=day(2), end=day(1)))
    refused(lambda: FtePeriod.objects.create(caseworker=denis, fte=-1, start=day(2)))


def test_a_membership_names_whom_its_role_asks_for() -> None:
    user = User.objects.create_user("denis@example.org", last_name="Charme")
    denis = Caseworker.objects.create(code="R1")
    refused(lambda: Membership.objects.create(user=user, role="caseworker", start=day(1)))
    refused(lambda: Membership.objects.create(user=user, role="coordinator", caseworker=denis, start=day(1)))
    refused(lambda: Membership.objects.create(user=user, role="host_manager", start=day(1)))
    refused(lambda: User.objects.create_user("DENIS@example.org", last_name="Double"))
