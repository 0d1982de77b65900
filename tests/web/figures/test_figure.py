"""The page of a figure: its value, its filters, its list, its formula; and what it refuses."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker
from jalon.indicators.registry import INDICATORS
from jalon.pathways.models import Assignment, Entry, Pathway
from jalon.people.models import Participant
from jalon.protocols.models import Protocol
from tests.web.figures import reading
from tests.web.figures.conftest import SignedIn

ENTRIES = "/chiffres/entries_cumulative/?periode=2017-12"
EXITS = "/chiffres/exits_cumulative/?periode=2017-12"


def test_every_indicator_has_its_page(claire: Client) -> None:
    for code, indicator in INDICATORS.items():
        text = claire.get(f"/chiffres/{code}/").text
        for words in (indicator.label, indicator.definition, indicator.formula, indicator.source):
            assert reading.plain(words) in reading.plain(text), code
        assert "Décembre 2017" in text


def test_the_list_says_who_where_followed_by_whom_and_when(claire: Client) -> None:
    text = claire.get(ENTRIES).text
    assert reading.headings(text) == ["Personne", "Dossier", "Commune", "Référent", "Entrée", "Sortie", "Issue"]
    entries = Pathway.objects.filter(entry_date__year=2017)
    assert reading.big(text) == reading.count_of_files(text) == str(entries.count())
    assert set(reading.people(text)) == {str(each.participant) for each in entries}
    assert 'href="/participants/M-1' in text


def test_steps_and_referrals_have_their_own_columns(claire: Client) -> None:
    steps = reading.headings(claire.get("/chiffres/steps/").text)
    assert steps == ["Personne", "Dossier", "Étape", "Classification", "Début", "Fin", "Référent"]
    referrals = reading.headings(claire.get("/chiffres/referrals/").text)
    assert referrals == ["Personne", "Dossier", "Commune", "Prescripteur", "Date", "Issue", "Issue le"]
    mean = claire.get("/chiffres/preaffectation_year_to_date/").text
    assert reading.headings(mean)[-1] == "Jours"
    assert "/chiffres/referred_entries/?periode=2017-12" in mean


def test_a_reason_is_never_in_a_list(claire: Client) -> None:
    for address in (EXITS, f"{EXITS}&par=commune&exit_reason=maternite", "/chiffres/non_entries_cumulative/?par=sex"):
        page = claire.get(address).text
        rows = page[page.index('id="dossiers"') :]
        assert reading.people(page)
        assert "Santé" not in rows
        assert "Maternité" not in rows
        assert "Absent" not in rows


def test_filters_are_chips_that_come_off(claire: Client) -> None:
    text = claire.get(f"{ENTRIES}&sex=F&rsa=oui").text
    words_of_the_button = '<span class="sr">Retirer le filtre </span>'
    chips = {words: address for address, words in reading.links(text.replace(words_of_the_button, ""), "chip")}
    assert chips["Sexe : Femme"] == "/chiffres/entries_cumulative/?periode=2017-12&rsa=oui"
    assert chips["RSA : Oui"] == "/chiffres/entries_cumulative/?periode=2017-12&sex=F"
    assert "Sexe" not in chips
    assert chips["Âge"].endswith("?periode=2017-12&sex=F&rsa=oui&par=age#repartition")
    assert '<input type="hidden" name="sex" value="F">' in text


def test_unknown_is_a_filter_as_any_other(claire: Client) -> None:
    text = claire.get("/chiffres/accompanied_to_date/?periode=2017-12&commune=inconnu").text
    assert "Commune : Inconnu" in reading.plain(text)
    assert int(reading.big(text)) == len(reading.people(text)) > 0


@pytest.mark.parametrize(
    "address",
    [
        "/chiffres/nombre_de_jours/",
        "/chiffres/entries_month/?couleur=bleu",
        "/chiffres/entries_month/?par=couleur",
        "/chiffres/entries_month/?par=reason",
        "/chiffres/entries_month/?exit_reason=emploi",
        "/chiffres/referrals/?host=1",
        "/chiffres/entries_month/?rsa=peut-etre",
        "/chiffres/entries_month/?referrer=abc",
        "/chiffres/entries_month/?referrer=99999999999999999999",
        "/chiffres/entries_month/?commune=%00",
        "/chiffres/fte/?sex=F",
        "/chiffres/target_pct_to_date/?sex=F",
    ],
)
def test_what_does_not_exist_is_not_found(claire: Client, address: str) -> None:
    assert claire.get(address).status_code == 404


def test_a_value_nobody_has_is_an_empty_list(claire: Client) -> None:
    text = claire.get("/chiffres/entries_month/?commune=99999&referrer=123456").text
    assert reading.big(text) == "0"
    assert "Aucun dossier ne réunit ces filtres" in text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("periode=jadis", "Écrivez un mois ou une année"),
        ("periode=2017-14", "Écrivez un mois ou une année"),
        ("periode=0001-01", "Écrivez un mois ou une année"),
        ("periode=2017-12&connu=30/2/2017", "Cette date n’existe pas"),
    ],
)
def test_a_bad_window_shows_the_form_and_keeps_the_rest(claire: Client, query: str, said: str) -> None:
    answer = claire.get(f"/chiffres/entries_month/?{query}&sex=F&par=commune")
    assert answer.status_code == 200
    assert said in answer.text
    assert f'value="{query.rpartition("=")[2]}"' in answer.text
    assert '<input type="hidden" name="sex" value="F">' in answer.text
    assert 'class="big"' not in answer.text


@pytest.mark.parametrize("typed", ["2017-03", "mars 2017", "MARS 2017", "3/2017", "03/2017"])
def test_a_period_may_be_typed_as_one_says_it(claire: Client, typed: str) -> None:
    text = claire.get("/chiffres/entries_month/", {"periode": typed}).text
    assert 'value="mars 2017"' in text
    assert "?periode=2017-03" in text


def walk(client: Client, address: str, words: str) -> list[list[str]]:
    """The names of each page, following that button."""
    pages = []
    while address:
        text = client.get(address).text
        pages.append(reading.people(text))
        address = reading.address(text, words)
    return pages


@pytest.mark.parametrize("order", ["personne", "-personne", "entree", "-entree", "sortie", "-sortie", "rien"])
def test_paging_shows_every_row_once_both_ways(claire: Client, crowd: None, order: str) -> None:
    address = f"/chiffres/accompanied_to_date/?periode=2017-12&tri={order}"
    pages = walk(claire, address, "Suite")
    names = [name for page in pages for name in page]
    assert [len(page) for page in pages] == [25, 25, len(names) - 50]
    assert len(set(names)) == len(names) == int(reading.count_of_files(claire.get(address).text)) > 60
    last = claire.get(address).text
    while following := reading.address(last, "Suite"):
        last = claire.get(following).text
    back = [reading.people(last)]
    while previous := reading.address(last, "Retour"):
        last = claire.get(previous).text
        back.append(reading.people(last))
    assert back[::-1][0] == pages[0]
    assert {name for page in back for name in page} == set(names)


def test_each_order_is_the_one_it_says(claire: Client, crowd: None) -> None:
    def names(order: str) -> list[str]:
        pages = walk(claire, f"/chiffres/accompanied_to_date/?periode=2017-12&tri={order}", "Suite")
        return [name for page in pages for name in page]

    for code in ("personne", "entree", "sortie"):
        assert names(f"-{code}") == names(code)[::-1]
    people = Participant.objects.filter(pathways__isnull=False).distinct().order_by("last_name", "first_name")
    assert names("personne") == list(map(str, people))
    pathways = Pathway.objects.order_by("entry_date").select_related("participant")
    entries = {str(pathway.participant): pathway.entry_date for pathway in pathways}
    days = [entries[name] for name in names("entree")]
    assert days == sorted(days)


def test_a_mark_that_says_nothing_shows_the_first_page(claire: Client) -> None:
    first = reading.people(claire.get(ENTRIES).text)
    for mark in ("abc", "0", "-1", "9" * 30):
        assert reading.people(claire.get(f"{ENTRIES}&apres={mark}").text) == first


def test_the_exit_is_shown_once_known(claire: Client) -> None:
    pathway = Pathway.objects.filter(exit_date=dt.date(2017, 6, 30)).get()
    Pathway.objects.filter(pk=pathway.pk).update(exit_recorded_on=dt.date(2017, 9, 4))
    address = "/chiffres/active_file_real/?periode=2017-07&connu={}&commune=inconnu"
    known, unknown = (claire.get(address.format(day)).text for day in ("2017-09-04", "2017-09-03"))
    assert str(pathway.participant) not in reading.people(known)
    assert str(pathway.participant) in reading.people(unknown)
    assert "30\u00a0juin\u00a02017" not in unknown


# Formulas


@pytest.mark.parametrize(
    ("code", "calculation"),
    [
        ("target_entries_annual", "56 entrées par ETP × 0,19 ETP = 10,64, arrondi à 11"),
        ("target_pct_to_date", "9 ÷ (11 × 12 mois ÷ 12) ≈ 81,82 %, arrondi à 82 %"),
        ("active_file_target", "70 parcours par ETP × 0,19 ETP = 13,3, arrondi à 13"),
        ("partner_target_to_date", "800 × 12 mois ÷ 12 = 800"),
        ("target_positive_annual", "11 × 0,5 = 5,5, arrondi à 6"),
        ("positive_pct", "4 ÷ 7 ≈ 57,14 %, arrondi à 57 %"),
        ("positive_pct_excluding_neutral", "4 ÷ (7 − 1) ≈ 66,67 %, arrondi à 67 %"),
        ("fte", "0,05 + 0,04 + 0,06 + 0,04 = 0,19"),
    ],
)
def test_the_calculation_is_written_out(claire: Client, code: str, calculation: str) -> None:
    text = claire.get(f"/chiffres/{code}/?periode=2017-12").text
    assert f'<p class="calculation">{calculation}</p>' in text.replace("\u202f", " ").replace("\u00a0", " ")
    assert 'id="dossiers"' not in text


def test_each_input_leads_to_its_figure_or_to_the_protocol(claire: Client, as_: SignedIn) -> None:
    text = claire.get("/chiffres/target_entries_annual/?periode=2017-12&connu=2017-12-15").text
    assert 'href="/chiffres/fte/?periode=2017-12&amp;connu=2017-12-15"' in text
    assert "Protocole 2016-2020" in text
    assert "Entrées par ETP et par an" in text
    settings = "/reglages/protocols/protocol/2016-2020/change/"
    assert settings in text
    assert claire.get(settings).status_code == 200
    assert settings not in as_("hugo").get("/chiffres/target_entries_annual/").text


def test_a_rate_may_be_filtered_where_no_target_enters_it(claire: Client) -> None:
    text = claire.get("/chiffres/positive_pct/?periode=2017-12&sex=F").text
    assert "/chiffres/positive_cumulative/?periode=2017-12&amp;sex=F" in text


def test_what_lacks_is_said(claire: Client) -> None:
    assert "Aucun protocole n’est en vigueur" in claire.get("/chiffres/target_entries_annual/?periode=2015-12").text
    assert "Le dénominateur est zéro" in claire.get("/chiffres/positive_pct/?periode=2016-08").text
    Entry.objects.all().delete()
    Protocol.objects.all().delete()
    text = claire.get("/chiffres/target_positive_to_date/?periode=2017-12").text
    assert "n’a pas de valeur" in text
    assert reading.big(text) == "–"


# Queries


def test_as_many_queries_for_one_line_as_for_twenty_five(claire: Client, crowd: None) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert claire.get(address).status_code == 200
        return len(seen)

    codes = ("accompanied_to_date", "steps", "referrals", "preaffectation_year_to_date", "positive_pct")
    for code in codes:
        few, many = (queries(f"/chiffres/{code}/?periode={period}") for period in ("2016-10", "2017-12"))
        assert few == many <= 20, code


def test_a_colleague_of_the_same_name_does_not_break_the_pages(claire: Client) -> None:
    december = Pathway.objects.filter(entry_date__year=2017, entry_date__month=12).count()
    for number in range(60):
        person = Participant.objects.create(code=f"Z-{number}", last_name="Grive", first_name="Lou")
        pathway = Pathway.objects.create(code=f"Z-{number}", participant=person, entry_date=dt.date(2017, 12, 4))
        Assignment.objects.create(pathway=pathway, caseworker=Caseworker.objects.get(code="charme"))
    seen: list[str] = []
    address = "/chiffres/entries_month/?periode=2017-12&tri=personne"
    while address:
        text = claire.get(address).text
        seen += [part.partition("</")[0] for part in text.split('data-label="Dossier">')[1:]]
        address = reading.address(text, "Suite")
    assert len(seen) == len(set(seen)) == 60 + december
