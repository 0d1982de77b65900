"""The guide: every page has its topic, every topic is whole, found by its own words, and true to the rights."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import ResolverMatch, reverse
from pytest_django import DjangoAssertNumQueries

from jalon.accounts.roles import Capability
from jalon.core.folding import words
from jalon.web import help as help_package
from jalon.web.help.rights import WORDS
from jalon.web.help.search import answers
from jalon.web.help.topics import BY_PAGE, BY_SLUG, TOPICS, Topic, topic_of
from tests.web.conftest import ClientOf
from tests.web.test_access import EVERYONE, PAGES, all_pages

TEMPLATES = Path(help_package.__file__).parent.parent / "templates"
WITHOUT_TOPIC = {"help:index", "help:topic"}
each_topic = pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.slug)


class Links(HTMLParser):
    """The addresses, the anchors and the images of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.images: list[dict[str, str | None]] = []
        self.feed(text)

    @property
    def anchors(self) -> set[str]:
        """Where a link may lead."""
        return set(self.ids)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if said.get("id"):
            self.ids.append(str(said["id"]))
        if tag == "a" and said.get("href"):
            self.addresses.append(str(said["href"]))
        if tag == "img":
            self.images.append(said)


def match(name: str) -> ResolverMatch:
    """A page, as a request knows it."""
    area, _, page = name.rpartition(":")
    return ResolverMatch(lambda: None, (), {}, url_name=page, namespaces=[area] if area else [])


def test_every_page_has_its_topic() -> None:
    lacking = {name for name in all_pages() if topic_of(match(name)) is None}
    assert lacking == WITHOUT_TOPIC
    assert topic_of(match("admin:accounts_user_changelist")) == BY_SLUG["reglages"]
    assert topic_of(None) is None


def test_a_page_of_its_own_goes_before_its_area() -> None:
    assert topic_of(match("participants:file")) == BY_SLUG["dossier"]
    assert topic_of(match("participants:search")) == BY_SLUG["participants"]


def test_topics_name_pages_that_exist_once() -> None:
    areas = {name.rpartition(":")[0] for name in all_pages()} | {"admin"}
    assert [page for page in BY_PAGE if page not in all_pages() and page not in areas] == []
    assert len(BY_PAGE) == sum(len(topic.pages) for topic in TOPICS)


def test_no_text_without_a_topic() -> None:
    written = {path.stem for path in (TEMPLATES / "help" / "topics").iterdir()}
    assert written == set(BY_SLUG)


@each_topic
def test_a_topic_reads_at_the_door(topic: Topic, db: None, client: Client) -> None:
    answer = client.get(topic.url)
    assert answer.status_code == 200
    links = Links(answer.text)
    assert topic.acts
    assert {act.anchor for act in topic.acts} <= links.anchors
    assert all(act.title and act.text for act in topic.acts)
    assert len({act.anchor for act in topic.acts}) == len(topic.acts)


@pytest.fixture(scope="module")
def resolved() -> set[str]:
    """The addresses that answered: those of the frame are on each page."""
    return set()


@each_topic
def test_every_link_of_a_topic_resolves(topic: Topic, client_of: ClientOf, resolved: set[str]) -> None:
    client = client_of("claire")
    page = Links(client.get(topic.url).text)
    inside = [address for address in page.addresses if address.startswith("/")]
    assert len(inside) > 5
    new = {address.partition("#")[0] for address in inside} - resolved
    assert [address for address in new if client.get(address).status_code not in (200, 302)] == []
    resolved |= new
    assert {address[1:] for address in page.addresses if address.startswith("#")} <= page.anchors
    assert len(page.ids) == len(page.anchors), "a link to one of two leads to the first, in the header"
    for image in page.images:
        assert finders.find(str(image["src"]).removeprefix("/static/")), image
        assert image["alt"] and image["width"] and image["height"]


@each_topic
def test_a_topic_is_found_by_its_own_words(topic: Topic) -> None:
    for said in (topic.title, topic.about, *(act.title for act in topic.acts)):
        assert topic in [answer.topic for answer in answers(said)], said


def test_a_search_without_accents_case_nor_plural() -> None:
    for asked in ("PREAFFECTATION", "préaffectations", "la préaffectation ?"):
        assert [answer.topic.slug for answer in answers(asked)] == ["definitions", "regles"]
    assert answers("mot de passe oublié")[0].topic.slug == "connexion"
    assert [act.anchor for act in answers("exporter la base")[0].acts] == ["exporter"]


def test_a_title_goes_first_and_nonsense_finds_nothing() -> None:
    assert answers("journal")[0].topic.slug == "journal"
    assert answers("hippopotame") == []
    assert [answer.topic for answer in answers("comment ?")] == list(TOPICS)


def test_the_search_page(client: Client) -> None:
    page = client.get("/aide/", {"q": "Rôles"}).text
    assert "pour «\u202fRôles\u202f»" in page
    assert reverse("help:topic", args=["roles"]) in page
    page = client.get("/aide/", {"q": "<hippopotame>"}).text
    assert "Aucune rubrique ne dit" in page
    assert "<hippopotame>" not in page
    assert all(topic.url in page for topic in TOPICS)


def test_a_topic_that_does_not_exist(client: Client) -> None:
    assert client.get("/aide/nulle-part/").status_code == 404


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_a_topic_leads_to_the_pages_that_its_reader_may_open(who: str, client_of: ClientOf) -> None:
    client = client_of(who)
    for topic in TOPICS:
        door = "Ouvrir la page" in client.get(topic.url).text
        opens = bool(topic.door) and client.get(reverse(topic.door), follow=True).status_code != 403
        assert door is opens, topic.slug


def test_each_page_offers_its_topic(client_of: ClientOf) -> None:
    page = Links(client_of("claire").get("/prescriptions/").text)
    topic = BY_SLUG["prescriptions"]
    assert {f"{topic.url}#{act.anchor}" for act in topic.acts} <= set(page.addresses)
    assert {topic.url, "/aide/accessibilite/", "/aide/donnees-personnelles/"} <= set(page.addresses[-3:])


def test_the_table_of_rights_is_whole(client: Client) -> None:
    assert set(WORDS) == set(Capability)
    page = unescape(client.get(BY_SLUG["roles"].url).text)
    row = re.search(rf"{WORDS[Capability.TYPE_HISTORY]}.*?</tr>", page, re.DOTALL)
    assert row and "Coordinatrice, Chargée de projet" in row.group()


def test_what_is_kept_is_read_from_the_base(
    db: None, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        page = client.get(BY_SLUG["donnees-personnelles"].url).text
    said = " ".join(words(re.sub(r"<[^>]+>", " ", unescape(page))))
    for kept in ("24 mois", "sensible handicap sous main de justice", "date de naissance", "veilles sensible motif"):
        assert kept in said
    assert "Nomenclatures et réglages" not in unescape(page)


def test_pages_of_the_guide_are_in_the_walk_of_roles() -> None:
    assert {"help:index", "help:topic"} <= set(PAGES)
