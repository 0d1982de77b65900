"""Finding a person."""

import datetime as dt
from typing import Any

from jalon.accounts.models import Caseworker
from jalon.pathways.models import Assignment, Pathway
from jalon.people.models import Participant
from tests.web.conftest import ClientOf
from tests.web.examples import CODE

LINK = f'href="/participants/{CODE}/"'


def test_by_name_by_both_names_or_by_number(client_of: ClientOf) -> None:
    for words in ("més", "Mésange", "awa mésange", "AWA", CODE, f" {CODE} "):
        text = client_of("nadia").get("/participants/", {"q": words}).text
        assert LINK in text, words
        assert "1 personne" in text
        assert "Roitelet" not in text


def test_a_caseworker_sees_who_follows_the_others_but_no_way_in(client_of: ClientOf) -> None:
    text = client_of("paule").get("/participants/", {"q": "Mésange"}).text
    assert "Nadia Cormier" in text
    assert "en parcours depuis le" in text
    assert LINK not in text


def test_nobody_found(client_of: ClientOf) -> None:
    assert "Personne ne porte ce nom" in client_of("nadia").get("/participants/", {"q": "Zèbre"}).text
    assert "Personne ne porte ce nom" not in client_of("nadia").get("/participants/").text


def test_what_was_typed_is_shown_as_typed(client_of: ClientOf) -> None:
    text = client_of("nadia").get("/participants/", {"q": '"><b>'}).text
    assert 'value="&quot;&gt;&lt;b&gt;"' in text


def grives(count: int) -> None:
    """So many people named Grive in all, each followed by Paule."""
    paule = Caseworker.objects.get(code="erable")
    for number in range(Participant.objects.filter(last_name="Grive").count(), count):
        person = Participant.objects.create(code=f"G-{number}", last_name="Grive", first_name=f"Lou {number}")
        pathway = Pathway.objects.create(code=f"P-{number}", participant=person, entry_date=dt.date(2017, 1, 9))
        Assignment.objects.create(pathway=pathway, caseworker=paule)


def test_25_lines_at_most_in_a_constant_number_of_queries(client_of: ClientOf, django_assert_num_queries: Any) -> None:
    client = client_of("nadia")
    for count, more in [(1, False), (25, False), (26, True)]:
        grives(count)
        with django_assert_num_queries(7):
            text = client.get("/participants/", {"q": "grive"}).text
        assert text.count("<tr>") == min(count, 25) + 1
        assert ("et d’autres" in text) is more
