"""Monthly meetings: the sheet, decisions, two people at once, what is recalled, closing, minutes."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.pathways.models import Assignment, CaseDecision, CaseMeeting, Pathway
from jalon.people.models import Participant
from tests.web.conftest import ClientOf
from tests.web.examples import AWA_PATHWAY, CASE_DECISION, CASE_MEETING

SHEET = f"/reunions/{CASE_MEETING}/"
LINE = f"{SHEET}personne/{AWA_PATHWAY}/"


def posted(client: Client, **said: object) -> dict[str, str]:
    """The form of Awa's line as the page shows it, with what is typed."""
    (line,) = (line for line in client.get(SHEET).context["lines"] if line.pathway.pk == AWA_PATHWAY)
    form = line.form
    shown = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in {**shown, **said}.items() if value is not None}


def test_the_sheet_is_prepared_with_what_was_left_to_do(client_of: ClientOf) -> None:
    page = client_of("hugo").get(SHEET)
    line = page.context["lines"][0]
    assert line.person.last_name == "Mésange"
    assert line.reasons[0].said.startswith("Décision du 28")
    assert line.before.words == "Proposer une mise en situation."
    assert "Gaston" not in page.content.decode()


def test_a_decision_has_words_someone_and_a_date(client_of: ClientOf, people: dict[str, User]) -> None:
    client = client_of("hugo")
    refused = client.post(LINE, posted(client, words="Revoir le projet", owner="", due_on=""))
    assert refused.status_code == 422
    assert "Dites qui s’en charge." in refused.content.decode()
    assert "Revoir le projet" in refused.content.decode()
    client.post(LINE, posted(client, words="Revoir le projet", owner=people["nadia"].pk, due_on="5/2"))
    made = CaseDecision.objects.get(meeting=CASE_MEETING)
    assert (made.words, made.owner, made.due_on) == ("Revoir le projet", people["nadia"], dt.date(2018, 2, 5))
    assert made.grounds.startswith("rappel")


def test_two_people_on_one_line_the_second_sees_both_and_chooses(client_of: ClientOf) -> None:
    hugo, claire = client_of("hugo"), client_of("claire")
    first, second = posted(hugo, words="La première version"), posted(claire, words="La seconde version")
    hugo.post(LINE, first)
    answer = claire.post(LINE, second)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "La première version" in page
    assert "La seconde version" in page
    assert CaseDecision.objects.get(meeting=CASE_MEETING).words == "La première version"


def test_done_it_is_recalled_no_more(client_of: ClientOf, today: Callable[[dt.date], dt.date]) -> None:
    nadia = client_of("nadia")
    nadia.post(f"/reunions/decision/{CASE_DECISION}/", {"fait": "oui"})
    assert CaseDecision.objects.get(pk=CASE_DECISION).done_on == dt.date(2017, 12, 31)
    lines = client_of("hugo").get(SHEET).context["lines"]
    assert not any(each.ground == "rappel" for line in lines for each in line.reasons)


def test_closed_it_changes_no_more_and_is_printed(client_of: ClientOf, today: Callable[[dt.date], dt.date]) -> None:
    hugo = client_of("hugo")
    said = posted(hugo, words="Appeler l’employeur")
    hugo.post(LINE, said)
    hugo.post(f"{SHEET}clore/")
    assert CaseMeeting.objects.get(pk=CASE_MEETING).closed_at is None, "it has not been held yet"
    today(dt.date(2018, 1, 9))
    hugo.post(f"{SHEET}clore/")
    page = hugo.get(SHEET)
    assert page.context["meeting"].closed_at
    assert not page.context["fills"]
    hugo.post(LINE, {**said, "words": "Autre chose"})
    assert CaseDecision.objects.get(meeting=CASE_MEETING).words == "Appeler l’employeur"
    text = pypdf.PdfReader(BytesIO(hugo.get(f"{SHEET}pdf/").content)).pages[0].extract_text()
    assert "Appeler l’employeur" in text
    assert "Union européenne" in text


def test_a_meeting_is_planned_once_and_not_in_the_past(client_of: ClientOf, people: dict[str, User]) -> None:
    client = client_of("claire")
    paule = Caseworker.objects.get(code="erable")
    FtePeriod.objects.create(caseworker=paule, start=dt.date(2017, 1, 1), fte=1)
    form = client.get("/reunions/").context["form"]
    said = {"once": str(form["once"].value()), "caseworker": str(paule.pk), "date": "12/1/2018"}
    answers = [client.post("/reunions/", said) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {302}
    assert CaseMeeting.objects.get(caseworker=paule).date == dt.date(2018, 1, 12)
    past = client.post("/reunions/", {**said, "once": "66666666-6666-4666-8666-666666666666", "date": "12/12/2017"})
    assert past.status_code == 422


@pytest.fixture
def thirty(people: dict[str, User]) -> None:
    nadia = Caseworker.objects.get(code="cormier")
    for number in range(30):
        person = Participant.objects.create(code=f"X-{number}", last_name=f"Pinson{number}")
        pathway = Pathway.objects.create(code=f"PX-{number}", participant=person, entry_date=dt.date(2017, 8, 9))
        Assignment.objects.create(pathway=pathway, caseworker=nadia)


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(SHEET).status_code == 200
    return len(queries)


def test_as_many_queries_for_thirty_as_for_one(client_of: ClientOf, thirty: None) -> None:
    client = client_of("hugo")
    many = count(client)
    lines = client.get(SHEET).context["lines"]
    assert len(lines) == 31
    Pathway.objects.filter(code__startswith="PX-").delete()
    assert count(client) == many
