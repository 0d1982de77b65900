"""Closing a month on the pages: what one looks at, the act, the closed letter, what it says has changed, who may."""

import datetime as dt
import json
from io import BytesIO

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock, periods, work
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from jalon.reports.closing import actions, queries
from jalon.reports.models import Closing, Edition, Story
from tests.web.conftest import ClientOf

MARCH = periods.month(2017, 3)
PAGE = "/lettre/2017-03/arreter/"
PLAIN = str.maketrans("\u00a0\u202f", "  ")


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


@pytest.fixture
def march(people: dict[str, User]) -> Closing:
    """March closed by Claire, for the PLIE and for a host; then someone who had entered on 20 March is recorded."""
    found = actions.close(by=people["claire"], period=MARCH, as_of=MARCH.end)
    assert found.closed_at, found.trouble
    person = Participant.objects.create(code="T-0001", last_name="Mésange", first_name="Zélie")
    Pathway.objects.create(
        code="T1", participant=person, entry_date=dt.date(2017, 3, 20), recorded_on=dt.date(2017, 4, 6)
    )
    return found


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work is done here, instead of in a process of its own."""

    def start(room: work.Room, command: str, lock: int) -> None:
        call_command(command, str(room.key))

    monkeypatch.setattr(work, "start", start)


def text(client: Client, address: str) -> str:
    return client.get(address).text.translate(PLAIN)


def test_what_one_looks_at_before(claire: Client) -> None:
    page = text(claire, PAGE)
    assert "Dossiers à compléter" in page
    assert page.count("juste") >= 5
    assert "Aucun nom de participant" in page
    assert 'value="31/3/2017"' in page
    assert 'href="/chiffres/stock_january/?periode=2017-03&amp;connu=2017-03-31"' in page
    assert "Pourquoi une nouvelle version" not in page
    assert "Lettre de mars 2017" in page
    assert "Cette période se termine le" in text(claire, "/lettre/2018-01/arreter/")


@pytest.mark.usefixtures("at_once")
def test_closed_in_two_steps_then_read(claire: Client) -> None:
    confirm = claire.post(PAGE, {"as_of": "31/3/2017"})
    assert "Arrêter mars 2017 ?" in confirm.text.translate(PLAIN)
    assert not Closing.objects.filter(period="2017-03").exists()

    answer = claire.post(PAGE, {"as_of": "31/3/2017", "confirmer": "1"}, follow=True)

    closing = Closing.objects.get(period="2017-03")
    page = answer.text.translate(PLAIN)
    assert answer.redirect_chain == [(f"/arretes/{closing.key}/", 302)]
    assert "par Claire Tilleul" in page
    assert "Rien n’a changé depuis" in page
    assert f'href="/arretes/{closing.key}/chiffres/entries_cumulative/?version=' in page
    assert f'par Claire Tilleul. <a href="/arretes/{closing.key}/">' in text(claire, "/lettre/2017-03/")


def test_a_day_that_cannot_be_is_told_beside_its_field(claire: Client) -> None:
    for typed, said in (
        ("32/3/2017", "Mars 2017 n’a pas de 32."),
        ("30/3/2017", "au plus tôt le 31"),
        ("1/1/2018", "pas encore passé"),
        ("", "Ce champ manque."),
    ):
        page = claire.post(PAGE, {"as_of": typed}).text.translate(PLAIN)
        assert said in page
        assert f'value="{typed}"' in page or not typed
    assert not Closing.objects.filter(period="2017-03").exists()


def test_a_story_without_consent_holds_it_up(claire: Client) -> None:
    Story.objects.create(period="2017-03", title="Un atelier", text="Merci à Awa Mésange.", written_at=clock.now())
    page = claire.post(PAGE, {"as_of": "31/3/2017", "confirmer": "1"}).text.translate(PLAIN)
    assert "« Awa Mésange » est le nom et le prénom d’un participant" in page
    assert "Rien ne s’arrête avant que ces points soient réglés" in page
    assert queries.under_way("2017-03") is None


def test_the_second_sees_the_first_work_and_may_stop_it(
    claire: Client, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "start", lambda room, command, lock: None)
    claire.post(PAGE, {"as_of": "31/3/2017", "confirmer": "1"})
    closing = Closing.objects.get(period="2017-03")
    room = actions.room_of(closing)
    with room.held():
        room.note_progress("version", 7, 20)
        answer = client_of("hugo").post(PAGE, {"as_of": "31/3/2017", "confirmer": "1"}, follow=True)
        page = answer.text.translate(PLAIN)
        assert "Claire Tilleul arrête cette lettre depuis" in page
        assert "Version 7 sur 20" in page
        assert '<progress id="barre" value="7" max="20">' in page
        claire.post(f"/arretes/{closing.key}/abandonner/")
        assert room.must_stop()
    assert "interrompu avant la fin" in text(claire, f"/arretes/{closing.key}/")
    assert "abandonné" in claire.post(f"/arretes/{closing.key}/abandonner/", follow=True).text
    assert client_of("nadia").get(f"/arretes/{closing.key}/").status_code == 404


def test_what_has_changed_is_told_by_fact(claire: Client, client_of: ClientOf, march: Closing) -> None:
    page = text(claire, f"/arretes/{march.key}/")
    assert "Une entrée du 20 mars, saisie le 6 avr." in page
    assert "saisie tardive" in page
    assert '<a href="/participants/T-0001/">T-0001</a>' in page
    assert "pour 1 fait" in page
    page = text(client_of("nadia"), f"/arretes/{march.key}/")
    assert "T-0001" not in page
    assert "1 dossier que vous n’ouvrez pas" in page
    assert "2017-03" in text(claire, "/lettre/2017-04/arreter/")


def test_each_number_opens_the_files_that_were_counted(claire: Client, client_of: ClientOf, march: Closing) -> None:
    address = f"/arretes/{march.key}/chiffres/entries_cumulative/"
    page = text(claire, address)
    assert "Gaston Roitelet" in page
    assert "toujours compté" in page
    assert "T-0001" not in page
    assert Event.objects.filter(target="closing", verb="read").count() == 1
    Participant.objects.filter(code="R-0007").update(code="ANCIEN")
    Pathway.objects.filter(participant__code="ANCIEN").delete()
    page = text(claire, address)
    assert "dossier effacé" in page
    assert "n’est plus compté" in page
    page = text(client_of("nadia"), f"{address}?month=2017-02")
    assert "R-0007" in page
    page = text(client_of("nadia"), f"{address}?category=inconnu")
    assert "ne s’affiche pas sous ce filtre" in page
    assert "R-0007" not in page
    assert claire.get(f"{address}?sexe=F").status_code == 404
    assert claire.get(f"/arretes/{march.key}/chiffres/rien/").status_code == 404
    assert "Calculé" not in text(claire, f"/arretes/{march.key}/chiffres/active_file_pct/")


def test_the_frozen_documents(claire: Client, march: Closing) -> None:
    address = f"/arretes/{march.key}/lettre"
    pdf = claire.get(f"{address}.pdf")
    assert pdf.content == bytes(march.letters.get(edition__audience="ensemble").pdf)
    assert 'filename="lettre-2017-03-n1.pdf"' in pdf["Content-Disposition"]
    assert json.loads(claire.get(f"{address}.json").content)["headline"]["entries_month"] == 0
    assert CalamineWorkbook.from_filelike(BytesIO(claire.get(f"{address}.xlsx").content)).sheet_names[0] == "Lettre"
    assert claire.get(f"{address}.doc").status_code == 404


def test_a_host_manager_reads_the_letter_of_its_own_organisation(client_of: ClientOf, march: Closing) -> None:
    lise = client_of("lise")
    page = text(lise, f"/arretes/{march.key}/")
    assert "Régie des Tilleuls" in page
    assert "T-0001" not in page
    assert "/chiffres/" not in page
    whole, own = (Edition.objects.get(audience=audience).pk for audience in ("ensemble", "porteur"))
    assert lise.get(f"/arretes/{march.key}/?version={own}").status_code == 200
    for other in (f"?version={whole}", f"lettre.pdf?version={whole}"):
        assert lise.get(f"/arretes/{march.key}/{other}").status_code == 403
    assert "regie-des-tilleuls" in lise.get(f"/arretes/{march.key}/lettre.pdf")["Content-Disposition"]


def test_another_version_says_why_and_replaces_the_first(
    claire: Client, people: dict[str, User], march: Closing
) -> None:
    asked = claire.post(PAGE, {"as_of": "30/4/2017", "confirmer": "1"}).text
    assert "Dites pourquoi" in asked
    second = actions.close(by=people["claire"], period=MARCH, as_of=dt.date(2017, 4, 30), why="une entrée tardive")
    assert "une entrée tardive" in text(claire, f"/arretes/{second.key}/")
    assert f'href="/arretes/{second.key}/"' in text(claire, f"/arretes/{march.key}/")
    assert text(claire, "/arretes/").count("mars 2017") >= 2


def test_queries(claire: Client, march: Closing, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(110):
        claire.get(f"/arretes/{march.key}/")
    with django_assert_max_num_queries(50):
        claire.get("/lettre/2017-04/arreter/")
