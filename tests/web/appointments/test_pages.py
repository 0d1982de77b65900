"""Setting, moving, cancelling an appointment; what was sent; who waits for one; saying no to reminders."""

import datetime as dt
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.accounts.models import Caseworker, User
from jalon.agenda.enums import AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment, Leave, Opening
from jalon.messaging.enums import Channel
from jalon.messaging.models import Notice
from jalon.people.models import Participant, Unsubscription
from jalon.referrals.models import Referral
from tests.web.conftest import ClientOf
from tests.web.examples import APPOINTMENT, CODE, NOTICE

MONDAY = dt.date(2018, 1, 1)
"""A public holiday, on which a half-day of welcome falls."""
SET = f"/participants/rendez-vous/fixer/{CODE}/"
SHOW = f"/rendez-vous/{APPOINTMENT}/"


def hidden(client: Client, url: str = SET) -> dict[str, str]:
    """What the first form of the page carries with it."""
    context = client.get(url).context
    form = context["taken"]
    return {
        "once": str(form["once"].value()),
        "kind": form["kind"].value(),
        "caseworker": str(form["caseworker"].value()),
        "invitation": form["invitation"].value(),
    }


def newcomer(caseworker: Caseworker, number: int = 1) -> Participant:
    """Someone sent and allotted, without an appointment; the référent receives on Mondays."""
    Opening.objects.get_or_create(
        caseworker=caseworker, weekday=0, start=dt.time(9), end=dt.time(12), place="Régie des Tilleuls",
        valid_from=dt.date(2017, 1, 1),
    )  # fmt: skip
    person = Participant.objects.create(code=f"N-{number}", first_name="Lina", last_name=f"Bouvreuil{number}")
    sent = dt.date(2017, 12, 20)
    Referral.objects.create(
        code=f"PR-N-{number}", participant=person, date=sent, caseworker=caseworker, allotted_on=sent
    )
    return person


@pytest.fixture
def nadia(people: dict[str, User]) -> Caseworker:
    return Caseworker.objects.get(code="cormier")


def test_a_free_hour_is_one_click(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    page = client.get(SET)
    (first, *others) = page.context["slots"]
    assert len(others) == 2
    answer = client.post(SET, {**hidden(client), "slot": first.key})
    assert answer.status_code == 302
    made = Appointment.objects.get(date=first.date, time=first.time)
    assert (made.participant.code, made.caseworker, made.set_on) == (CODE, nadia, dt.date(2017, 12, 31))
    told = client.get(answer.headers["Location"]).content.decode()
    assert "Rendez-vous fixé" in told
    client.post(reverse("appointments:undo", args=[made.pk]))
    assert not Appointment.objects.filter(pk=made.pk).exists()


def test_a_double_click_sets_one(client_of: ClientOf) -> None:
    client = client_of("nadia")
    said = {**hidden(client), "slot": client.get(SET).context["slots"][0].key}
    before = Appointment.objects.count()
    client.post(SET, said)
    client.post(SET, said)
    assert Appointment.objects.count() == before + 1


def test_an_hour_taken_meanwhile_is_said_and_others_are_proposed(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    first = client.get(SET).context["slots"][0]
    said = {**hidden(client), "slot": first.key}
    other = Participant.objects.get(code="R-0007")
    Appointment.objects.create(
        participant=other, caseworker=nadia, kind=AppointmentKind.OTHER, date=first.date, time=first.time, minutes=30
    )
    answer = client.post(SET, said)
    assert answer.status_code == 422
    assert "n’est plus libre" in answer.content.decode()
    assert first not in answer.context["slots"]


def test_any_other_moment_is_typed_and_the_confirmation_leaves(client_of: ClientOf) -> None:
    client = client_of("nadia")
    Participant.objects.filter(code=CODE).update(email="awa@example.org")
    said = {**hidden(client), "invitation": Invitation.EMAIL, "date": "lundi", "time": "14h30", "minutes": "1h"}
    answer = client.post(SET, said)
    assert answer.status_code == 302
    made = Appointment.objects.get(date=MONDAY)
    assert (made.time, made.minutes, made.place) == (dt.time(14, 30), 60, "Régie des Tilleuls")
    assert Notice.objects.filter(reference=f"rendez-vous:{made.pk}", channel=Channel.EMAIL).exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"date": "12/12/2017"}, "Ce jour est passé"),
        ({"date": "31/2"}, "n’a pas de 31"),
        ({"time": "dix heures"}, "Écrivez"),
        ({"minutes": ""}, "Ce champ manque."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client_of: ClientOf, said: dict[str, str], words: str) -> None:
    client = client_of("nadia")
    typed = {**hidden(client), "date": "lundi", "time": "14h30", "minutes": "1h", "place": "Mairie", **said}
    before = Appointment.objects.count()
    answer = client.post(SET, typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Mairie" in page
    assert Appointment.objects.count() == before


def test_a_first_appointment_is_in_the_half_day_of_welcome_but_on_holidays_and_leave(
    client_of: ClientOf, nadia: Caseworker
) -> None:
    newcomer(nadia)
    Leave.objects.create(caseworker=nadia, kind="conges", start=dt.date(2018, 1, 8), end=dt.date(2018, 1, 12))
    slots = client_of("nadia").get("/participants/rendez-vous/fixer/N-1/").context["slots"]
    assert [(slot.date, slot.time.hour, slot.place) for slot in slots[:1]] == [
        (dt.date(2018, 1, 15), 9, "Régie des Tilleuls")
    ]


@pytest.mark.parametrize(
    ("date", "time", "words"),
    [
        ("1/1/2018", "9h", "jour férié"),
        ("6/1/2018", "9h", "c’est un samedi"),
        ("9/1/2018", "10h15", "a déjà autre chose à cette heure"),
        ("11/1/2018", "9h", "est en absence ce jour-là"),
        ("10/1/2018", "9h", ""),
    ],
)
def test_what_an_appointment_meets_is_said(
    client_of: ClientOf, nadia: Caseworker, date: str, time: str, words: str
) -> None:
    Leave.objects.create(caseworker=nadia, kind="conges", start=dt.date(2018, 1, 11), end=dt.date(2018, 1, 11))
    client = client_of("nadia")
    said = {**hidden(client), "date": date, "time": time, "minutes": "30"}
    page = client.post(SET, said, follow=True).content.decode()
    assert "Rendez-vous fixé" in page
    assert ("Attention" in page, words in page) == (bool(words), True)


def test_a_missed_first_appointment_leads_to_an_attempt_and_to_another_hour(
    client_of: ClientOf, nadia: Caseworker
) -> None:
    day = dt.date(2017, 12, 28)
    said = {"kind": AppointmentKind.FIRST, "date": day, "time": dt.time(9), "minutes": 30, "set_on": day}
    made = Appointment.objects.create(participant=newcomer(nadia), caseworker=nadia, **said)
    said = {"outcome": Outcome.MISSED}
    page = client_of("nadia").post(reverse("recording:missed", args=[made.pk]), said, follow=True).text
    assert 'href="/participants/tentative/N-1/"' in page
    assert 'href="/participants/rendez-vous/fixer/N-1/"' in page


def test_moved_it_keeps_the_one_it_replaces(client_of: ClientOf) -> None:
    client = client_of("nadia")
    url = reverse("appointments:move", args=[APPOINTMENT])
    slot = client.get(url).context["slots"][0]
    client.post(url, {**hidden(client, url), "slot": slot.key})
    old = Appointment.objects.get(pk=APPOINTMENT)
    assert old.outcome == Outcome.MOVED
    assert (old.replaced_by.date, old.replaced_by.time) == (slot.date, slot.time)


def test_its_page_says_what_was_sent_and_cancels(client_of: ClientOf) -> None:
    client = client_of("nadia")
    page = client.get(SHOW)
    assert "remis au serveur de courriel" in page.content.decode()
    assert "a•••@example.org" in page.content.decode()
    answer = client.post(SHOW, {"once": str(page.context["form"]["once"].value()), "channel": ""})
    assert answer.status_code == 302
    assert Appointment.objects.get(pk=APPOINTMENT).outcome == Outcome.EXCUSED
    assert client.get(f"{SHOW}lettre/").status_code == 302, "no letter confirms what does not take place"


def test_how_the_person_was_told_is_noted(client_of: ClientOf) -> None:
    client = client_of("nadia")
    client.post(f"{SHOW}prevenir/", {"invitation": Invitation.PHONE})
    assert Appointment.objects.get(pk=APPOINTMENT).invitation == Invitation.PHONE
    client.post(f"{SHOW}prevenir/", {"invitation": "pigeon"})
    assert Appointment.objects.get(pk=APPOINTMENT).invitation == Invitation.PHONE


def test_the_letter_is_a_tagged_page_with_what_one_must_know(client_of: ClientOf) -> None:

    answer = client_of("nadia").get(f"{SHOW}lettre/")
    assert answer["Content-Type"] == "application/pdf"
    document: Any = pypdf.PdfReader(BytesIO(answer.content))
    assert len(document.pages) == 1
    text = " ".join(document.pages[0].extract_text().split()).replace("\u202f", " ").replace("\xa0", " ")
    for words in (
        "Awa Mésange",
        "Mardi 9 janvier 2018 à 10 h",
        "Régie des Tilleuls",
        "Nadia Cormier",
        "Union européenne",
    ):
        assert words in text
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_who_waits_for_a_first_appointment(client_of: ClientOf, nadia: Caseworker) -> None:
    newcomer(nadia)
    url = reverse("appointments:queue")
    assert "Bouvreuil1" in client_of("nadia").get(url).content.decode()
    assert "Bouvreuil1" in client_of("claire").get(url).content.decode()
    assert "Bouvreuil1" not in client_of("paule").get(url).content.decode()


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_the_queue_takes_as_many_queries_for_thirty_as_for_one_and_is_paged(
    client_of: ClientOf, nadia: Caseworker
) -> None:
    client, url = client_of("claire"), reverse("appointments:queue")
    newcomer(nadia, 1)
    count(client, url)
    one = count(client, url)
    for number in range(2, 31):
        newcomer(nadia, number)
    assert count(client, url) == one
    page = client.get(url)
    assert len(page.context["lines"]) == 25
    rest = client.get(url + page.context["next_url"])
    seen = [line.referral.pk for each in (page, rest) for line in each.context["lines"]]
    assert len(set(seen)) == len(seen) == page.context["total"]


@pytest.mark.parametrize("mark", ["x", "2017-13-45.3", "2017-12-01.", ".", "2017-12-01.99999999999"])
def test_a_strange_mark_is_the_first_page(client_of: ClientOf, mark: str) -> None:
    assert client_of("claire").get(reverse("appointments:queue"), {"apres": mark}).status_code == 200


def test_a_person_says_no_with_one_button_and_no_account(people: Any) -> None:
    client, url = Client(enforce_csrf_checks=True), reverse("appointments:refuse", args=[NOTICE])
    page = client.get(url).content.decode()
    assert "Mésange" not in page
    assert not Unsubscription.objects.exists()
    client.post(url)
    client.post(url)
    said = Unsubscription.objects.get()
    assert (said.participant.code, said.channel) == (CODE, Channel.EMAIL)
    assert "ne recevrez plus" in client.get(url).content.decode()
    assert client.get(reverse("appointments:refuse", args=["inconnu"])).status_code == 404
