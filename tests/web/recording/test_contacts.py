"""The pages that record contacts: what they propose, what they write, what they say, how they lose nothing."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from jalon.accounts.models import Caseworker, User
from jalon.agenda.models import Appointment, Leave
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.documents.models import Signature
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview, NoteVersion
from jalon.people.models import Participant
from jalon.roster.models import FileSummary
from jalon.web.recording.proposals import Proposal, free_hour
from tests.web.conftest import ClientOf
from tests.web.examples import APPOINTMENT, CODE, MEETING, PASSWORD

DAY = dt.date(2017, 12, 31)
INTERVIEW = f"/participants/entretien/{CODE}/"
CALL = f"/participants/appel/{CODE}/"
NOTE = f"/participants/compte-rendu/{MEETING}/"
TYPED = {"date": "aujourd’hui", "time": "10h", "minutes": "45", "place": "bureau", "note": "Genou guéri."}
CALLED = {"kind": "telephone", "date": "hier", "time": "", "minutes": "10", "note": "Rappeler lundi."}


@pytest.fixture(autouse=True)
def unsigned(people: dict[str, User]) -> None:
    """What is signed does not change: Awa’s last interview is not signed yet."""
    Interview.objects.filter(pk=MEETING).update(signature=None)


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    """Signed in as Awa’s référent."""
    return client_of("nadia")


@pytest.mark.parametrize("act", ["entretien", "appel", "contrat-rsa"])
def test_a_day_out_of_the_calendar_proposes_today(nadia: Client, act: str) -> None:
    assert 'value="31/12/2017"' in nadia.get(f"/participants/{act}/{CODE}/?jour=9999-12-31").text


def send(client: Client, url: str, typed: dict[str, str], **headers: str) -> Any:
    """A form sent, with a key of its own unless it has one."""
    return client.post(url, {"once": str(uuid4()), **typed}, headers=headers)


def said(client: Client, url: str) -> str:
    """What a page says first."""
    found = re.search(r'<p class="notice.*?</p>', client.get(url).text, re.DOTALL)
    return found[0] if found else ""


def value_of(page: str, name: str) -> str:
    """What a field is shown with."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def test_an_interview_is_proposed_with_what_is_known(nadia: Client) -> None:
    appointment = Appointment.objects.get(pk=APPOINTMENT)
    Appointment.objects.filter(pk=APPOINTMENT).update(date=DAY, time=dt.time(9, 15), minutes=50)
    page = nadia.get(INTERVIEW).text
    assert [value_of(page, name) for name in ("date", "time", "minutes")] == ["31/12/2017", "9\xa0h\xa015", "50\xa0min"]
    assert "Rendez-vous de <" not in page
    assert "il sera noté tenu" in page
    assert value_of(page, "next_date") == "29/1/2018", "four weeks later, a Sunday, then the Monday"
    assert value_of(page, "next_time") == "9\xa0h\xa015"
    assert appointment.place in page


def test_the_next_appointment_already_given_is_told_and_none_is_proposed(nadia: Client) -> None:
    page = nadia.get(INTERVIEW).text
    assert "déjà fixé" in page
    assert "next_date" not in page


def test_an_interview_is_recorded_said_and_undone(nadia: Client) -> None:
    before = FileSummary.objects.get(participant__code=CODE).contact_on
    Appointment.objects.filter(pk=APPOINTMENT).delete()
    answer = send(nadia, INTERVIEW, {**TYPED, "next_date": "+4s", "next_time": "10h"})
    assert (answer.status_code, answer["location"]) == (302, f"/participants/{CODE}/")
    words = said(nadia, answer["location"])
    assert "Entretien avec Awa Mésange enregistré. 45\xa0min de plus à votre dimanche." in words
    assert "Prochain rendez-vous\xa0: dimanche 28\xa0janv.\xa02018 à 10\xa0h." in words
    assert FileSummary.objects.get(participant__code=CODE).contact_on == DAY != before, "the list follows"
    undo = re.search(r'formaction="([^"]+)"', words)
    assert undo
    nadia.post(undo[1].replace("&amp;", "&"))
    assert "annulé" in said(nadia, f"/participants/{CODE}/")
    assert not NoteVersion.objects.exists()
    assert not Appointment.objects.filter(date__gt=DAY).exists()
    assert FileSummary.objects.get(participant__code=CODE).contact_on == before


def test_the_person_then_signs(nadia: Client) -> None:
    assert re.search(r"puis faire signer \(\d+\)", nadia.get(INTERVIEW).text), "with those that wait already"
    answer = send(nadia, f"{INTERVIEW}?retour=semaine", {**TYPED, "then_sign": "on"})
    assert answer["location"] == f"/participants/faire-signer/{CODE}/?retour=semaine"


def test_one_comes_back_to_the_week_at_its_day(nadia: Client) -> None:
    asked = f"{CALL}?retour=semaine&jour=2017-12-28"
    assert value_of(nadia.get(asked).text, "date") == "28/12/2017"
    assert send(nadia, asked, CALLED)["location"] == "/?jour=2017-12-28"


def test_a_call_is_recorded(nadia: Client) -> None:
    send(nadia, CALL, CALLED)
    call = Interview.objects.get(date=dt.date(2017, 12, 30))
    assert (call.kind, call.minutes, call.present, call.note_versions.get().text) == (
        InterviewKind.PHONE,
        10,
        True,
        "Rappeler lundi.",
    )


def test_nothing_is_lost_when_something_is_to_be_corrected(nadia: Client) -> None:
    before = Interview.objects.count()
    answer = send(nadia, INTERVIEW, {**TYPED, "date": "31/2/2017", "minutes": "longtemps"})
    assert answer.status_code == 422
    assert "Février 2017 n’a pas de 31." in answer.text
    assert "Genou guéri." in answer.text
    assert value_of(answer.text, "minutes") == "longtemps"
    assert Interview.objects.count() == before


def test_what_the_rule_refuses_is_beside_its_field(nadia: Client) -> None:
    answer = send(nadia, INTERVIEW, {**TYPED, "date": "demain"})
    assert re.search(r"id_date_error[^<]*>Lundi 1er\xa0janv.\xa02018 n’est pas encore passé", answer.text)


def test_a_form_sent_twice_is_recorded_once_and_says_so(nadia: Client) -> None:
    typed = {**CALLED, "once": str(uuid4())}
    first, second = send(nadia, CALL, typed), send(nadia, CALL, typed)
    assert first["location"] == second["location"]
    assert Interview.objects.filter(date=dt.date(2017, 12, 30)).count() == 1
    assert "rien n’a été fait deux fois" in nadia.get(second["location"]).text


def test_the_script_is_told_where_to_go(nadia: Client) -> None:
    answer = send(nadia, CALL, CALLED, **{"X-Requested-With": "fetch"})
    assert answer.json() == {"url": f"/participants/{CODE}/"}


def test_the_reading_of_the_file_is_told(nadia: Client, people: dict[str, User]) -> None:
    nadia.get(INTERVIEW)
    read = Event.objects.get(file=CODE, verb=Verb.READ)
    assert (read.actor_id, read.reason) == (people["nadia"].pk, "saisie dans le dossier")


@pytest.mark.parametrize("url", [INTERVIEW, CALL, NOTE, f"/participants/absence/{CODE}/"])
def test_queries_do_not_grow(nadia: Client, url: str, django_assert_max_num_queries: Any) -> None:
    def number() -> int:
        with django_assert_max_num_queries(80) as asked:
            assert nadia.get(url).status_code == 200
        return len(asked)

    before = number()
    awa = Participant.objects.get(code=CODE)
    caseworker = Caseworker.objects.get(code="cormier")
    pathway = awa.pathways.latest("entry_date")
    for index in range(12):
        day = dt.date(2018, 1, 15) + dt.timedelta(index)
        told = {"participant": awa, "caseworker": caseworker, "kind": "suivi", "minutes": 30}
        Appointment.objects.create(date=day, time=dt.time(9), **told)
        Appointment.objects.create(date=dt.date(2017, 12, 1), time=dt.time(7 + index), **told)
        Interview.objects.create(pathway=pathway, caseworker=caseworker, date=DAY, kind="entretien", minutes=30)
        NoteVersion.objects.create(
            interview_id=MEETING, number=index + 1, text=str(index), written_at=dt.datetime(2017, 12, 1, tzinfo=dt.UTC)
        )
    assert number() <= before


# Sessions lost


def strict(user: User) -> Client:
    """A browser whose forms need their token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def token_of(client: Client, url: str) -> str:
    """The token that a page gives its forms."""
    return value_of(client.get(url).text, "csrfmiddlewaretoken")


def test_what_is_sent_after_the_session_ended_is_carried_through_the_sign_in(people: dict[str, User]) -> None:
    client = strict(people["nadia"])
    typed = {**CALLED, "note": 'Dit "oui" & merci', "once": str(uuid4()), "csrfmiddlewaretoken": token_of(client, CALL)}
    client.session.flush()
    answer = client.post(CALL, typed)
    assert answer.status_code == 403
    assert "Vous étiez déconnecté" in answer.text
    assert f"/connexion/?next={CALL.replace('/', '%2F')}" in answer.text
    assert 'name="note" value="Dit &quot;oui&quot; &amp; merci"' in answer.text
    assert "no-store" in answer["cache-control"]

    signing = {"login": people["nadia"].email, "password": PASSWORD}
    client.post("/connexion/", {**signing, "csrfmiddlewaretoken": token_of(client, "/connexion/")})
    stale = client.post(CALL, typed)
    assert stale.status_code == 403
    assert "Encore un clic" in stale.text
    again = client.post(CALL, {**typed, "csrfmiddlewaretoken": value_of(stale.text, "csrfmiddlewaretoken")})
    assert again.status_code == 302
    assert NoteVersion.objects.get().text == 'Dit "oui" & merci'


def test_the_script_is_told_that_the_session_ended_or_that_the_token_changed(people: dict[str, User]) -> None:
    client = strict(people["nadia"])
    typed = {**CALLED, "once": str(uuid4()), "csrfmiddlewaretoken": "x" * 32}
    by_script = {"X-Requested-With": "fetch"}
    client.get(CALL)
    token = client.post(CALL, typed, headers=by_script).json()["token"]
    client.session.flush()
    answer = client.post(CALL, {**typed, "csrfmiddlewaretoken": token}, headers=by_script)
    assert answer.json() == {"signed_out": f"/connexion/?next={CALL.replace('/', '%2F')}"}


def test_a_form_with_a_prefix_is_kept_too(client: Client) -> None:
    answer = client.post(f"/participants/faire-signer/{CODE}/", {"trait-once": str(uuid4()), "trait-signer": "Awa M."})
    assert 'name="trait-signer" value="Awa M."' in answer.text


def test_a_form_of_another_site_is_refused_as_ever(people: dict[str, User]) -> None:
    client = strict(people["nadia"])
    typed = {**CALLED, "once": str(uuid4()), "csrfmiddlewaretoken": token_of(client, CALL)}
    for headers in ({"Origin": "https://ailleurs.example"}, {"Origin": "null"}):
        answer = client.post(CALL, typed, headers=headers)
        assert answer.status_code == 403
        assert "Encore un clic" not in answer.text
        assert "csrfmiddlewaretoken" not in answer.text.partition("<main")[2]
    del typed["csrfmiddlewaretoken"]
    assert "Encore un clic" not in client.post(CALL, typed).text


def test_whoever_signs_out_erases_what_the_device_kept(nadia: Client) -> None:
    assert nadia.post("/deconnexion/")["clear-site-data"] == '"storage"'


# Two people on one contact


def corrected(page: str, **changed: str) -> dict[str, str]:
    """The form of a contact as its page shows it, with changes."""
    shown = {name: value_of(page, name) for name in ("once", "read", "date", "time", "minutes")}
    chosen = {"kind": "entretien", "place": "", "present": "True"}
    return {**chosen, **shown, "note": "", **changed}


@pytest.fixture
def both(client_of: ClientOf) -> tuple[Client, Client]:
    """The référent, and the coordinator."""
    return client_of("nadia"), client_of("claire")


def test_a_contact_is_corrected_and_its_note_versioned(nadia: Client) -> None:
    send(nadia, NOTE, corrected(nadia.get(NOTE).text, minutes="1h", note="Premier jet."))
    send(nadia, NOTE, corrected(nadia.get(NOTE).text, minutes="1h", note="Deuxième jet."))
    assert Interview.objects.get(pk=MEETING).minutes == 60
    page = nadia.get(NOTE).text
    assert "Versions précédentes" in page
    assert "Premier jet." in page
    assert "Version 2 écrite par Nadia Cormier" in page


def test_the_second_sees_both_versions_and_chooses(both: tuple[Client, Client]) -> None:
    nadia, claire = both
    hers, theirs = nadia.get(NOTE).text, claire.get(NOTE).text
    send(claire, NOTE, corrected(theirs, note="De Claire.", minutes="20"))
    answer = send(nadia, NOTE, corrected(hers, note="De Nadia."))
    assert answer.status_code == 422
    assert "Claire Tilleul a changé ce dossier pendant que vous écriviez" in answer.text
    assert "De Claire." in answer.text
    assert "De Nadia." in answer.text
    assert "Garder celle de Claire Tilleul" in answer.text
    assert [note.text for note in NoteVersion.objects.all()] == ["De Claire."], "nothing is overwritten"
    assert value_of(answer.text, "minutes") == "20\xa0min", "what only the other changed is taken"

    again = corrected(answer.text, note="De Nadia.")
    assert send(nadia, NOTE, again).status_code == 302
    assert [note.text for note in NoteVersion.objects.all()] == ["De Claire.", "De Nadia."]
    assert Interview.objects.get(pk=MEETING).minutes == 20


def test_a_third_version_is_seen_too(both: tuple[Client, Client]) -> None:
    nadia, claire = both
    hers = nadia.get(NOTE).text
    send(claire, NOTE, corrected(claire.get(NOTE).text, note="De Claire."))
    answer = send(nadia, NOTE, corrected(hers, note="De Nadia."))
    send(claire, NOTE, corrected(claire.get(NOTE).text, note="De Claire, encore."))
    answer = send(nadia, NOTE, corrected(answer.text, note="De Nadia."))
    assert answer.status_code == 422
    assert "De Claire, encore." in answer.text


def test_changes_to_different_fields_agree(both: tuple[Client, Client]) -> None:
    nadia, claire = both
    hers = nadia.get(NOTE).text
    send(claire, NOTE, corrected(claire.get(NOTE).text, minutes="20"))
    assert send(nadia, NOTE, corrected(hers, note="De Nadia.")).status_code == 302
    assert (Interview.objects.get(pk=MEETING).minutes, NoteVersion.objects.get().text) == (20, "De Nadia.")


def test_a_form_whose_seal_is_broken_writes_nothing(nadia: Client) -> None:
    answer = send(nadia, NOTE, corrected(nadia.get(NOTE).text, note="Autre.", read="x:y:z"))
    assert answer.status_code == 422
    assert not NoteVersion.objects.exists()


def test_what_is_signed_keeps_its_day_and_its_time(nadia: Client) -> None:
    Interview.objects.filter(pk=MEETING).update(signature=Signature.objects.first())
    refused = send(nadia, NOTE, corrected(nadia.get(NOTE).text, minutes="2h"))
    assert "Cet entretien est signé" in refused.text
    assert send(nadia, NOTE, corrected(nadia.get(NOTE).text, note="Ajout.")).status_code == 302


# Absences


def test_a_missed_appointment_is_one_click_one_choice_and_undone(nadia: Client) -> None:
    Appointment.objects.filter(pk=APPOINTMENT).update(date=DAY)
    page = nadia.get(f"/participants/absence/{CODE}/?retour=semaine").text
    target = f"/participants/rendez-vous/{APPOINTMENT}/manque/?retour=semaine"
    assert f'action="{target}"' in page
    assert nadia.post(target, {"outcome": "manque"})["location"] == "/"
    assert Appointment.objects.get(pk=APPOINTMENT).outcome == "manque"
    nadia.post(f"/participants/rendez-vous/{APPOINTMENT}/annuler/")
    assert Appointment.objects.get(pk=APPOINTMENT).outcome == ""


def test_an_absence_to_come_is_refused_in_words(nadia: Client) -> None:
    nadia.post(f"/participants/rendez-vous/{APPOINTMENT}/manque/", {"outcome": "manque"})
    assert "n’est pas encore passé" in said(nadia, f"/participants/{CODE}/")


def test_an_absence_from_an_appointment_written_nowhere(nadia: Client) -> None:
    typed = {"outcome": "excuse", "date": "hier", "time": "10h", "minutes": "30"}
    assert send(nadia, f"/participants/absence/{CODE}/", typed).status_code == 302
    assert Appointment.objects.get(date=dt.date(2017, 12, 30)).outcome == "excuse"


def test_who_came_is_said_in_one_click(nadia: Client) -> None:
    Appointment.objects.filter(pk=APPOINTMENT).update(date=DAY)
    nadia.post(f"/participants/rendez-vous/{APPOINTMENT}/tenu/")
    assert Appointment.objects.get(pk=APPOINTMENT).outcome == "tenu"


# The bar, and what lacks


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("?q=mésange&acte=appel", f"{CALL}?retour=semaine"),
        (f"?q={CODE}&acte=absence", f"/participants/absence/{CODE}/?retour=semaine"),
        ("?q=Awa+Mesange&acte=nimporte", f"{INTERVIEW}?retour=semaine"),
    ],
)
def test_the_bar_leads_to_the_act(nadia: Client, asked: str, to: str) -> None:
    assert nadia.get(f"/enregistrer/{asked}")["location"] == to


def test_the_bar_asks_who_among_several_and_opens_no_other_file(client_of: ClientOf) -> None:
    Participant.objects.filter(code="R-0007").update(last_name="Mésange")
    from_team = client_of("claire").get("/enregistrer/?q=&acte=appel").text
    assert "Écrivez le nom" in from_team
    assert "Aucun dossier que vous pouvez ouvrir" in client_of("paule").get("/enregistrer/?q=Awa+Mésange").text


# What is proposed


def test_the_usual_duration_is_the_most_frequent(people: dict[str, User], nadia: Client) -> None:
    awa = Participant.objects.get(code=CODE)
    proposal: Callable[[], Proposal] = lambda: Proposal(people["nadia"], awa, DAY, InterviewKind.PHONE)  # noqa: E731
    caseworker = Caseworker.objects.get(code="cormier")
    pathway = awa.pathways.latest("entry_date")
    told = {"pathway": pathway, "caseworker": caseworker, "kind": InterviewKind.PHONE}
    for index in range(20):
        Interview.objects.create(date=DAY - dt.timedelta(index), minutes=12, **told)
    assert proposal().minutes == 12


def test_the_next_hour_avoids_what_is_taken_leave_and_holidays(people: dict[str, User]) -> None:
    Appointment.objects.filter(pk=APPOINTMENT).delete()
    awa, nadia = Participant.objects.get(code=CODE), Caseworker.objects.get(code="cormier")
    Leave.objects.create(caseworker=nadia, kind="conges", start=dt.date(2018, 1, 28), end=dt.date(2018, 1, 30))
    gaston = Participant.objects.get(code="R-0007")
    told = {"participant": gaston, "caseworker": nadia, "kind": "suivi", "minutes": 60}
    Appointment.objects.create(date=dt.date(2018, 1, 31), time=dt.time(9, 30), **told)
    expected = Appointment.objects.create(
        participant=awa, caseworker=nadia, kind="suivi", minutes=45, date=DAY, time=dt.time(10)
    )
    assert Proposal(people["nadia"], awa, DAY).appointment == expected
    assert Proposal(people["nadia"], awa, DAY).following == dt.datetime.combine(dt.date(2018, 1, 31), dt.time(10, 30))


@pytest.mark.parametrize(
    ("wanted", "busy", "hour"),
    [
        (dt.time(10), [], dt.time(10)),
        (None, [], dt.time(10)),
        (dt.time(10), [(dt.time(9, 45), 30)], dt.time(10, 30)),
        (dt.time(10), [(dt.time(9, 45), 60)], dt.time(9)),
        (dt.time(10), [(dt.time(10, 44), 30)], dt.time(9, 30)),
        (dt.time(10, 15), [], dt.time(10, 15)),
        (dt.time(10), [(dt.time(8), 600)], None),
    ],
)
def test_a_free_hour(wanted: dt.time | None, busy: list[tuple[dt.time, int]], hour: dt.time | None) -> None:
    assert free_hour(wanted, 45, busy) == hour


def test_the_addresses_are_those_that_others_link_to() -> None:
    assert reverse("recording:note", args=[MEETING]) == NOTE
    assert reverse("recording:interview", args=[CODE]) == INTERVIEW
