"""The pages that record what happens to a pathway: what they write, say, refuse and undo."""

import datetime as dt
import re
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from jalon.accounts.models import Caseworker, User
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment, ExitProposal, Extension, Immersion, Pathway, Renewal, Step, Suspension
from jalon.protocols.models import StepLabel
from jalon.roster.models import FileSummary
from jalon.web.steps.choices import end_said
from tests.web.conftest import ClientOf
from tests.web.examples import CODE

SHORT, LONG = "CDD Court (moins de 6 mois)", "Contrat long (CDI /CDD +6 mois)"


def key(name: str) -> int:
    return StepLabel.objects.get(name=name).pk


def send(client: Client, page: str, said: dict[str, Any], code: str = CODE, follow: bool = True) -> Any:
    return client.post(reverse(page, args=[code]), {"once": str(uuid4()), **said}, follow=follow)


def undo(client: Client, answer: Any) -> Any:
    address = re.search(r'formaction="([^"]+)"', answer.text)
    assert address, "nothing to undo"
    return client.post(address[1], follow=True)


def test_a_job_with_a_new_employer(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    said = {"label": key(SHORT), "start": "2/10", "end": "31/12", "contract": "cdd", "weekly_hours": "24,5"}
    refused = send(nadia, "steps:add", said | {"organisation": "Auto-école du Lac bleu"}, follow=False)
    assert refused.status_code == 422
    assert "Noms proches : Auto-école associative du Lac." in refused.text
    assert "C’est un nouvel employeur" in refused.text
    answer = send(nadia, "steps:add", said | {"organisation": "Auto-école du Lac bleu", "new": "on"})
    assert "Étape « CDD Court (moins de 6 mois) » chez Auto-école du Lac bleu enregistrée" in answer.text
    step = Step.objects.get(label__name=SHORT, pathway__participant__code=CODE)
    assert (str(step.weekly_hours), step.contract_id) == ("24.5000", "cdd")
    assert str(step.organisation) == "Auto-école du Lac bleu"
    assert FileSummary.objects.get(participant__code=CODE).step_label_id
    assert "est effacée" in undo(nadia, answer).text
    assert not Step.objects.filter(pk=step.pk).exists()


def test_a_pmsmp_asks_for_its_agreement_and_prints_it(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    said = {"label": key("PMSMP"), "start": "+2j", "end": "+15j", "organisation": "Régie des Tilleuls"}
    refused = send(nadia, "steps:add", said, follow=False)
    assert refused.text.count("D5135-2") == 5
    terms = {"object": "decouvrir", "tutor": "Odile Verdier", "tasks": "mise en rayon", "goals": "tenir la caisse"}
    terms["days"] = "du lundi au vendredi, de 9 h à 16 h"
    too_long = send(nadia, "steps:add", said | terms | {"end": "+40j"}, follow=False)
    assert "D5135-3" in too_long.text
    answer = send(nadia, "steps:add", said | terms)
    assert "Il reste 46 jours possibles chez cet employeur" in answer.text.replace("\u00a0", " ")
    assert "Imprimer la convention" in answer.text
    step = Immersion.objects.get().step
    pdf = nadia.get(reverse("steps:convention", args=[step.pk]))
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert pdf["Content-Type"] == "application/pdf"
    for said_there in (
        "Awa Mésange",
        "Régie des Tilleuls",
        "Odile Verdier",
        "tenir la caisse",
        "Fonds social européen",
    ):
        assert said_there in " ".join(words.split())


def test_a_contract_renewed_becomes_long(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    said = {"label": key(SHORT), "start": "1/9", "end": "30/12", "organisation": "Régie des Tilleuls"}
    send(nadia, "steps:add", said)
    page = nadia.get(reverse("steps:renew", args=[CODE]))
    assert "À partir d’une fin au 28 févr. 2018" in page.text.replace("\u00a0", " ")
    step = Step.objects.get(label__name=SHORT, pathway__participant__code=CODE)
    answer = send(nadia, "steps:renew", {"step": step.pk, "end": "28/2/2018"})
    assert f"compte désormais comme « {LONG} »" in answer.text
    assert Renewal.objects.filter(step=step).count() == 1
    undo(nadia, answer)
    step.refresh_from_db()
    assert (step.label.name, step.end) == (SHORT, dt.date(2017, 12, 30))


def test_a_suspension_opened_then_closed(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    assert "Aucune veille" in nadia.get(reverse("steps:resume", args=[CODE])).text
    answer = send(nadia, "steps:suspend", {"start": "4/12", "reason": "soins"})
    assert "Deux mois au plus : jusqu’au 4 févr. 2018" in answer.text.replace("\u00a0", " ")
    assert "soins" not in answer.text
    assert FileSummary.objects.get(participant__code=CODE).suspended_from == dt.date(2017, 12, 4)
    answer = send(nadia, "steps:resume", {"end": "hier"})
    assert Suspension.objects.get(reason="soins").end == dt.date(2017, 12, 30)
    undo(nadia, answer)
    assert Suspension.objects.get(reason="soins").end is None


def test_who_hands_a_file_over_goes_back_to_the_list(client_of: ClientOf) -> None:
    nadia, denis = client_of("nadia"), Caseworker.objects.get(code="charme")
    page = nadia.get(reverse("steps:assign", args=[CODE]))
    assert "Denis Charme (0 personne)" in page.text.replace("\u00a0", " ")
    answer = send(nadia, "steps:assign", {"caseworker": denis.pk, "start": "aujourd'hui"})
    assert answer.redirect_chain[-1][0] == reverse("participants:search")
    assert "1 rendez-vous à venir est encore pris" in answer.text
    assert FileSummary.objects.get(participant__code=CODE).caseworker == denis
    assert nadia.get(reverse("participants:file", args=[CODE])).status_code == 403
    claire = client_of("claire")
    back = send(
        claire, "steps:assign", {"caseworker": Caseworker.objects.get(code="cormier").pk, "start": "aujourd'hui"}
    )
    assert "Nadia Cormier accompagne Awa Mésange" in back.text
    assert Assignment.objects.filter(start=dt.date(2017, 12, 31)).count() == 1


def test_an_exit_is_proposed_then_validated(client_of: ClientOf) -> None:
    nadia, claire = client_of("nadia"), client_of("claire")
    without = send(nadia, "steps:exit", {"date": "hier", "reason": "emploi"}, follow=False)
    assert "Une sortie positive se prouve" in without.text
    answer = send(nadia, "steps:exit", {"date": "hier", "reason": "emploi", "evidence": "CDI signé le 4 septembre"})
    assert "Le parcours reste ouvert" in answer.text
    assert "Décider maintenant" not in answer.text
    assert "Une sortie est proposée" in nadia.get(reverse("steps:exit", args=[CODE])).text
    waiting = claire.get(reverse("steps:exits")).text
    assert "Awa Mésange" in waiting
    assert "CDI signé" not in waiting
    proposal = ExitProposal.objects.get(decided_on=None)
    decide = reverse("steps:decide", args=[proposal.pk])
    page = claire.get(decide).text
    assert "CDI signé le 4 septembre" in page
    assert "2 étapes en cours s’arrêtent" in page
    refused = claire.post(decide, {"once": str(uuid4()), "verdict": "non"})
    assert (refused.status_code, Pathway.objects.get(pk=proposal.pathway_id).exit_date) == (422, None)
    done = claire.post(decide, {"once": str(uuid4()), "verdict": "oui"}, follow=True)
    assert "1 rendez-vous à venir est abandonné." in done.text
    assert Pathway.objects.get(pk=proposal.pathway_id).exit_date == dt.date(2017, 12, 30)
    assert FileSummary.objects.get(participant__code=CODE).exit == dt.date(2017, 12, 30)
    assert "n’a pas de parcours en cours" in nadia.get(reverse("steps:add", args=[CODE]), follow=True).text
    assert "attend de nouveau une décision" in undo(claire, done).text
    assert FileSummary.objects.get(participant__code=CODE).exit > dt.date(2017, 12, 31)


def test_an_exit_refused_says_why_to_who_proposes_again(client_of: ClientOf) -> None:
    paule = client_of("paule")
    assert "le parcours continue" in paule.get(reverse("steps:exit", args=["R-0007"])).text
    answer = send(paule, "steps:exit", {"date": "hier", "reason": "demenagement"}, code="R-0007")
    assert "est retirée" in undo(paule, answer).text


def test_a_pathway_is_prolonged_by_decision(client_of: ClientOf) -> None:
    answer = send(client_of("claire"), "steps:extend", {"until": "31/12/2019", "reason": "CDI en cours"})
    assert "Parcours prolongé jusqu’au 31 déc. 2019" in answer.text.replace("\u00a0", " ")


def test_a_caseworker_reads_who_prolongs(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    send(nadia, "steps:extend", {"until": "31/12/2019", "reason": "CDI en cours"})
    assert not Extension.objects.filter(pathway__participant__code=CODE).exists()
    assert "La structure d’animation décide" in nadia.get(reverse("steps:extend", args=[CODE])).text


def test_a_step_is_closed_and_corrected(client_of: ClientOf) -> None:
    nadia = client_of("nadia")
    step = Step.objects.get(code="E-3")
    listed = nadia.get(reverse("steps:list", args=[CODE])).text
    assert listed.count("Terminer<span") == 3
    said = {"once": str(uuid4()), "end": "15/12", "outcome": "arretee", "evaluation": "permis obtenu"}
    assert "arrêtée avant son terme" in nadia.post(reverse("steps:close", args=[step.pk]), said, follow=True).text
    edit = reverse("steps:edit", args=[step.pk])
    shown = nadia.get(edit).text
    assert 'value="Auto-école associative du Lac"' in shown
    said = {"once": str(uuid4()), "label": str(step.label_id), "start": "17/10/2017", "end": "", "organisation": ""}
    refused = nadia.post(edit, said)
    assert "n’est classé dans aucun groupe" in refused.text


def test_the_list_of_exits_asks_the_same_number_of_questions(
    client_of: ClientOf, django_assert_num_queries: Any
) -> None:
    claire = client_of("claire")
    address = reverse("steps:exits")
    claire.get(address)
    with CaptureQueriesContext(connection) as before:
        claire.get(address)
    said = {"date": dt.date(2017, 12, 1), "reason_id": "autre", "proposed_on": dt.date(2017, 12, 2)}
    for pathway in Pathway.objects.filter(exit_date=None):
        ExitProposal.objects.create(pathway=pathway, proposed_by=User.objects.first(), **said)
    with django_assert_num_queries(len(before)):
        claire.get(address)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("30/12", dt.date(2017, 9, 1), dt.date(2017, 12, 30)),
        ("28/2", dt.date(2017, 9, 1), dt.date(2018, 2, 28)),
        ("28/2", dt.date(2018, 3, 1), dt.date(2019, 2, 28)),
        ("31/12", dt.date(2017, 9, 1), dt.date(2017, 12, 31)),
        ("+15j", dt.date(2017, 9, 1), dt.date(2018, 1, 15)),
        ("hier", dt.date(2017, 9, 1), dt.date(2017, 12, 30)),
        ("30/12/2019", dt.date(2017, 9, 1), dt.date(2019, 12, 30)),
    ],
)
def test_an_end_without_a_year_follows_its_start(typed: str, start: dt.date, end: dt.date) -> None:
    assert end_said(typed, start, dt.date(2017, 12, 31)) == end


def test_organisations_are_proposed_by_name(client_of: ClientOf) -> None:
    page = client_of("nadia").get(reverse("steps:add", args=[CODE])).text
    assert all(f'<option value="{each.name}">' in page for each in Organisation.objects.all())
    assert '<optgroup label="Emploi">' in page
    assert 'data-kind="immersion"' in page
