"""Alerts as the SA sees them, and the page of the digest."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from jalon.accounts.models import User
from jalon.alerts.models import DigestChoice
from jalon.messaging.addresses import digest_token
from jalon.pathways.models import CaseDecision, ExitProposal, Pathway
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason
from jalon.referrals.models import Referral
from tests.web.conftest import ClientOf
from tests.web.figures.reading import plain


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    """The coordinator’s browser; what waits for the team in the example is settled."""
    client = client_of("claire")
    ExitProposal.objects.all().delete()
    Referral.objects.pending().delete()
    CaseDecision.objects.all().delete()
    return client


def desks(client: Client) -> dict[str, list[str]]:
    """The numbers of each row, by name, in the order of the page."""
    page = client.get("/alertes/").text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in page.split("<tr>")[1:]:
        told = plain(re.sub(r"<[^>]*>", " ", row)).split()
        name = " ".join(word for word in told if not word.isdigit())
        found[name] = [word for word in told if word.isdigit()]
    return found


def test_each_referent_has_a_row_and_the_team_the_first(claire: Client) -> None:
    found = desks(claire)
    assert list(found) == ["Structure d’animation", "Nadia Cormier", "Paule Erable"]
    assert found["Structure d’animation"][:2] == ["0", "0"]
    assert found["Nadia Cormier"][:2] == ["1", "1"]
    page = plain(claire.get("/alertes/referent/cormier/").text)
    assert "Nadia Cormier" in page and "Awa Mésange" in page and "Gaston" not in page
    assert claire.get("/alertes/referent/inconnu/").status_code == 404


def test_what_the_team_settles_is_not_the_referents(claire: Client) -> None:
    pathway = Pathway.objects.get(code="P-0901")
    ExitProposal.objects.create(
        pathway=pathway,
        date=dt.date(2017, 12, 29),
        reason=ExitReason.objects.get(code="sante"),
        proposed_on=dt.date(2017, 12, 29),
    )
    alone = Participant.objects.create(code="R-9", last_name="Litorne")
    Pathway.objects.create(code="P-R-9", participant=alone, entry_date=dt.date(2017, 10, 2))
    team = plain(claire.get("/alertes/equipe/").text)
    assert "Sortie à valider" in team and "Litorne" in team and "proposée le 29 déc." in team
    assert "santé" not in team.lower().replace("données personnelles", "")
    assert "Sortie à valider" not in claire.get("/alertes/referent/cormier/").text
    assert desks(claire)["Structure d’animation"][1] == "2"


def test_as_many_queries_for_one_as_for_all(claire: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(34):
        claire.get("/alertes/")
    people = Participant.objects.bulk_create(Participant(code=f"G-{n}", last_name="Grive") for n in range(40))
    Pathway.objects.bulk_create(Pathway(code=p.code, participant=p, entry_date=dt.date(2017, 10, 2)) for p in people)
    with django_assert_max_num_queries(34):
        text = plain(claire.get("/alertes/").text)
    assert ">40<" in text


def test_the_digest_is_asked_for_and_stopped(client_of: ClientOf, client: Client) -> None:
    nadia = client_of("nadia")
    assert "Vous ne le recevez pas" in nadia.get("/resume/").text
    assert "Résumé du matin" in nadia.get("/").text
    nadia.post("/resume/", {"act": "recevoir"})
    assert "Vous le recevez" in nadia.get("/resume/").text
    address = f"/resume/arreter/{digest_token('nadia.cormier@example.org')}/"
    assert "Ne plus recevoir le résumé du matin" in client.get(address).text
    assert DigestChoice.objects.get().active, "programs follow links: a GET stops nothing"
    assert "Vous ne recevrez plus" in client.post(address).text
    assert not DigestChoice.objects.get().active
    nadia.post("/resume/", {"act": "recevoir"})
    nadia.post("/resume/", {"act": "arreter"})
    assert not DigestChoice.objects.get().active
    assert client.get("/resume/arreter/forge:faux/").status_code == 404
    assert not mail.outbox
    assert User.objects.filter(digest_choice__active=True).count() == 0
