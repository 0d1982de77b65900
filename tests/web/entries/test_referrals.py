"""From the referral to the reception: written once, allotted, sought, received or declined."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.models import Event
from jalon.organisations.models import Agent, Organisation
from jalon.pathways.models import EntryDraft
from jalon.people.models import Participant
from jalon.referrals.models import Attempt, Referral
from jalon.roster.models import FileSummary
from tests.web.conftest import ClientOf
from tests.web.entries.conftest import Sent
from tests.web.examples import CODE
from tests.web.test_file import words

NEW, ALLOT, WELCOME = "/prescriptions/nouvelle/", "/prescriptions/attribution/", "/prescriptions/accueil/"
Move = Callable[[dt.date], dt.date]


def typed(**said: Any) -> dict[str, Any]:
    """A new person sent by the agency of the example."""
    sender = Organisation.objects.get(code="prescripteur")
    usual = {
        "once": uuid4(),
        "last_name": "Bruant",
        "first_name": "Inès",
        "birth_date": "3/12/1988",
        "phone": "06 00 00 00 77",
        "referrer": sender.pk,
        "agent": "Hugo Noyer",
        "date": "hier",
        "why": "cherche un emploi",
    }
    return {**usual, **said}


def test_a_new_person_is_written_on_one_page(sent: Sent, client_of: ClientOf) -> None:
    answer = client_of("ines").post(NEW, typed(), follow=True)
    person = Participant.objects.get(last_name="Bruant")
    written = person.referrals.get()
    assert (written.date, written.why) == (dt.date(2017, 12, 30), "cherche un emploi")
    assert written.agent == Agent.objects.get(last_name="Noyer")  # the one of the example, not another
    assert FileSummary.objects.get(pk=person.pk).pending_since == written.date
    assert "Prescription d’Inès Bruant enregistrée." in words(answer.text)
    assert answer.redirect_chain[0][0] == f"/participants/prescription/{person.code}/"
    undone = client_of("ines").post(f"/prescriptions/{written.pk}/annuler/", follow=True)
    assert "et la fiche de la personne avec elle" in words(undone.text)
    assert not Participant.objects.filter(last_name="Bruant").exists()


def test_sent_twice_it_is_written_once(sent: Sent, client_of: ClientOf) -> None:
    said = typed()
    client = client_of("ines")
    client.post(NEW, said)
    assert "rien n’a été fait deux fois" in words(client.post(NEW, said, follow=True).text)
    assert Participant.objects.filter(last_name="Bruant").count() == 1


def test_who_is_known_is_shown_before_anything_is_written(sent: Sent, client_of: ClientOf) -> None:
    client, said = client_of("ines"), typed(last_name="Mesange", first_name="Awa", birth_date="3/3/1983")
    answer = client.post(NEW, said)
    assert answer.status_code == 422
    text = words(answer.text)
    assert "Awa Mésange F, 34 ans M-0412, en parcours, Nadia Cormier · même date de naissance, nom proche" in text
    assert "choisissez-la" in text
    assert not Participant.objects.filter(last_name="Mesange").exists()
    # The same part is asked for while one types.
    asked = client.post("/prescriptions/connues/", {"last_name": "Mesange", "first_name": "Awa"})
    assert "Awa Mésange" in asked.text
    # It is another person: said in so many words.
    client.post(NEW, {**said, "anew": "on"})
    assert Participant.objects.filter(last_name="Mesange").count() == 1


def test_who_is_known_is_not_typed_again(sent: Sent, client_of: ClientOf) -> None:
    client, awa = client_of("ines"), Participant.objects.get(code=CODE)
    answer = client.post(NEW, typed(choisir=awa.pk, last_name="Mes", why="revient"))
    text = words(answer.text)
    assert answer.status_code == 200
    assert "Parcours P-0304 du 3 févr. 2014 au 30 sept. 2014" in text
    assert "a un parcours ouvert" in text
    assert "revient</textarea>" in answer.text
    assert 'name="last_name"' not in answer.text
    client.post(NEW, {**typed(why="revient"), "personne": awa.pk, "last_name": "Autre"})
    awa.refresh_from_db()
    assert awa.last_name == "Mésange"
    assert awa.referrals.filter(why="revient").count() == 1
    # It was not her: what was typed of the sending stays.
    freed = client.post(NEW, {**typed(why="revient"), "personne": awa.pk, "liberer": "1"})
    assert 'name="last_name"' in freed.text
    assert "revient</textarea>" in freed.text


def test_a_caseworker_writes_one_and_reads_of_others_what_a_list_says(sent: Sent, client_of: ClientOf) -> None:
    client, awa = client_of("paule"), Participant.objects.get(code=CODE)
    answer = client.post(NEW, typed(choisir=awa.pk))
    assert awa.phone not in answer.text
    assert "1983" not in answer.text
    done = client.post(NEW, typed(), follow=True)
    assert done.redirect_chain[0][0] == "/prescriptions/"
    assert "Prescription d’Inès Bruant enregistrée." in words(done.text)


def test_faults_are_told_and_nothing_is_lost(sent: Sent, client_of: ClientOf) -> None:
    answer = client_of("ines").post(NEW, typed(last_name="", birth_date="31/2/1988", referrer=""))
    text = words(answer.text)
    assert answer.status_code == 422
    for said in ("Ce champ manque.", "Février 1988 n’a pas de 31", "Choisissez l’organisme de cet agent."):
        assert said in text
    assert 'value="31/2/1988"' in answer.text
    assert not Participant.objects.filter(first_name="Inès").exists()


# Allotment


def test_the_queue_is_proposed_with_reasons_and_decided_at_once(sent: Sent, client_of: ClientOf) -> None:
    client = client_of("claire")
    text = words(client.get(ALLOT).text)
    assert "Lou Pinson" in text
    assert "Zoé Grive" not in text
    # Denis covers Chenôve; Nadia has a free half-day.
    assert "0 personne pour 70, commune suivie : Chenôve, aucun créneau d’accueil libre" in text
    denis = Caseworker.objects.get(code="charme")
    answer = client.post(ALLOT, {"attribuer": [sent.lou.pk], f"a_{sent.lou.pk}": denis.pk}, follow=True)
    assert "Prescription attribuée." in words(answer.text)
    sent.lou.refresh_from_db()
    assert (sent.lou.caseworker, sent.lou.allotted_on) == (denis, dt.date(2017, 12, 31))
    assert FileSummary.objects.get(pk=sent.lou.participant_id).caseworker == denis
    assert "Aucune prescription n’attend de référent" in words(client.get(ALLOT).text)
    one = client.get(ALLOT, {"prescription": sent.lou.pk})
    assert "aujourd’hui à Denis Charme" in words(one.text)


def test_nothing_is_allotted_without_a_caseworker_for_each(sent: Sent, client_of: ClientOf) -> None:
    answer = client_of("claire").post(ALLOT, {"attribuer": [sent.lou.pk], f"a_{sent.lou.pk}": ""}, follow=True)
    assert "Rien n’est attribué." in words(answer.text)
    for forged in ("9" * 30, "9" * 5_000):
        for said in ({"attribuer": forged}, {"attribuer": sent.lou.pk, f"a_{sent.lou.pk}": forged}):
            assert client_of("claire").post(ALLOT, said).status_code == 302
    nothing = client_of("claire").post(ALLOT, {}, follow=True)
    assert "rien n’a changé" in words(nothing.text)


def test_a_long_queue_asks_no_more_of_the_database(
    sent: Sent, client_of: ClientOf, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        person = Participant.objects.create(code=f"M-Q{number}", last_name=f"Pie {number}")
        Referral.objects.create(code=f"PR-Q{number}", participant=person, date=dt.date(2017, 12, 5))
    client = client_of("claire")
    with django_assert_max_num_queries(18):
        assert client.get(ALLOT).text.count('name="attribuer"') == 13


# Sought, declined


def test_an_attempt_is_noted_counted_and_taken_back(sent: Sent, client_of: ClientOf) -> None:
    client, code = client_of("nadia"), sent.zoe.participant.code
    page = f"/participants/tentative/{code}/"
    assert '<option value="telephone" selected>' in client.get(page).text
    said = {"once": uuid4(), "means": "telephone", "reached": "non", "date": "aujourd’hui"}
    answer = client.post(page, said, follow=True)
    made = Attempt.objects.get()
    assert (made.reached, made.caseworker) == (False, sent.zoe.caseworker)
    assert "Tentative 1 enregistrée, personne pas jointe." in words(answer.text)
    assert "1. 31 déc. 2017, téléphone, pas jointe" in words(answer.text)
    client.post(f"/participants/tentatives/{made.pk}/annuler/")
    assert not Attempt.objects.exists()


def test_after_three_in_vain_the_non_entry_is_proposed_until_entry_is_a_matter_of_course(
    sent: Sent, client_of: ClientOf, today: Move
) -> None:
    for day in (11, 18, 27):
        Attempt.objects.create(
            referral=sent.zoe,
            date=dt.date(2017, 12, day),
            means="sms",
            reached=False,
            recorded_on=dt.date(2017, 12, day),
        )
    page = f"/participants/prescription/{sent.zoe.participant.code}/"
    assert "3 rendez-vous manqués ou tentatives sans réponse" in words(client_of("nadia").get(page).text)
    today(dt.date(2021, 1, 4))
    text = words(client_of("nadia").get(page).text)
    assert "Le protocole fait entrer d’office" in text
    assert "sans réponse" not in text


def test_a_non_entry_is_written_with_its_reason_and_undone(sent: Sent, client_of: ClientOf) -> None:
    client, code = client_of("nadia"), sent.zoe.participant.code
    said = {"once": uuid4(), "reason": "refus", "on": "aujourd’hui"}
    answer = client.post(f"/participants/non-entree/{code}/", said, follow=True)
    assert "Non-entrée de Zoé Grive enregistrée." in words(answer.text)
    sent.zoe.refresh_from_db()
    assert (sent.zoe.declined_on, sent.zoe.reason_id) == (dt.date(2017, 12, 31), "refus")
    # The file is hers no more; what she has just done, she may still undo.
    assert client.get(f"/participants/{code}/").status_code == 403
    client.post(f"/participants/non-entrees/{sent.zoe.pk}/annuler/")
    sent.zoe.refresh_from_db()
    assert sent.zoe.declined_on is None


def test_an_identity_is_corrected_never_over_another(sent: Sent, client_of: ClientOf) -> None:
    client, person = client_of("nadia"), sent.zoe.participant
    page = f"/participants/identite/{person.code}/"
    read = re.search(r'name="read" value="([^"]+)"', client.get(page).text)
    assert read
    Participant.objects.filter(pk=person.pk).update(phone="0600000099")
    said = {"once": uuid4(), "read": read[1], "last_name": "Grive", "first_name": "Zoé", "phone": "0600000014"}
    answer = client.post(page, {**said, "checked": "on"})
    assert "0600000099" in answer.text
    assert "choisissez" in words(answer.text)
    read = re.search(r'name="read" value="([^"]+)"', answer.text)
    assert read
    client.post(page, {**said, "once": uuid4(), "read": read[1], "checked": "on"})
    person.refresh_from_db()
    sent.zoe.refresh_from_db()
    assert (person.phone, sent.zoe.identity_checked_on) == ("0600000014", dt.date(2017, 12, 31))


# Received


@pytest.fixture
def expected(sent: Sent) -> Appointment:
    """Zoé is expected by Nadia on the day."""
    day = dt.date(2017, 12, 31)
    return Appointment.objects.create(
        participant=sent.zoe.participant,
        caseworker=Caseworker.objects.get(code="cormier"),
        kind=AppointmentKind.FIRST,
        date=day,
        time=dt.time(9, 30),
        minutes=30,
    )


def received(client: Client, appointment: Appointment, then: str, **said: Any) -> Any:
    """The form of a person, as the page gives it, sent by one of its buttons."""
    page = client.get(WELCOME).text
    read = re.search(r'name="read" value="([^"]+)"', page)
    assert read
    usual = {"once": uuid4(), "read": read[1], "last_name": "Grive", "first_name": "Zoé", "phone": "0600000013"}
    return client.post(f"{WELCOME}{appointment.pk}/", {**usual, "suite": then, **said}, follow=True)


def test_who_came_is_checked_corrected_and_their_entry_opened(
    sent: Sent, expected: Appointment, client_of: ClientOf
) -> None:
    answer = received(client_of("nadia"), expected, "entree", last_name="Grives", checked="on")
    text = words(answer.text)
    assert "Venue de Zoé Grive notée, entrée à préparer dans la semaine." in text
    assert "Venue, identité vérifiée · Continuer l’entrée de Zoé Grives" in text
    expected.refresh_from_db()
    sent.zoe.refresh_from_db()
    assert (expected.outcome, sent.zoe.identity_checked_on) == (Outcome.KEPT, dt.date(2017, 12, 31))
    assert EntryDraft.objects.get().referral == sent.zoe
    assert Participant.objects.get(pk=expected.participant_id).last_name == "Grives"
    listed = client_of("nadia").get("/participants/entrees-en-preparation/")
    assert "Zoé Grives" in listed.text
    assert "Zoé" not in client_of("paule").get("/participants/entrees-en-preparation/").text


@pytest.mark.parametrize(("then", "outcome"), [("absente", "manque"), ("excusee", "excuse"), ("venue", "tenu")])
def test_what_became_of_the_appointment(then: str, outcome: str, expected: Appointment, client_of: ClientOf) -> None:
    received(client_of("nadia"), expected, then, last_name="")
    expected.refresh_from_db()
    # A name left out stops the one who came; the others are not asked for it.
    assert expected.outcome == ""
    received(client_of("nadia"), expected, then)
    expected.refresh_from_db()
    assert expected.outcome == outcome


def test_a_non_entry_on_the_spot_needs_its_reason(sent: Sent, expected: Appointment, client_of: ClientOf) -> None:
    refused = received(client_of("nadia"), expected, "non_entree")
    assert refused.status_code == 422
    assert "Choisissez le motif de la non-entrée." in words(refused.text)
    expected.refresh_from_db()
    assert expected.outcome == ""
    page = received(client_of("nadia"), expected, "non_entree", reason="fle")
    sent.zoe.refresh_from_db()
    assert sent.zoe.reason_id == "fle"
    undo = f"/participants/non-entrees/{sent.zoe.pk}/annuler/"
    assert undo in page.text
    client_of("nadia").post(undo)
    sent.zoe.refresh_from_db()
    assert sent.zoe.declined_on is None


def test_the_half_day_shows_to_each_their_own(expected: Appointment, client_of: ClientOf) -> None:
    assert "Zoé Grive" in client_of("nadia").get(WELCOME).text
    assert "Zoé Grive" not in client_of("paule").get(WELCOME).text
    assert "Zoé Grive" in client_of("ines").get(WELCOME).text
    assert "Zoé Grive" not in client_of("ines").get(WELCOME, {"referent": "charme"}).text
    assert Event.objects.filter(target="agenda.appointment", verb="read").count() == 2


def test_the_rules_are_read_on_a_page(people: Any, client_of: ClientOf) -> None:
    text = words(client_of("paule").get("/prescriptions/eligibilite/").text)
    assert "Sans emploi depuis plus d’un an, inscrite ou non plus de 12 mois la situation" in text
    assert "Senior 55 ans et plus" in text
