"""Settings of the protocols: who edits them, what the journal keeps, what is refused."""

import datetime as dt
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import User
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.protocols.models import LabelClassification, Protocol, StepLabel
from jalon.reference.admin import PublishedAdmin
from tests.web.examples import accounts

pytestmark = pytest.mark.django_db
CHANGE = "admin:protocols_protocol_change"


@pytest.fixture
def users() -> dict[str, User]:
    return accounts()


def posted(protocol: Protocol, **changes: Any) -> dict[str, Any]:
    """What the protocol's form sends."""
    names = [f.name for f in Protocol._meta.fields if f.name not in {"code", "systematic_entry"}]
    sent = {name: getattr(protocol, Protocol._meta.get_field(name).attname) for name in names}  # type: ignore[union-attr]
    return {**sent, **({"systematic_entry": "on"} if protocol.systematic_entry else {}), **changes}


@pytest.mark.parametrize("who", ["claire", "abel"])
def test_a_coordinator_or_an_administrator_edits_a_target_and_the_journal_knows(
    client: Client, users: dict[str, User], who: str
) -> None:
    client.force_login(users[who])
    protocol = Protocol.objects.get(pk="2021-2026")
    answer = client.post(reverse(CHANGE, args=[protocol.pk]), posted(protocol, entries_per_fte=50))
    assert answer.status_code == 302
    protocol.refresh_from_db()
    assert protocol.entries_per_fte == 50
    event = Event.objects.get(target="protocols.protocol")
    assert (event.verb, event.actor_id, event.target_key) == (Verb.CHANGED, users[who].pk, "2021-2026")
    assert (event.before, event.after) == ({"entries_per_fte": 56}, {"entries_per_fte": 50})


def test_the_history_of_a_protocol_is_the_journals(client: Client, users: dict[str, User]) -> None:
    client.force_login(users["claire"])
    protocol = Protocol.objects.get(pk="2021-2026")
    client.post(reverse(CHANGE, args=[protocol.pk]), posted(protocol, entries_per_fte=50, systematic_entry=""))
    page = client.get(reverse("admin:protocols_protocol_history", args=[protocol.pk])).content.decode()
    assert str(users["claire"]) in page
    assert "entrées par ETP et par an : 56 → 50" in page
    assert "entrée systématique des personnes orientées : oui → non" in page
    other = client.get(reverse("admin:protocols_protocol_history", args=["2016-2020"])).content.decode()
    assert "56 → 50" not in other


def test_saving_without_a_change_tells_nothing(client: Client, users: dict[str, User]) -> None:
    client.force_login(users["claire"])
    protocol = Protocol.objects.get(pk="2016-2020")
    assert client.post(reverse(CHANGE, args=[protocol.pk]), posted(protocol)).status_code == 302
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["nadia", "hugo", "ines", "lise"])
def test_the_others_are_refused(client: Client, users: dict[str, User], who: str) -> None:
    client.force_login(users[who])
    protocol = Protocol.objects.get(pk="2021-2026")
    answer = client.post(reverse(CHANGE, args=[protocol.pk]), posted(protocol, entries_per_fte=1), follow=True)
    assert answer.status_code == 403
    assert "Votre rôle du jour" in answer.content.decode()
    protocol.refresh_from_db()
    assert protocol.entries_per_fte == 56


def test_a_visitor_is_sent_to_the_door_of_the_site(client: Client) -> None:
    page = reverse("admin:protocols_protocol_changelist")
    answer = client.get(page, follow=True)
    assert answer.redirect_chain[-1] == (f"{reverse('account_login')}?next={page}", 302)
    assert answer.status_code == 200


def test_overlapping_dates_are_refused_in_french(client: Client, users: dict[str, User]) -> None:
    client.force_login(users["claire"])
    protocol = Protocol.objects.get(pk="2021-2026")
    answer = client.post(reverse(CHANGE, args=[protocol.pk]), posted(protocol, start=dt.date(2020, 6, 1)))
    assert answer.status_code == 200
    assert "chevauchent celles de « Protocole 2016-2020 »" in answer.content.decode()
    assert not Event.objects.exists()


def test_a_label_changes_group_from_a_day_on(client: Client, users: dict[str, User]) -> None:
    client.force_login(users["claire"])
    label = StepLabel.objects.get(name="PMSMP")
    first = label.classifications.get()
    inline = "classifications"
    answer = client.post(
        reverse("admin:protocols_steplabel_change", args=[label.pk]),
        {
            "name": label.name,
            "in_use": "on",
            "immersion": "on",
            f"{inline}-TOTAL_FORMS": 2,
            f"{inline}-INITIAL_FORMS": 1,
            f"{inline}-0-id": first.pk,
            f"{inline}-0-label": label.pk,
            f"{inline}-0-classification": first.classification,
            f"{inline}-0-valid_from": "",
            f"{inline}-1-label": label.pk,
            f"{inline}-1-classification": "emploi",
            f"{inline}-1-valid_from": "2018-01-01",
        },
    )
    assert answer.status_code == 302
    event = Event.objects.get()
    assert (event.verb, event.target) == (Verb.CREATED, "protocols.labelclassification")
    assert LabelClassification.objects.filter(label=label).count() == 2


def test_two_new_rows_against_each_other_are_refused_whole(client: Client, users: dict[str, User]) -> None:
    client.force_login(users["claire"])
    label = StepLabel.objects.create(name="Atelier Rouge-gorge")
    inline = "classifications"
    rows = {
        f"{inline}-{n}-{name}": value
        for n in (0, 1)
        for name, value in (("label", label.pk), ("classification", "emploi"), ("valid_from", ""))
    }
    answer = client.post(
        reverse("admin:protocols_steplabel_change", args=[label.pk]),
        {"name": "Atelier Troglodyte", f"{inline}-TOTAL_FORMS": 2, f"{inline}-INITIAL_FORMS": 0, **rows},
        follow=True,
    )
    assert "Rien n’a été enregistré." in answer.content.decode()
    label.refresh_from_db()
    assert label.name == "Atelier Rouge-gorge"
    assert not Event.objects.exists()


def screens() -> list[str]:
    """The names of the lists and creation forms of all the settings, and of the pages around them."""
    names = ["admin:index"]
    for model, screen in admin.site._registry.items():
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        names += [f"{base}_changelist"] if isinstance(screen, PublishedAdmin) else [f"{base}_changelist", f"{base}_add"]
    return names


@pytest.mark.parametrize("name", screens())
def test_every_screen_opens_under_the_strict_policy(client: Client, users: dict[str, User], name: str) -> None:
    client.force_login(users["abel"])
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    for inline in ("<script>", "<style", 'style="', "onclick=", "javascript:"):
        assert inline not in page


def test_no_screen_shows_people_and_nothing_can_be_deleted() -> None:
    apps = {model._meta.app_label for model in admin.site._registry}
    assert apps == {"reference", "protocols", "programme", "organisations", "accounts", "worktime"}
    assert not any(screen.has_delete_permission(None) for screen in admin.site._registry.values())  # type: ignore[arg-type]
