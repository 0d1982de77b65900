"""The quality of what is recorded: shares, the list of a référent, its acts, its filters, its export."""

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from jalon.accounts.models import Caseworker
from jalon.audit.models import Event
from jalon.core import clock
from jalon.pathways.judging import judgements
from jalon.pathways.models import Assignment, Entry, Interview, NoteVersion, Pathway, Step
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from jalon.web.quality.criteria import asked
from tests.web.conftest import ClientOf
from tests.web.examples import AWA_PATHWAY, CODE
from tests.web.test_in_browser import assert_fit, sign_in

DECEMBER = "periode=2017-12"
LIST = f"/qualite/referent/cormier/?{DECEMBER}"


def typed(day: int, kind: str = "entretien", *, note: str = "", **said: object) -> Interview:
    """A contact of December with Awa, typed in Jalon."""
    date = dt.date(2017, 12, day)
    made = Interview.objects.create(
        pathway_id=AWA_PATHWAY, date=date, kind=kind, present=True, recorded_on=date, **{"minutes": 30, **said}
    )
    if note:
        NoteVersion.objects.create(interview=made, number=1, text=note, written_at=clock.now())
    return made


def lines(client: Client, address: str = LIST) -> list[str]:
    found = client.get(address).context["lines"]
    return [f"{each.person.last_name} {each.share.complete}/{each.share.acts}" for each in found]


def todo(client: Client, address: str = LIST) -> list[tuple[str, str]]:
    (line,) = client.get(address).context["lines"]
    return [(each.verb, each.url) for each in line.todo]


def test_each_lack_has_its_act(client_of: ClientOf) -> None:
    whole = typed(4, note="Le projet avance.", signed=True)
    short, call = typed(5), typed(6, "telephone", note="Message laissé.", minutes=None)
    client = client_of("nadia")
    assert lines(client) == ["Mésange 2/4"], "the month has its interview"
    assert todo(client) == [
        ("Compléter", f"/participants/compte-rendu/{short.pk}/"),
        ("Faire signer", f"/participants/signer/entretien/{short.pk}/"),
        ("Compléter", f"/participants/compte-rendu/{call.pk}/"),
    ]
    for _, url in todo(client):
        assert client.get(url).status_code == 200
    page = client.get(LIST).text
    assert "il manque\u00a0: le compte rendu" in page
    assert f"/compte-rendu/{whole.pk}/" not in page


def test_complete_it_leaves_the_list_unless_all_are_asked(client_of: ClientOf) -> None:
    typed(4, note="Le projet avance.", signed=True)
    client = client_of("nadia")
    assert lines(client) == []
    assert "Tout est complet" in client.get(LIST).text
    assert lines(client, f"{LIST}&etat=tous") == ["Mésange 2/2"]
    assert lines(client, f"{LIST}&etat=tous&acte=contact") == ["Mésange 1/1"]
    assert lines(client, f"{LIST}&etat=tous&acte=sortie") == []


def test_a_month_without_a_contact_and_a_step_to_complete(client_of: ClientOf) -> None:
    step = Step.objects.get(code="E-3")
    Step.objects.filter(pk=step.pk).update(recorded_on=dt.date(2017, 10, 16), organisation=None)
    client = client_of("nadia")
    assert todo(client) == [("Noter un contact", f"/participants/appel/{CODE}/")]
    autumn = "/qualite/referent/cormier/?periode=2017-T4&acte=etape"
    assert todo(client, autumn) == [("Compléter l’étape", f"/etapes/{step.pk}/corriger/")]


def test_the_index_sums_acts_by_referent_and_tells_a_referent_their_own(client_of: ClientOf) -> None:
    typed(4, note="Le projet avance.", signed=True)
    typed(5)
    team, own = (client_of(name).get(f"/qualite/?{DECEMBER}").context for name in ("claire", "nadia"))
    told = {each.name: (each.share.complete, each.share.acts, each.files) for each in team["desks"]}
    assert told == {"Nadia Cormier": (2, 3, 1), "Paule Erable": (0, 1, 1)}
    assert (team["total"].complete, team["total"].acts, team["total"].percent) == (2, 4, 50)
    assert [each.name for each in own["desks"]] == ["Nadia Cormier"]
    assert "Mésange" not in client_of("claire").get(f"/qualite/?{DECEMBER}").text


def test_the_export_is_the_list_and_both_are_in_the_journal(client_of: ClientOf) -> None:
    typed(5)
    client = client_of("nadia")
    client.get(LIST)
    answer = client.get(f"/qualite/csv/cormier/?{DECEMBER}&acte=contact")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    heading, *rows = text.splitlines()
    assert heading.startswith("Personne;Dossier;Actes complets")
    assert [row.split(";")[:5] for row in rows] == [["Awa Mésange", CODE, "0", "1", "0"]] * 2
    assert sorted(Event.objects.filter(target="quality").values_list("verb", flat=True)) == ["exported", "read"]


@pytest.mark.parametrize("said", ["", "2017-13", "9999-12", "2017-T5", "٢٠١٧-12", "jadis"])
def test_a_period_that_does_not_read_is_the_month_of_today(said: str, client_of: ClientOf) -> None:
    page = client_of("nadia").get("/qualite/", {"periode": said, "acte": "rien"})
    assert (page.context["asked"].title, page.context["asked"].act) == ("décembre 2017", "")


def test_periods_follow_one_another() -> None:
    month, quarter = (asked(QueryDict(f"periode={each}"), dt.date(2017, 12, 31)) for each in ("2017-12", "2017-T4"))
    assert (month.before, month.after, month.other) == (
        "periode=2017-11",
        "periode=2018-01",
        "periode=2017-T4",
    )
    assert (quarter.before, quarter.after, quarter.other) == ("periode=2017-T3", "periode=2018-T1", "periode=2017-12")
    assert quarter.period.end == dt.date(2017, 12, 31)
    assert quarter.title == "4e trimestre 2017"


def test_a_list_is_paged_and_its_queries_are_constant(client_of: ClientOf) -> None:
    typed(5)
    client, paule = client_of("claire"), Caseworker.objects.get(code="erable")
    pages = ("/qualite/?periode=2017-T4", "/qualite/referent/erable/?periode=2017-T4")

    def queries() -> list[int]:
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as asked_for:
                client.get(page)
            counts.append(len(asked_for))
        return counts

    def enter(number: int) -> None:
        person = Participant.objects.create(code=f"N-{number:02}", first_name="Noé", last_name=f"Buse {number:02}")
        entered = dt.date(2017, 10 + number % 3, 2)
        pathway = Pathway.objects.create(code=f"PN-{number}", participant=person, entry_date=entered)
        Assignment.objects.create(pathway=pathway, caseworker=paule)
        Entry.objects.create(pathway=pathway, protocol=Protocol.objects.order_by("start")[0])
        Interview.objects.create(pathway=pathway, date=entered, kind="entretien", present=True, recorded_on=entered)

    enter(0)
    queries()
    before = queries()
    for number in range(1, 30):
        enter(number)
    assert queries() == before
    first, second = (client.get(f"{pages[1]}&page={number}").context["lines"] for number in (1, 2))
    assert (len(first), len(second)) == (25, 6)
    assert first[0].person.last_name == "Buse 00"


def test_without_a_choice_of_referents_the_same_is_found(people: object) -> None:
    typed(5)
    period = asked(QueryDict("periode=2017-T4"), dt.date(2017, 12, 31)).period
    nadia = Caseworker.objects.get(code="cormier")
    everyone = {each.participant: each.acts for each in judgements(period, dt.date(2017, 12, 31))}
    own = judgements(period, dt.date(2017, 12, 31), [nadia.pk])
    assert [everyone[each.participant] == each.acts for each in own] == [True]
    assert judgements(period, dt.date(2017, 9, 30)) == []


def test_from_the_share_to_the_act_in_the_browser(page: Page, example_served: None) -> None:
    claire = sign_in(page, "claire.tilleul@example.org")
    claire.goto("/qualite/?periode=2017-12")
    assert_fit(claire)
    claire.set_viewport_size({"width": 1280, "height": 900})
    claire.get_by_role("link", name="Paule Erable").click()
    assert_fit(claire)
    claire.set_viewport_size({"width": 1280, "height": 900})
    claire.get_by_role("link", name="Noter un contact : Suivi de décembre 2017, Gaston Roitelet").click()
    expect(claire.get_by_role("heading", level=1)).to_contain_text("Gaston Roitelet")
