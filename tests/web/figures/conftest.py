"""The example PLIE and its accounts, for the pages of figures."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker

from jalon.accounts.models import User
from jalon.demo.actions import load_example
from jalon.pathways.models import Pathway
from jalon.people.models import Participant
from tests.support.browser import Watch
from tests.support.server import Server, running_server

SignedIn = Callable[[str], Client]


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The example, loaded once for the tests of a file; what each of them changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_example(small=True)
        # Checked once here: what is left to check would be again at the end of each test.
        connection.check_constraints()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def plie(loaded: None, db: None) -> None:
    """The example, in December 2017."""


@pytest.fixture
def crowd(plie: None) -> None:
    """Fifty more people, who entered on fifty days of 2017, so that a list has several pages."""
    people = Participant.objects.bulk_create(
        Participant(code=f"G-{number:02}", last_name=f"Grive {number % 7}", first_name=f"Lou {number:02}")
        for number in range(50)
    )
    first = dt.date(2017, 3, 1)
    Pathway.objects.bulk_create(
        Pathway(code=person.code, participant=person, entry_date=first + dt.timedelta(number * 11 % 50))
        for number, person in enumerate(people)
    )


@pytest.fixture
def as_(plie: None) -> SignedIn:
    """A browser without pages, signed in as one of the accounts of the example, by first name."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email__startswith=f"{name}."))
        return client

    return signed_in


@pytest.fixture
def claire(as_: SignedIn) -> Client:
    """The coordinator's browser."""
    return as_("claire")


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server beside the shared one, that serves the demo."""
    with running_server(tmp_path_factory.mktemp("demo"), [["demo", "--small"]], "2017-12-31") as running:
        yield running


@pytest.fixture
def visitor(browser: Browser, demo_server: Server) -> Iterator[Page]:
    """A page on that server, under watch."""
    watch = Watch(demo_server.url)
    context = browser.new_context(base_url=demo_server.url, locale="fr-FR")
    yield watch.over(context).new_page()
    context.close()
    assert watch.faults == []
