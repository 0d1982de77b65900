"""The pages of an agenda: what they say, who reads what, and how many queries they cost."""

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.agenda.enums import AppointmentKind, LeaveKind, TimeKind, Weekday
from jalon.agenda.models import Appointment, Leave, Opening, TimeEntry
from jalon.organisations.models import Organisation
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Interview, Pathway
from jalon.programme.models import Operation, OperationShare
from tests.web.agenda.example import FEED, SECRET, TIME
from tests.web.conftest import ClientOf

MONDAY = dt.date(2017, 12, 11)
WEEK = "/agenda/?jour=2017-12-13"


@pytest.fixture
def nadia(people: dict[str, User]) -> Caseworker:
    """Employed full time by the host in December; on Monday, 50 minutes are missing."""
    found = Caseworker.objects.get(code="cormier")
    host = Organisation.objects.get(code="porteur")
    FtePeriod.objects.create(caseworker=found, host=host, fte=Decimal(1), start=dt.date(2017, 12, 1))
    said = {"caseworker": found, "date": MONDAY}
    pathway = Pathway.objects.get(code="P-0901")
    meeting = {"kind": InterviewKind.MEETING, "present": True, "pathway": pathway}
    Interview.objects.create(time=dt.time(9), minutes=60, **meeting, **said)
    TimeEntry.objects.create(time=dt.time(10), minutes=310, kind=TimeKind.DESK, recorded_on=MONDAY, **said)
    return found


def text_of(answer: Any) -> str:
    """The words of a page, its frame aside."""
    main = answer.text.partition("<main")[2].partition("</main>")[0] or answer.text
    words = " ".join(strip_tags(main.replace("</t", " </t")).split())
    return words.replace("\u202f", " ").replace("\xa0", " ")


def posted(client: Client, address: str, **said: object) -> Any:
    return client.post(address, {"once": uuid4(), **said}, follow=True)


def test_a_week_says_what_each_day_lacks(client_of: ClientOf, nadia: Caseworker) -> None:
    page = client_of("nadia").get(WEEK)
    words = text_of(page)
    assert "Semaine du 11 au 15 décembre 2017" in words
    assert "6 h 10 sur 35 h, il manque 28 h 50" in words
    assert "6 h 10 sur 7 h" in words
    assert "manque 50 min" in words
    assert "Awa Mésange entretien, 1 h" in words
    assert "minutes=50" in page.text


def test_the_coming_week_is_shown_on_a_sunday(client_of: ClientOf, nadia: Caseworker) -> None:
    words = text_of(client_of("nadia").get("/agenda/"))
    assert "Semaine du 1er au 5 janvier 2018" in words
    assert "Jour de l’an, jour férié" in words
    assert "manque" not in words


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/agenda/?jour=0001-01-01", 200),
        ("/agenda/?jour=9999-12-31", 200),
        ("/agenda/mois/?mois=9999-12", 404),
        (f"/agenda/temps/ajouter/?minutes={'9' * 4301}", 200),
    ],
)
def test_an_address_out_of_all_bounds_breaks_nothing(
    address: str, status: int, client_of: ClientOf, nadia: Caseworker
) -> None:
    assert client_of("nadia").get(address).status_code == status


def test_leave_and_overlaps_are_told_and_why_one_is_away_is_not(client_of: ClientOf, nadia: Caseworker) -> None:
    Leave.objects.create(
        caseworker=nadia, kind=LeaveKind.SICK, start=MONDAY + dt.timedelta(1), end=dt.date(2017, 12, 15)
    )
    entry = {"caseworker": nadia, "date": MONDAY, "kind": TimeKind.PARTNER, "recorded_on": MONDAY}
    TimeEntry.objects.create(time=dt.time(9, 30), minutes=50, **entry)
    page = client_of("nadia").get(WEEK)
    words = text_of(page)
    assert reverse("recording:note", args=[Interview.objects.get(date=MONDAY).pk]) in page.text
    assert "Absence" in words
    assert "malad" not in words.lower()
    assert "En même temps que Awa Mésange, 9 h 00" in words
    assert "En même temps que Partenaires, 9 h 30" in words
    assert "manque" not in words


def test_the_team_opens_any_agenda_and_a_colleague_none_but_his_own(client_of: ClientOf, nadia: Caseworker) -> None:
    assert "Agenda de Nadia Cormier" in text_of(client_of("claire").get(f"{WEEK}&referent=cormier"))
    assert client_of("denis").get(f"{WEEK}&referent=cormier").status_code == 403
    assert client_of("denis").get("/agenda/?referent=inconnu").status_code == 404
    assert "<select" not in client_of("denis").get(WEEK).text


def test_who_may_not_open_a_file_has_no_link_to_it(client_of: ClientOf, nadia: Caseworker) -> None:
    other = Pathway.objects.get(code="P-R-0007")
    Interview.objects.create(pathway=other, caseworker=nadia, date=MONDAY, kind=InterviewKind.PHONE, minutes=5)
    page = client_of("nadia").get(WEEK).text
    assert 'href="/participants/M-0412/"' in page
    assert "Gaston Roitelet" in page
    assert 'href="/participants/R-0007/"' not in page


def test_free_slots_of_the_half_day(client_of: ClientOf, nadia: Caseworker) -> None:
    thursday = MONDAY + dt.timedelta(3)
    said = {"caseworker": nadia, "valid_from": MONDAY, "place": "Maison des pins"}
    Opening.objects.create(weekday=Weekday.THURSDAY, start=dt.time(14), end=dt.time(16), **said)
    person = Pathway.objects.get(code="P-R-0007").participant
    first = {"participant": person, "caseworker": nadia, "kind": AppointmentKind.FIRST, "minutes": 30}
    Appointment.objects.create(date=thursday, time=dt.time(14, 30), **first)
    assert "3 créneaux libres sur 4 (14 h, 15 h, 15 h 30)" in text_of(client_of("nadia").get(WEEK))


@pytest.mark.parametrize("address", [WEEK, "/agenda/mois/?mois=2017-12", "/agenda/fiches/?mois=2017-12"])
def test_pages_cost_the_same_whatever_they_hold(
    client_of: ClientOf, nadia: Caseworker, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_of("nadia")
    for number in range(12):
        day = MONDAY + dt.timedelta(number % 5)
        TimeEntry.objects.create(caseworker=nadia, date=day, minutes=5, kind=TimeKind.TEAM, recorded_on=day)
    with django_assert_max_num_queries(25):
        assert client.get(address).status_code == 200


def test_a_gap_is_filled_and_the_act_undone(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    address = "/agenda/temps/ajouter/?jour=2017-12-11&minutes=50&heure=15:10"
    form = client.get(address).context["form"]
    assert (form.initial["date"], form.initial["minutes"], form.initial["time"]) == (MONDAY, 50, dt.time(15, 10))
    filled = {"date": "11/12/2017", "time": "15h10", "minutes": "50", "kind": "partenaire"}
    answer = posted(client, address, **filled)
    assert answer.redirect_chain == [("/agenda/?jour=2017-12-11", 302)]
    assert "Partenaires, 50 min, le lundi 11 décembre 2017" in text_of(answer)
    assert "7 h sur 7 h" in text_of(answer)
    entry = TimeEntry.objects.get(kind=TimeKind.PARTNER)
    client.post(reverse("agenda:remove_time", args=[entry.pk]))
    assert not TimeEntry.objects.filter(pk=entry.pk).exists()
    client.post("/agenda/temps/remettre/")
    assert TimeEntry.objects.filter(kind=TimeKind.PARTNER, date=MONDAY, time=dt.time(15, 10), minutes=50).count() == 1
    assert "l’a déjà été" in text_of(client.post("/agenda/temps/remettre/", follow=True))


def test_the_same_form_sent_twice_writes_once(client_of: ClientOf, nadia: Caseworker) -> None:
    client, key = client_of("nadia"), uuid4()
    said = {"once": key, "date": "12/12/2017", "minutes": "50", "kind": "partenaire"}
    for _ in range(2):
        answer = client.post("/agenda/temps/ajouter/", said, follow=True)
    assert "déjà enregistré" in text_of(answer)
    assert TimeEntry.objects.filter(kind=TimeKind.PARTNER).count() == 1


def test_a_time_without_its_work_or_its_length_is_refused_with_what_was_typed(
    client_of: ClientOf, nadia: Caseworker
) -> None:
    answer = client_of("nadia").post("/agenda/temps/ajouter/", {"once": uuid4(), "date": "12/12", "words": "le comité"})
    assert answer.status_code == 422
    assert "un des boutons ci-dessous" in text_of(answer)
    assert 'value="le comité"' in answer.text


def test_a_time_is_changed_by_its_owner_only(client_of: ClientOf, nadia: Caseworker) -> None:
    said = {"once": uuid4(), "date": "2/3/2015", "minutes": "1h", "kind": "formation"}
    assert client_of("paule").post(f"/agenda/temps/{TIME}/", said).status_code == 403
    client_of("nadia").post(f"/agenda/temps/{TIME}/", said)
    assert TimeEntry.objects.get(pk=TIME).minutes == 60


def test_a_month_gives_its_time_to_the_operations(client_of: ClientOf, nadia: Caseworker) -> None:
    operation = Operation.objects.create(code="ACC", name="Accompagnement", start=MONDAY)
    OperationShare.objects.create(operation=operation, caseworker=nadia, share=Decimal("0.8"), start=MONDAY)
    words = text_of(client_of("nadia").get("/agenda/mois/?mois=2017-12"))
    assert "Accompagnement 6 h 10 100 %" in words
    assert "Semaine 50" in words
    assert "Noël, jour férié" in words
    assert client_of("nadia").get("/agenda/mois/?mois=2017-13").status_code == 404


def test_leave_is_noted_told_of_appointments_and_undone(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    said = {"kind": "conges", "start": "8/1/2018", "end": "12/1/2018"}
    answer = posted(client, "/agenda/absences/", **said)
    assert "Absence du 8 janvier 2018 au 12 janvier 2018 notée. Un rendez-vous y tombe" in text_of(answer)
    assert "déjà notée" in text_of(client.post("/agenda/absences/", {"once": uuid4(), **said}))
    leave = Leave.objects.get(start=dt.date(2018, 1, 8))
    client.post(reverse("agenda:remove_leave", args=[leave.pk]))
    assert not Leave.objects.filter(pk=leave.pk).exists()


def test_a_half_day_of_welcome_is_opened_and_stopped(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    said = {"weekday": "3", "start": "9h", "end": "12h", "slot_minutes": "30", "valid_from": "4/1/2018"}
    assert "Accueil ouvert chaque jeudi" in text_of(posted(client, "/agenda/accueil/", **said))
    opening = Opening.objects.get(valid_from=dt.date(2018, 1, 4))
    client.post(reverse("agenda:end_opening", args=[opening.pk]))
    assert not Opening.objects.filter(pk=opening.pk).exists(), "it had not begun"


def test_a_calendar_reads_what_its_owner_may_read(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    made = text_of(posted(client, "/agenda/calendrier/creer/"))
    assert "elle n’est montrée qu’une fois" in made
    address = client.get("/agenda/calendrier/").context["made"]
    assert address == "", "told once"
    assert Client().get(f"/agenda/calendrier/{SECRET}.ics").status_code == 404, "the new one replaces it"


def test_the_file_of_a_calendar_has_its_print_and_stops_with_the_right_to_read(people: dict[str, User]) -> None:
    address = f"/agenda/calendrier/{SECRET}.ics"
    answer = Client().get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "Set-Cookie" not in answer.headers
    again = Client().get(address, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    people["nadia"].memberships.update(end=dt.date(2017, 12, 30))
    assert Client().get(address).status_code == 404


def test_the_owner_of_the_agenda_revokes_any_of_its_calendars(client_of: ClientOf, nadia: Caseworker) -> None:
    assert "Révoquer" in client_of("claire").get("/agenda/calendrier/?referent=cormier").text
    client_of("claire").post(reverse("agenda:revoke_feed", args=[FEED]))
    assert Client().get(f"/agenda/calendrier/{SECRET}.ics").status_code == 404


def test_who_employs_reads_totals_and_no_participant(client_of: ClientOf, nadia: Caseworker) -> None:
    paule = Caseworker.objects.get(code="erable")
    FtePeriod.objects.create(caseworker=paule, fte=Decimal(1), start=dt.date(2017, 12, 1))
    page = client_of("lise").get("/agenda/heures/?mois=2017-12")
    assert "Nadia Cormier 140 h 6 h 10 133 h 50" in text_of(page)
    assert "Mésange" not in page.text
    assert "Erable" not in page.text
    assert "Erable" in client_of("claire").get("/agenda/heures/?mois=2017-12").text
