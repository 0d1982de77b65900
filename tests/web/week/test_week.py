"""The référent's home page: who comes, what to settle, what was put off, the portfolio; nothing of others."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment, Leave
from jalon.alerts.models import PutOff
from jalon.core import clock
from jalon.indicators.prorated import own_targets
from jalon.organisations.models import Organisation
from jalon.pathways.models import Assignment, Interview, Pathway
from jalon.people.models import Participant
from jalon.roster.actions import refresh_all
from tests.web.conftest import ClientOf
from tests.web.figures.reading import plain

TUESDAY = dt.date(2017, 12, 12)


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def followed(count: int, entry: dt.date = dt.date(2017, 10, 2), by: str = "cormier") -> list[Pathway]:
    """People without a contact since their entry."""
    caseworker = Caseworker.objects.get(code=by)
    start = Participant.objects.count()
    people = Participant.objects.bulk_create(
        Participant(code=f"G-{start + n}", first_name="Gaston", last_name=f"Grive{n}", sex="H") for n in range(count)
    )
    files = Pathway.objects.bulk_create(Pathway(code=each.code, participant=each, entry_date=entry) for each in people)
    Assignment.objects.bulk_create(Assignment(pathway=each, caseworker=caseworker) for each in files)
    refresh_all()
    return files


def text_of(client: Client, address: str = "/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return plain(answer.text)


def lines(client: Client, address: str = "/") -> list[str]:
    """The names of the inbox, in the order of the page, what was put off left out."""
    page = client.get(address).text.partition("Reportées")[0]
    return re.findall(r'<p class="who"><a href="[^"]*">([^<]*)</a>', page)


def test_five_acts_then_the_rest_behind_a_count(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    followed(7)
    page = nadia.get("/").text
    opening, _, rest = page.partition("Tout le reste")
    assert opening.count('class="who"') == 5
    assert rest.count('class="who"') == 3
    assert 'À régler <span class="count">8</span>' in page
    text = plain(page)
    assert "Aucun contact depuis 71 jours" in text and "entrée le 2 oct." in text
    assert "En retard" in rest
    assert len(set(lines(nadia))) == 8, "one line a person"


def test_every_page_of_a_caseworker_is_reached_from_the_week(nadia: Client) -> None:
    page = nadia.get("/").text
    doors = re.findall(r'<dd><a href="([^"]*)">', page)
    assert {
        *(
            "/prescriptions/nouvelle/",
            "/rendez-vous/a-fixer/",
            "/prescriptions/accueil/",
            "/agenda/",
            "/agenda/fiches/",
        ),
        *("/participants/entrees-en-preparation/", "/emargement/", "/reunions/", "/relais/", "/tableau/"),
    } <= set(doors)
    assert [nadia.get(address).status_code for address in doors] == [200] * len(doors)


def test_the_filter_is_in_the_address(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    followed(2)
    assert lines(nadia, "/?famille=contact") == ["Gaston Grive0", "Gaston Grive1"]
    assert "Gaston Grive0" not in lines(nadia, "/?famille=accueil")
    assert "Voir toutes les alertes" in text_of(nadia, "/?famille=accueil")
    assert lines(nadia, "/?famille=inconnue") == lines(nadia)
    assert 'aria-current="true">Contact <b>2</b>' in nadia.get("/?famille=contact").text


def test_an_act_settles_and_the_line_goes(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    (file,) = followed(1)
    assert "Gaston Grive0" in lines(nadia, "/?famille=contact")
    Interview.objects.create(pathway=file, date=TUESDAY, kind="entretien", present=True, signed=True)
    assert "Gaston Grive0" not in lines(nadia, "/?famille=contact")


def test_complete_leads_to_the_contact_that_lacks_something(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    (file,) = followed(1)
    said = {"pathway": file, "kind": "telephone", "present": True, "recorded_on": dt.date(2017, 11, 2)}
    Interview.objects.create(date=dt.date(2017, 11, 2), minutes=10, **said).note_versions.create(
        number=1, text="CV relu", written_at=clock.now()
    )
    lacking = Interview.objects.create(date=dt.date(2017, 11, 9), minutes=10, **said)
    assert "il manque le compte rendu" in text_of(nadia, "/?famille=dossier")
    page = nadia.get(f"/participants/completer/{file.participant.code}/?retour=semaine")
    assert (page.status_code, page["location"]) == (302, f"/participants/compte-rendu/{lacking.pk}/?retour=semaine")
    lacking.note_versions.create(number=1, text="rappellera", written_at=clock.now())
    assert nadia.get(f"/participants/completer/{file.participant.code}/?retour=semaine")["location"] == "/"
    assert "Gaston Grive0" not in lines(nadia, "/?famille=dossier")


def test_the_day_and_the_strip(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    awa, cormier = Participant.objects.get(code="M-0412"), Caseworker.objects.get(code="cormier")
    said: dict[str, Any] = {"participant": awa, "caseworker": cormier, "minutes": 45, "kind": AppointmentKind.FOLLOW_UP}
    Appointment.objects.create(date=TUESDAY, time=dt.time(10), **said)
    Appointment.objects.create(date=TUESDAY + dt.timedelta(1), time=dt.time(9), **said)
    page = nadia.get("/").text
    assert '<time datetime="10:00">10 h 00</time>' in page.replace("\u00a0", " ")
    assert "Venue<span" in page and "Absente<span" in page
    assert "attendue à 10 h" in plain(page)
    tomorrow = nadia.get("/?jour=2017-12-13").text
    assert "Mercredi 13 décembre 2017" in plain(re.sub(r"<[^>]*>", "", tomorrow))
    assert "Venue<span" not in tomorrow, "nobody came yet"
    assert 'aria-current="date"><b>Mer. 13</b>' in tomorrow
    assert "Noël" in text_of(nadia, "/?jour=2017-12-26")
    assert "Aucun rendez-vous ni travail noté" in text_of(nadia, "/?jour=2017-12-14")


def test_a_sunday_shows_the_coming_week(nadia: Client) -> None:
    text = text_of(nadia)
    assert "Dimanche" in text and "la semaine 1" in text
    assert "Jour de l’an" in text


def test_put_off_from_the_line_and_brought_back(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    followed(1)
    page = nadia.get("/?famille=contact").text
    form = page[page.index('id="reporter-') : page.index("</form>", page.index('id="reporter-'))]
    address = re.search(r'action="([^"]*)"', form)
    once = re.search(r'name="once" value="([^"]*)"', form)
    assert address and once
    said = {"once": once[1], "alerte": re.findall(r'name="alerte" value="([^"]*)"', form), "until": "lundi"}
    url = address[1].replace("&amp;", "&")
    refused = nadia.post(url, said)
    assert refused.status_code == 422
    assert 'value="lundi"' in refused.text
    done = nadia.post(url, {**said, "reason": "il déménage, retour lundi"}, follow=True)
    assert done.redirect_chain[0][0] == "/"
    assert "jusqu’au 18 déc." in plain(done.content.decode())
    assert PutOff.objects.count() == len(said["alerte"])
    again = nadia.post(url, {**said, "reason": "deux fois"}, follow=True)
    assert "rien n’a été fait deux fois" in plain(again.content.decode())
    assert "Gaston Grive0" not in lines(nadia)
    assert "il déménage, retour lundi" in text_of(nadia)
    back = re.search(r'action="([^"]*reporter/annuler[^"]*)"', nadia.get("/").text)
    assert back
    nadia.post(back[1].replace("&amp;", "&"))
    assert PutOff.objects.count() == len(said["alerte"]) - 1
    assert "Gaston Grive0" in lines(nadia)


def test_without_script_the_page_puts_off(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    (file,) = followed(1)
    page = nadia.get(f"/participants/reporter/{file.participant.code}/").text
    assert "Aucun contact depuis 71" in page and 'name="until"' in page
    gone = {"once": "6f9a2d6e-4a86-4c1e-9a34-0b8f1f2f3a11", "alerte": ["no_contact:2017-01-01"], "until": "lundi"}
    answer = nadia.post(f"/participants/reporter/{file.participant.code}/", {**gone, "reason": "…"})
    assert "elle a été réglée, ou elle a changé" in plain(answer.content.decode())


def test_nothing_of_others(nadia: Client, client_of: ClientOf, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)
    (file,) = followed(1, by="erable")
    assert "Grive" not in nadia.get("/").text
    assert nadia.get(f"/participants/reporter/{file.participant.code}/").status_code == 403
    denis = client_of("denis")
    assert "Rien à régler aujourd’hui" in text_of(denis)


def test_no_sensitive_word(nadia: Client) -> None:
    text = text_of(nadia)
    for word in ("genou", "opération", "handicap", "justice"):
        assert word not in text


def test_targets_follow_presence(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    cormier = Caseworker.objects.get(code="cormier")
    host = Organisation.objects.get(code="porteur")
    FtePeriod.objects.create(caseworker=cormier, host=host, fte="0.8", start=dt.date(2017, 7, 1))
    found = own_targets([cormier.pk], dt.date(2017, 12, 31))
    # 184 days of 365 at 80 %: 56 × 0.8 × 184 ÷ 365 = 22.58.
    assert found and (found.entries, found.positive_exits, found.active_file) == (23, 11, 56)
    Leave.objects.create(caseworker=cormier, kind="maladie", start=dt.date(2017, 10, 1), end=dt.date(2017, 12, 31))
    Leave.objects.create(caseworker=cormier, kind="conges", start=dt.date(2017, 8, 1), end=dt.date(2017, 8, 31))
    sick = own_targets([cormier.pk], dt.date(2017, 12, 31))
    assert sick and sick.entries == 11
    assert "à 0,8 ETP" in text_of(nadia)
    assert own_targets([cormier.pk], dt.date(2040, 1, 1)) is None


def test_as_many_queries_whatever_there_is(nadia: Client, today: Callable[[dt.date], dt.date]) -> None:
    today(TUESDAY)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert nadia.get("/").status_code == 200
        return len(seen)

    followed(1)
    before = queries()
    for file in followed(40):
        said = {"pathway": file, "caseworker": Caseworker.objects.get(code="cormier"), "recorded_on": TUESDAY}
        Interview.objects.create(date=dt.date(2017, 11, 2), kind="entretien", present=True, **said)
    assert queries() == before <= 65


def test_two_accounts_in_one(client_of: ClientOf) -> None:
    """Who is of the team keeps the board as a first page, even with a portfolio."""
    claire = User.objects.filter(email__startswith="claire").first() or client_of("claire")
    assert claire
    assert "Où en est le PLIE" in client_of("claire").get("/").text
