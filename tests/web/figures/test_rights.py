"""Who sees which part of a figure, and what the journal keeps of it."""

import csv
import io

import pytest
from django.test import Client

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.pathways.models import Assignment, Pathway
from jalon.people.models import Participant
from tests.web.figures import reading
from tests.web.figures.conftest import SignedIn

ENTRIES = "/chiffres/entries_cumulative/?periode=2017-12"
CSV = "/chiffres/entries_cumulative/liste.csv?periode=2017-12"


def events(verb: Verb) -> list[tuple[str, str, str, str]]:
    """What the journal says of figures."""
    found = Event.objects.filter(verb=verb, target="figure").order_by("id")
    return list(found.values_list("actor", "target", "target_key", "file"))


def test_a_caseworker_reads_name_referent_and_status_and_opens_their_own_files(as_: SignedIn) -> None:
    nadia = as_("nadia")
    text = nadia.get("/chiffres/accompanied_to_date/?periode=2017-12&tri=personne").text
    assert reading.headings(text) == ["Personne", "Dossier", "Référent", "Parcours"]
    shown, linked = reading.people(text), reading.openable(text)
    assert 0 < len(linked) < len(shown)
    hers = Assignment.objects.filter(caseworker__code="cormier").select_related("pathway__participant")
    assert {name for _, name in linked} <= {str(each.pathway.participant) for each in hers}
    assert all(nadia.get(address).status_code == 200 for address, _ in linked)
    assert "Exporter" not in text


@pytest.mark.parametrize("query", ["rsa=oui", "exit_reason=sante", "commune=21231", "age=45_plus", "host=1&sex=F"])
def test_a_filter_that_tells_more_than_a_status_hides_the_names_from_a_caseworker(as_: SignedIn, query: str) -> None:
    address = f"/chiffres/exits_cumulative/?periode=2017-12&{query}"
    text = as_("nadia").get(address).text
    assert "La liste des personnes ne s’affiche pas sous ce filtre" in text
    assert reading.people(text) == []
    assert 'class="big"' in text
    assert not [name for name in Participant.objects.values_list("last_name", flat=True) if f" {name}<" in text]
    assert events(Verb.READ) == []
    assert as_("claire").get(address).status_code == 200


def test_a_filter_of_the_work_leaves_the_names(as_: SignedIn) -> None:
    pathway = Pathway.objects.get(code="P-001")
    keeper = Assignment.objects.get(pathway=pathway).caseworker_id
    assert reading.people(as_("nadia").get(f"{ENTRIES}&caseworker={keeper}&month=2017-03").text)


def test_the_spreadsheet_is_refused_to_a_caseworker(as_: SignedIn) -> None:
    assert as_("nadia").get(CSV).status_code == 403
    assert events(Verb.EXPORTED) == []


def test_the_administrator_opens_nothing(as_: SignedIn) -> None:
    for address in ("/lettre/2017-12/", ENTRIES, CSV, "/definitions/", "/lettre/2017-12.json"):
        assert as_("abel").get(address).status_code == 403


def test_a_list_of_names_that_was_read_is_in_the_journal_without_a_name(claire: Client) -> None:
    claire.get(f"{ENTRIES}&sex=F&tri=personne&connu=2017-12-15")
    assert events(Verb.READ) == [
        ("Claire Tilleul", "figure", "entries_cumulative?periode=2017-12&connu=2017-12-15&sex=F", "")
    ]


def test_what_names_nobody_is_not(claire: Client) -> None:
    for address in ("/lettre/2017-12/", "/chiffres/fte/", "/chiffres/entries_month/?periode=2010-01", "/definitions/"):
        assert claire.get(address).status_code == 200
    assert claire.get("/chiffres/entries_month/?periode=jadis").status_code == 200
    assert events(Verb.READ) == []


# The spreadsheet


def rows(client: Client, address: str) -> list[list[str]]:
    """The cells of a spreadsheet."""
    answer = client.get(address)
    assert answer["content-type"] == "text/csv; charset=utf-8"
    text = answer.getvalue().decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))


def test_the_spreadsheet_has_the_rows_of_the_list_in_its_order(claire: Client) -> None:
    for order in ("personne", "-entree", ""):
        page = claire.get(f"{ENTRIES}&rsa=oui&tri={order}").text
        address = reading.address(page, "Exporter")
        assert address.startswith("/chiffres/entries_cumulative/liste.csv?")
        heading, *lines = rows(claire, address)
        assert heading == reading.headings(page)
        assert [line[0] for line in lines][:25] == reading.people(page)
        assert str(len(lines)) == reading.count_of_files(page)
    assert lines[0][4][:5] == "2017-"


def test_the_export_is_in_the_journal(claire: Client) -> None:
    claire.get(f"{CSV}&commune=inconnu")
    assert events(Verb.EXPORTED) == [
        ("Claire Tilleul", "figure", "entries_cumulative?periode=2017-12&commune=inconnu", "")
    ]


def test_no_cell_of_the_spreadsheet_runs(claire: Client) -> None:
    Participant.objects.filter(code="M-101").update(first_name="=1+1", last_name="|cmd")
    lines = rows(claire, "/chiffres/accompanied_to_date/liste.csv?periode=2017-12")
    assert "'=1+1 |cmd" in [line[0] for line in lines]
    assert not [cell for line in lines for cell in line if cell[:1] in ("=", "@", "+", "-")]


@pytest.mark.parametrize("address", ["/chiffres/fte/liste.csv", "/chiffres/entries_month/liste.csv?periode=jadis"])
def test_a_figure_without_a_list_has_no_spreadsheet(claire: Client, address: str) -> None:
    assert claire.get(address).status_code == 404


def test_a_long_list_comes_whole(claire: Client) -> None:
    Participant.objects.bulk_create(Participant(code=f"G-{number}", last_name="Grive") for number in range(1100))
    people = Participant.objects.filter(code__startswith="G-")
    Pathway.objects.bulk_create(Pathway(code=p.code, participant=p, entry_date="2017-12-04") for p in people)
    lines = rows(claire, "/chiffres/entries_month/liste.csv?periode=2017-12&tri=personne")
    entered = Pathway.objects.filter(entry_date__year=2017, entry_date__month=12).count()
    assert len(lines) == len({line[1] for line in lines}) == 1 + entered > 1100
