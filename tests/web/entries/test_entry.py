"""The page that prepares an entry: sections saved one by one, the verdict as one goes, the validation."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.pathways.models import EntryDraft, Pathway
from jalon.people.models import Situation
from jalon.protocols.models import Protocol
from jalon.roster.models import FileSummary
from tests.web.conftest import ClientOf
from tests.web.entries.conftest import SENT, Sent
from tests.web.test_file import words

FETCH = {"X-Requested-With": "fetch"}
SITUATION = {"commune": "21231", "level": "2", "months_without_work": "14", "single_parent": "oui", "rsa": "non"}
ANSWERS = dict.fromkeys(("r_droit_travail", "r_difficultes_sociales", "r_difficultes_pro", "r_volonte"), "oui")
CHARTER = {"first_kept_on": "14/12/2017", "charter_on": "20/12/2017"}
ASSESSMENT = {"project": "1", "autonomy": "2", "first_tracks": "vente", "competences": "caisse"}


@pytest.fixture
def address(sent: Sent) -> str:
    return f"/participants/entree/{sent.zoe.participant.code}/"


def save(client: Client, address: str, section: str, values: dict[str, str], version: int = 0, **more: Any) -> Any:
    """One section, as its button sends it."""
    return client.post(address, {"rubrique": section, "version": version, **values}, **more)


def prepare(client: Client, address: str) -> None:
    """All the sections."""
    for section, values in (("situation", SITUATION), ("eligibilite", ANSWERS), ("charte", CHARTER)):
        assert save(client, address, section, values).status_code == 302
    assert save(client, address, "bilan", ASSESSMENT).status_code == 302


def test_what_is_known_is_not_typed_again(sent: Sent, address: str, client_of: ClientOf) -> None:
    zoe = sent.zoe.participant
    Situation.objects.create(participant=zoe, date=SENT, commune_id="21231", level_id="3", rsa=True)
    Appointment.objects.create(
        participant=zoe,
        caseworker=Caseworker.objects.get(code="cormier"),
        kind=AppointmentKind.FIRST,
        date=dt.date(2017, 12, 14),
        time=dt.time(9),
        minutes=30,
        outcome=Outcome.KEPT,
        outcome_on=dt.date(2017, 12, 14),
    )
    answer = client_of("nadia").get(address)
    assert '<option value="21231" selected>' in answer.text
    assert 'value="14/12/2017"' in answer.text
    text = words(answer.text)
    assert "Qualification insuffisante : CAP ou BEP au plus CAP ou BEP au plus" in text
    assert "RSA connu : l’orientation est-elle socioprofessionnelle ?" in text
    assert not EntryDraft.objects.exists()


def test_each_section_is_saved_by_itself_and_told_again(address: str, client_of: ClientOf) -> None:
    client = client_of("nadia")
    answer = save(client, address, "situation", SITUATION)
    assert answer.headers["location"] == f"{address}#situation"
    assert "Rubrique « Situation à l’entrée » enregistrée." in words(client.get(address).text)
    text = words(
        save(client, address, "charte", {"first_kept_on": "31/2/2017"}, headers=FETCH).json()["parts"]["validation"]
    )
    assert "premier rendez-vous tenu, inconnu" in text
    # What cannot be read stays as it was typed, with what is wrong.
    shown = client.get(address).text
    assert 'value="31/2/2017"' in shown
    assert "Février 2017 n’a pas de 31" in words(shown)


def test_the_script_is_told_the_verdict_and_the_criteria_that_follow(address: str, client_of: ClientOf) -> None:
    client = client_of("nadia")
    told = save(client, address, "situation", {**SITUATION, "months_without_work": "3"}, headers=FETCH).json()
    assert told["version"] == 2
    assert told["said"].startswith("Enregistré à")
    assert set(told["parts"]) == {"verdict", "validation", "criteres"}
    assert "3 mois sans emploi, il en faut plus de 12" in words(told["parts"]["criteres"])
    told = save(client, address, "eligibilite", {**ANSWERS, "r_minima": "non"}, headers=FETCH).json()
    assert "Non éligible" in words(told["parts"]["verdict"])
    assert "criteres" not in told["parts"]


def test_two_people_on_a_section_see_both_versions(address: str, client_of: ClientOf) -> None:
    save(client_of("nadia"), address, "bilan", ASSESSMENT)
    late = {**ASSESSMENT, "first_tracks": "cuisine"}
    refused = save(client_of("claire"), address, "bilan", late, headers=FETCH)
    assert (refused.status_code, "Nadia Cormier" in refused.json()["said"]) == (409, True)
    both = save(client_of("claire"), address, "bilan", late)
    text = words(both.text)
    assert both.status_code == 422
    assert "Nadia Cormier a enregistré cette rubrique pendant que vous écriviez." in text
    assert "Premières pistes vente" in text
    assert "cuisine</textarea>" in both.text
    assert EntryDraft.objects.get().sections["bilan"]["values"]["first_tracks"] == "vente"
    # Another section is nobody's business; saved again knowingly, it is a choice.
    assert save(client_of("claire"), address, "charte", CHARTER).status_code == 302
    assert save(client_of("claire"), address, "bilan", late, version=2).status_code == 302
    assert EntryDraft.objects.get().sections["bilan"]["values"]["first_tracks"] == "cuisine"


def test_who_decides_validates_and_all_follows(sent: Sent, address: str, client_of: ClientOf) -> None:
    prepare(client_of("nadia"), address)
    text = words(client_of("nadia").get(address).text)
    assert "Rien ne l’empêche." in text
    assert "La structure d’animation valide l’entrée" in text
    enter = address.replace("/entree/", "/entrer/")
    assert client_of("nadia").post(enter, {"once": uuid4(), "validated_on": "hier"}).status_code == 403
    answer = client_of("claire").post(enter, {"once": uuid4(), "validated_on": "hier"}, follow=True)
    assert "Zoé Grive entre en parcours le 30 déc. 2017, avec Nadia Cormier." in words(answer.text)
    pathway = Pathway.objects.get(participant=sent.zoe.participant)
    assert (pathway.entry.first_tracks, pathway.entry.charter_on) == ("vente", dt.date(2017, 12, 20))
    assert FileSummary.objects.get(pk=sent.zoe.participant_id).entry == dt.date(2017, 12, 30)
    assert client_of("nadia").get(address, follow=True).redirect_chain


def test_what_forbids_it_is_told_and_writes_nothing(address: str, client_of: ClientOf) -> None:
    text = words(client_of("claire").get(address).text)
    assert "Ce qui l’empêche" in text
    assert "L’éligibilité ne peut pas encore se dire." in text
    enter = address.replace("/entree/", "/entrer/")
    answer = client_of("claire").post(enter, {"once": uuid4(), "validated_on": "aujourd’hui"})
    assert answer.status_code == 422
    assert not Pathway.objects.filter(participant__code__startswith="M-GRIVE").exists()


def test_without_a_protocol_nothing_is_validated_and_it_is_said(address: str, client_of: ClientOf) -> None:
    Protocol.objects.all().delete()
    answer = client_of("claire").post(address.replace("/entree/", "/entrer/"), {"once": uuid4()}, follow=True)
    assert answer.status_code == 200
    assert "Aucun protocole n’est en vigueur" in words(answer.text)


def test_another_ground_is_written_by_who_decides_and_kept_by_the_others(
    address: str, client_of: ClientOf, today: Any
) -> None:
    today(dt.date(2021, 1, 4))
    words_of = {**ANSWERS, "other_ground": "sort d’un long voyage"}
    save(client_of("nadia"), address, "eligibilite", words_of)
    assert EntryDraft.objects.get().sections["eligibilite"]["values"].get("other_ground") is None
    save(client_of("claire"), address, "eligibilite", words_of, version=2)
    save(client_of("nadia"), address, "eligibilite", {**ANSWERS, "r_droit_travail": "non"}, version=3)
    values = EntryDraft.objects.get().sections["eligibilite"]["values"]
    assert (values["other_ground"], values["r_droit_travail"]) == ("sort d’un long voyage", "non")
    assert "décidé par la structure d’animation : sort d’un long voyage" in words(client_of("nadia").get(address).text)


def test_the_page_asks_the_same_of_the_database_whatever_was_typed(
    address: str, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    client = client_of("nadia")
    prepare(client, address)
    with django_assert_max_num_queries(25):
        client.get(address)


def test_a_file_of_others_stays_closed(address: str, client_of: ClientOf) -> None:
    for act in ("entree", "prescription", "tentative"):
        assert client_of("paule").get(address.replace("entree", act)).status_code == 403
