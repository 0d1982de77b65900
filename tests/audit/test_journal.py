"""The journal: written with the act, masked where it must be, and never changed afterwards."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from jalon.accounts.models import User
from jalon.audit import actions
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core.privacy import MASK
from jalon.organisations.models import Organisation
from jalon.people.models import Participant, Situation

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa() -> Participant:
    return Participant.objects.create(code="P1", last_name="Mésange", first_name="Awa")


def test_the_database_refuses_to_change_or_erase_an_event() -> None:
    event = actions.record(by=None, verb=Verb.READ, target="people.participant", file="P1")

    for attempt in (
        lambda: Event.objects.filter(pk=event.pk).update(actor="autre"),
        lambda: Event.objects.filter(pk=event.pk).delete(),
        lambda: Event.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="le journal ne se modifie ni ne s’efface"), transaction.atomic():
            attempt()
    assert Event.objects.get(pk=event.pk).actor == actions.COMMAND_LINE


def test_a_saved_record_tells_who_did_what_on_the_fixed_day() -> None:
    claire = User.objects.create_user("claire.tilleul@example.org", last_name="Tilleul", first_name="Claire")
    organisation = Organisation(code="FT", name="Agence du Hêtre")

    assert actions.save(organisation, by=claire, reason="convention signée")

    event = Event.objects.get()
    assert (event.verb, event.actor, event.actor_id) == (Verb.CREATED, "Claire Tilleul", claire.pk)
    assert (event.target, event.target_key, event.reason) == (
        "organisations.organisation",
        str(organisation.pk),
        "convention signée",
    )
    assert event.at.date() == dt.date(2017, 12, 31)
    assert event.after is not None
    assert event.after["name"] == "Agence du Hêtre"


def test_only_what_changed_is_told_and_nothing_when_nothing_did(awa: Participant) -> None:
    awa.phone = "+33600000001"
    assert actions.save(awa, by=None, file=awa.code)
    assert not actions.save(awa, by=None, file=awa.code)

    event = Event.objects.get()
    assert (event.verb, event.file) == (Verb.CHANGED, "P1")
    assert (event.before, event.after) == ({"phone": ""}, {"phone": "+33600000001"})


@pytest.mark.parametrize("value", [True, False])
def test_sensitive_values_are_masked_whatever_they_are(awa: Participant, value: bool) -> None:
    situation = Situation(participant=awa, date=dt.date(2017, 1, 1), disability=value, rsa=True)
    actions.save(situation, by=None, file=awa.code)
    situation.disability = None
    actions.save(situation, by=None, file=awa.code)

    created, changed = Event.objects.order_by("pk")
    assert created.after is not None
    assert (created.after["disability"], created.after["court_order"], created.after["rsa"]) == (MASK, None, True)
    assert (changed.before, changed.after) == ({"disability": MASK}, {"disability": None})


def test_a_password_is_never_told() -> None:
    user = User(email="denis@example.org", last_name="Charme")
    user.password = "secret-hash"  # noqa: S105
    actions.save(user, by=None)
    assert "secret-hash" not in str(Event.objects.get().after)


def test_a_refused_act_leaves_neither_the_record_nor_the_event(awa: Participant) -> None:
    twin = Participant(code="P1", last_name="Autre")
    with pytest.raises(ValidationError):
        actions.save(twin, by=None)
    assert (Participant.objects.count(), Event.objects.count()) == (1, 0)


def test_an_act_undone_takes_its_event_with_it(awa: Participant) -> None:
    with transaction.atomic():
        actions.record(by=None, verb=Verb.READ, target="people.participant", file="P1")
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_a_deletion_keeps_what_was_deleted(awa: Participant) -> None:
    actions.delete(awa, by=None, file="P1", reason="doublon")
    event = Event.objects.get()
    assert (event.verb, event.reason) == (Verb.DELETED, "doublon")
    assert event.before is not None
    assert event.before["last_name"] == "Mésange"
    assert not Participant.objects.exists()


def test_events_survive_what_they_tell(awa: Participant) -> None:
    actions.record(by=None, verb=Verb.READ, target="people.participant", key=str(awa.pk), file="P1")
    awa.delete()
    assert Event.objects.get().file == "P1"


def test_no_foreign_key_binds_the_journal() -> None:
    relations: list[Any] = [field for field in Event._meta.get_fields() if field.is_relation]
    assert relations == []
