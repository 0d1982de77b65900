"""The list of participants: who sees what, filters, orders, pages."""

import datetime as dt
import re
from typing import Any

from django.test import Client

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core import clock
from jalon.pathways.models import Pathway
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason
from jalon.roster.actions import refresh_all
from jalon.roster.models import FileSummary
from jalon.web.roster.criteria import SORTS
from tests.web.conftest import ClientOf
from tests.web.examples import CODE
from tests.web.roster.people import grives

LIST = "/participants/"
LINK = f'href="/participants/{CODE}/"'


def names(client: Client, query: str = "") -> list[str]:
    """The names on a page, in its order."""
    text = client.get(f"{LIST}?{query}").text
    return [re.sub(r"<[^>]+>", "", name).strip() for name in re.findall(r'<th scope="row">(.*?) <span', text)]


def test_by_name_by_both_names_or_by_number(client_of: ClientOf) -> None:
    for words in ("més", "Mésange", "awa mésange", "AWA", CODE, f" {CODE} ", "3/3/1983", "mezange"):
        text = client_of("nadia").get(LIST, {"q": words}).text
        assert LINK in text, words
        assert "1 personne<" in text
        assert "Roitelet" not in text


def test_near_names_say_so(client_of: ClientOf) -> None:
    assert "presque de même" in client_of("nadia").get(LIST, {"q": "mezange"}).text
    assert "presque de même" not in client_of("nadia").get(LIST, {"q": "mésange"}).text


def test_of_others_a_caseworker_sees_name_referent_and_status_alone(client_of: ClientOf) -> None:
    own, other = (client_of(who).get(LIST, {"q": CODE}).text for who in ("nadia", "paule"))
    for text in (own, other):
        assert "Nadia Cormier" in text
        assert "En parcours" in text
    for told in (LINK, "F, 34", "28 nov.", "Contrat long", "Dijon,"):
        assert told in re.sub(r"\s", " ", own) or told in own, told
        assert told not in re.sub(r"\s", " ", re.sub(r"<option.*?</option>", "", other)), told
    assert "ne dit que le nom, le référent et le statut" in other


PRIVATE = ("rsa=non", "commune=21231", "quartier=qpv", "niveau=3", "sans_etape=6", "tri=contact", "tri=-etape")


def test_what_a_caseworker_may_not_read_of_others_cannot_be_asked_of_them(client_of: ClientOf) -> None:
    for query in PRIVATE:
        seen = {who: set(names(client_of(who), query)) for who in ("claire", "nadia", "paule", "denis")}
        assert seen["nadia"] <= {"Awa Mésange"}, query
        assert seen["paule"] <= {"Gaston Roitelet"}, query
        assert seen["denis"] == set(), query
        assert seen["claire"] == seen["nadia"] | seen["paule"] != set(), query


def test_the_list_opens_the_files_that_the_rights_open(client_of: ClientOf, people: dict[str, Any]) -> None:
    keys = set(FileSummary.objects.values_list("pk", flat=True))
    for user in people.values():
        assert set(FileSummary.objects.openable_by(user).values_list("pk", flat=True)) == openable_among(user, keys)


FILTERED = [
    ("", ["Awa Mésange", "Gaston Roitelet"]),
    ("tri=-nom", ["Gaston Roitelet", "Awa Mésange"]),
    ("tri=referent", ["Awa Mésange", "Gaston Roitelet"]),
    ("tri=entree", ["Awa Mésange", "Gaston Roitelet"]),
    ("tri=-entree", ["Gaston Roitelet", "Awa Mésange"]),
    ("tri=contact", ["Gaston Roitelet", "Awa Mésange"]),
    ("tri=-etape", ["Awa Mésange", "Gaston Roitelet"]),
    ("rsa=non", ["Awa Mésange"]),
    ("rsa=inconnu", ["Gaston Roitelet"]),
    ("quartier=qpv", ["Awa Mésange"]),
    ("commune=21231", ["Awa Mésange"]),
    ("niveau=3", ["Awa Mésange"]),
    ("statut=active", ["Awa Mésange", "Gaston Roitelet"]),
    ("statut=veille", []),
    ("statut=sortie", []),
    ("mois=11-20", ["Awa Mésange", "Gaston Roitelet"]),
    ("mois=1-10", []),
    ("sans_etape=6", ["Gaston Roitelet"]),
    ("referent=aucun", []),
    ("rsa=non&statut=active&q=mes", ["Awa Mésange"]),
    # what has no meaning is left out
    ("rsa=peut-être&mois=3&referent=x&tri=x&apres=x&commune=99999", ["Awa Mésange", "Gaston Roitelet"]),
]


def test_filters_and_orders(client_of: ClientOf) -> None:
    client = client_of("claire")
    assert [(query, names(client, query)) for query, _ in FILTERED] == FILTERED


def test_ones_own_people_first(client_of: ClientOf) -> None:
    assert names(client_of("nadia"), "referent=moi") == ["Awa Mésange"]
    assert "Mon portefeuille" in client_of("nadia").get(LIST).text
    assert "Mon portefeuille" not in client_of("claire").get(LIST).text


def test_the_referents_in_post_or_with_open_files_are_offered(client_of: ClientOf) -> None:
    client, today = client_of("claire"), clock.today()
    for code, name, end in (("pie", "Pie", today), ("geai", "Geai", today - dt.timedelta(1))):
        caseworker = Caseworker.objects.create(code=code, first_name="Jo", last_name=name)
        FtePeriod.objects.create(caseworker=caseworker, start=dt.date(2016, 1, 1), end=end)
    newcomer = Caseworker.objects.create(code="buse", first_name="Jo", last_name="Buse")
    FtePeriod.objects.create(caseworker=newcomer, start=today + dt.timedelta(1))
    # Nadia and Paule have no post told here, and one open file each.
    assert offered(client) == ["tous", "Nadia Cormier", "Paule Erable", "Jo Pie", "sans référent"]
    Pathway.objects.filter(exit_date=None).update(exit_date=today, exit_reason=ExitReason.objects.all()[0])
    refresh_all()
    assert offered(client) == ["tous", "Jo Pie", "sans référent"]


def test_the_people_of_a_referent_who_left_may_still_be_asked_for(client_of: ClientOf) -> None:
    client, nadia = client_of("claire"), Caseworker.objects.get(code="cormier")
    Pathway.objects.filter(exit_date=None).update(exit_date=clock.today(), exit_reason=ExitReason.objects.all()[0])
    refresh_all()
    assert names(client, f"referent={nadia.pk}") == ["Awa Mésange"]
    assert offered(client, f"referent={nadia.pk}") == ["tous", "Nadia Cormier", "sans référent"]
    for unknown in ("0", f"0{nadia.pk}", "9" * 18, "9" * 19, "²"):
        assert names(client, f"referent={unknown}") == ["Awa Mésange", "Gaston Roitelet"]


def offered(client: Client, query: str = "") -> list[str]:
    """The référents of the filter."""
    select = re.search(r'<select id="referent".*?</select>', client.get(f"{LIST}?{query}").text)
    return re.findall(r">([^<]+)</option>", select[0]) if select else []


def test_a_filter_is_taken_away_by_its_chip(client_of: ClientOf) -> None:
    text = client_of("claire").get(LIST, {"rsa": "oui", "statut": "veille", "tri": "-nom"}).text
    assert 'href="/participants/?rsa=oui&amp;tri=-nom"' in text
    assert 'href="/participants/?statut=veille&amp;tri=-nom"' in text


def test_nobody_is_answered_with_the_next_lists_and_their_counts(client_of: ClientOf) -> None:
    text = client_of("claire").get(LIST, {"rsa": "non", "mois": "31-", "q": "mésange"}).text
    assert "Personne ne répond à ces 3 critères" in text
    assert re.search(r'href="/participants/\?q=m%C3%A9sange&amp;rsa=non">Retirer.*?1 personne<', text)
    assert "Retirer «\u202fRSA" not in text
    assert "Personne n’est encore connu" in empty_list(client_of)


def empty_list(client_of: ClientOf) -> str:
    client = client_of("claire")
    Participant.objects.all().delete()
    return client.get(LIST).text


def test_what_was_typed_is_shown_as_typed(client_of: ClientOf) -> None:
    text = client_of("nadia").get(LIST, {"q": '"><b>\0'}).text
    assert 'value="&quot;&gt;&lt;b&gt;"' in text


def test_as_many_queries_for_a_line_as_for_a_page(client_of: ClientOf, django_assert_num_queries: Any) -> None:
    client = client_of("nadia")
    for count in (1, 25, 26):
        grives(count)
        with django_assert_num_queries(15):
            text = client.get(LIST, {"q": "grive", "statut": "active"}).text
        assert text.count('<th scope="row">') == min(count, 25)
        assert ("Suite" in text) is (count > 25)


def test_pages_there_and_back(client_of: ClientOf) -> None:
    grives(60)
    for order in SORTS:
        there_and_back(client_of("claire"), order)


def there_and_back(client: Client, order: str) -> None:
    pages, url = [], f"?tri={order}"
    for _ in range(3):
        text = client.get(f"{LIST}{url}").text
        pages.append(re.findall(r'href="/participants/([\w-]+)/"', text))
        url = following(text, "Suite")
    assert url == ""
    codes = [code for page in pages for code in page]
    assert len(codes) == len(set(codes)) == 62
    field = SORTS[order].field
    values = dict(FileSummary.objects.values_list("participant__code", field))
    told = [values[code] for code in codes]
    assert told == sorted(told, reverse=SORTS[order].descending)
    back = following(text, "Retour")
    text = client.get(f"{LIST}{back}").text
    assert re.findall(r'href="/participants/([\w-]+)/"', text) == pages[1]
    text = client.get(f"{LIST}{following(text, 'Retour')}").text
    assert re.findall(r'href="/participants/([\w-]+)/"', text) == pages[0]
    assert following(text, "Retour") == ""


def following(text: str, label: str) -> str:
    """Where a button of the pager leads."""
    found = re.search(rf'<a class="btn" href="([^"]*)">(?:<svg.*?</svg>)?\s*{label}', text)
    return found[1].replace("&amp;", "&") if found else ""


def test_reading_the_list_is_told_without_a_name(client_of: ClientOf) -> None:
    client_of("nadia").get(LIST, {"q": "mésange", "rsa": "non"})
    event = Event.objects.get(verb=Verb.READ)
    assert (event.target, event.after) == (
        "roster.filesummary",
        {"forme": "page", "filtres": "rsa=non", "recherche": True},
    )


def test_suggestions_lead_to_the_file_or_to_who_follows_it(client_of: ClientOf) -> None:
    own, other = (client_of(who).get("/recherche/", {"q": "més"}).text for who in ("nadia", "paule"))
    assert f'data-href="/participants/{CODE}/"' in own
    assert f'data-href="/participants/?q={CODE}"' in other
    assert "Nadia Cormier, en parcours" in other
    assert client_of("paule").get("/recherche/", {"q": ""}).text.strip() == ""


def test_eight_suggestions_in_a_constant_number_of_queries(client_of: ClientOf, django_assert_num_queries: Any) -> None:
    client = client_of("nadia")
    for count in (1, 30):
        grives(count)
        with django_assert_num_queries(8):
            text = client.get("/recherche/", {"q": "grive"}).text
        assert text.count('role="option"') == min(count, 8)
