"""Settings of partners: their roles, agencies and agents on one screen."""

import pytest
from django.test import Client
from django.urls import reverse

from jalon.audit.models import Event
from jalon.organisations.models import Agent, Organisation, OrganisationRole
from tests.web.examples import accounts

pytestmark = pytest.mark.django_db
EMPTY = {f"{name}-{form}": 0 for name in ("roles", "agencies", "agents") for form in ("TOTAL_FORMS", "INITIAL_FORMS")}


def test_an_organisation_with_its_role_agency_and_agent_in_one_save(client: Client) -> None:
    client.force_login(accounts()["claire"])
    answer = client.post(
        reverse("admin:organisations_organisation_add"),
        {
            **EMPTY,
            "code": "mission",
            "name": "Mission des Tilleuls",
            "category": "mission_locale",
            "roles-TOTAL_FORMS": 1,
            "roles-0-kind": "prescripteur",
            "agencies-TOTAL_FORMS": 1,
            "agencies-0-code": "mission-lac",
            "agencies-0-name": "Antenne du Lac",
            "agents-TOTAL_FORMS": 1,
            "agents-0-last_name": "Noyer",
            "agents-0-first_name": "Hugo",
        },
    )
    assert answer.status_code == 302
    mission = Organisation.objects.get(code="mission")
    assert [agency.code for agency in mission.agencies.all()] == ["mission-lac"]
    assert OrganisationRole.objects.get().organisation == mission
    assert Agent.objects.get().organisation == mission
    assert sorted(Event.objects.values_list("target", flat=True)) == [
        "organisations.agent",
        "organisations.organisation",
        "organisations.organisation",
        "organisations.organisationrole",
    ]


def test_the_code_of_an_organisation_stays(client: Client) -> None:
    client.force_login(accounts()["claire"])
    host = Organisation.objects.get(code="porteur")
    url = reverse("admin:organisations_organisation_change", args=[host.pk])
    assert 'name="code"' not in client.get(url).content.decode()
    client.post(url, {**EMPTY, "code": "autre", "name": "Régie du Vieux Tilleul"})
    host.refresh_from_db()
    assert (host.code, host.name) == ("porteur", "Régie du Vieux Tilleul")
