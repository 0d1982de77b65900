"""What holds for every test: a fixed day, no network, no undefined template variable; and the browser's setting."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings as drawing
from playwright.sync_api import BrowserContext, expect
from pytest_django import Settings

from tests.support import tools
from tests.support.browser import LAUNCH_FLAGS, Watch
from tests.support.database import copied_for_tests
from tests.support.network import refuse_network
from tests.support.server import Server, running_server
from tests.support.templates import refuse_undefined_variables

DAY = dt.date(2017, 12, 31)
"""The day every test believes it is, unless it says otherwise."""

# The browser's driver keeps an event loop in the thread where tests also read the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
refuse_network()
expect.set_options(timeout=20_000)  # milliseconds: two engines and two browsers share two cores
# How long an example takes tells of the machine's other work, not of the code.
drawing.register_profile("suite", deadline=None)
drawing.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--captures`: the guide's pictures are taken anew, on the whole example; otherwise nothing is written."""
    parser.addoption("--captures", action="store_true", help="refaire les images du guide, dans static/web/aide/")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """The database of the tests is a copy as well: `migrate` finds nothing left to do there."""
    with copied_for_tests():
        yield


ON_BOTH = ("tests/web/recording/", "tests/web/test_in_browser.py", "tests/web/documents/")
"""Journeys that both engines run: contacts recorded at the same time, a file opened, files deposited and signed."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The other journeys run on SQLite alone: their pages are asked of both engines by the tests of pages."""
    if connection.vendor == "sqlite":
        return
    left = [item for item in items if _in_browser(item) and not item.nodeid.startswith(ON_BOTH)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


def _in_browser(item: pytest.Item) -> bool:
    return "browser" in getattr(item, "fixturenames", ())


@pytest.fixture(autouse=True)
def today(settings: Settings) -> Callable[[dt.date], dt.date]:
    """Fixes the day; call it with another one to move to it."""

    def move(day: dt.date) -> dt.date:
        settings.JALON_TODAY = day
        return day

    move(DAY)
    return move


@pytest.fixture(autouse=True)
def quick_clients(settings: Settings) -> None:
    """A test client does not list every static file as it starts; the browser’s server does, as in production."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template that names what it was not given fails its test."""
    refuse_undefined_variables(monkeypatch)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A real server on a real database of its own, shared by the tests of the browser."""
    with running_server(tmp_path_factory.mktemp("server"), [], DAY.isoformat()) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, quiet; its sandbox does not start as root, and only our own pages are opened."""
    return {
        **browser_type_launch_args,
        "executable_path": tools.chromium(),
        "chromium_sandbox": False,
        "args": list(LAUNCH_FLAGS),
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], server: Server) -> dict[str, Any]:
    """A French visitor of the server."""
    return {**browser_context_args, "base_url": server.url, "locale": "fr-FR", "timezone_id": "Europe/Paris"}


@pytest.fixture
def watch(server: Server) -> Iterator[Watch]:
    """What the pages of the test did wrong; it must be nothing, or have been expected."""
    watching = Watch(server.url)
    yield watching
    assert watching.faults == []


@pytest.fixture
def context(context: BrowserContext, watch: Watch) -> BrowserContext:
    """A browser context under watch."""
    return watch.over(context)
