"""Lists kept under a name."""

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.roster.models import SavedView
from tests.web.conftest import ClientOf
from tests.web.examples import VIEW

KEEP = "/listes/garder/"
LIST = "/participants/"


def test_a_list_is_kept_with_its_filters_and_not_the_words(client_of: ClientOf) -> None:
    client = client_of("nadia")
    asked = {"name": "  RSA, à voir ", "query": "q=m%C3%A9sange&rsa=oui&tri=contact&apres=3&x=1"}
    answer = client.post(KEEP, asked, follow=True)
    view = SavedView.objects.get(owner__first_name="Nadia")
    assert (view.name, view.query, view.shared) == ("RSA, à voir", "rsa=oui&tri=contact", False)
    assert answer.redirect_chain == [(f"{LIST}?rsa=oui&tri=contact", 302)]
    assert "Liste gardée" in answer.text
    assert 'href="/participants/?rsa=oui&amp;tri=contact" aria-current="true">RSA, à voir' in answer.text
    assert "Garder cette liste" not in answer.text
    assert "RSA, à voir" not in client_of("paule").get(LIST).text
    assert Event.objects.filter(verb=Verb.CREATED, target="roster.savedview", actor="Nadia Cormier").exists()


def test_a_name_taken_or_absent_is_told_beside_the_field_and_what_was_typed_stays(client_of: ClientOf) -> None:
    client = client_of("claire")
    taken = client.post(KEEP, {"name": "QPV et RSA", "query": "rsa=oui", "shared": "on"}).text
    assert "Vous gardez déjà une liste sous ce nom." in taken
    assert 'value="QPV et RSA"' in taken
    assert 'name="shared" checked' in taken
    assert 'aria-invalid="true"' in client.post(KEEP, {"name": " ", "query": "rsa=oui"}).text
    assert 'aria-invalid="true"' in client.post(KEEP, {"name": "x" * 61, "query": "rsa=oui"}).text
    assert SavedView.objects.count() == 1


def test_the_team_shares_a_list_and_others_do_not(client_of: ClientOf) -> None:
    assert client_of("nadia").post(KEEP, {"name": "À tous", "query": "rsa=oui", "shared": "on"}).status_code == 403
    assert "Offrir cette liste" not in client_of("nadia").get(LIST, {"rsa": "oui"}).text
    assert "Offrir cette liste" in client_of("hugo").get(LIST, {"rsa": "oui"}).text
    assert "QPV et RSA" in client_of("nadia").get(LIST).text


def test_only_its_owner_forgets_a_list(client_of: ClientOf) -> None:
    forget = f"/listes/{VIEW}/oublier/"
    query = {"quartier": "qpv", "rsa": "oui"}
    assert forget not in client_of("hugo").get(LIST, query).text
    assert client_of("hugo").post(forget).status_code == 403
    assert forget in client_of("claire").get(LIST, query).text
    assert "Liste oubliée" in client_of("claire").post(forget, follow=True).text
    assert not SavedView.objects.exists()
    assert client_of("claire").post(forget).status_code == 404


def test_the_plain_list_needs_no_name(client_of: ClientOf) -> None:
    for query in ({}, {"statut": "active"}, {"q": "mésange"}):
        assert "Garder cette liste" not in client_of("claire").get(LIST, query).text
    assert "Garder cette liste" in client_of("claire").get(LIST, {"rsa": "oui"}).text
