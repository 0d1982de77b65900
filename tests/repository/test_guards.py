"""The guards that the suite sets over every test do bite."""

import datetime as dt
import socket
import urllib.request
import warnings
from collections.abc import Callable

import pytest
from django.core.paginator import Paginator, UnorderedObjectListWarning
from django.template import Context, Template
from django.template.base import Origin
from playwright.sync_api import BrowserContext, Error, Page

from jalon.audit.models import Event
from jalon.core import clock
from tests.support import templates
from tests.support.browser import Watch, assert_no_overflow, broken_rules
from tests.support.network import NetworkRefused

OURS = Origin(f"{templates.OURS}/web/templates/web/page.html")
COMPONENT = Origin(f"{templates.OURS}/web/templates/components/part.html")
Failed = pytest.fail.Exception


def render(source: str, origin: Origin = OURS, **values: object) -> str:
    """A template of ours, rendered."""
    return Template(source, origin=origin).render(Context(values))


@pytest.mark.parametrize("source", ["{{ x }}", "{% if x %}{% endif %}", "{% for y in x %}{% endfor %}", "{{ day.x }}"])
def test_an_undefined_variable_fails(source: str) -> None:
    with pytest.raises(Failed, match="undefined"):
        render(source, day=clock.today())


def test_what_a_template_may_leave_out() -> None:
    assert render("{% if day.x %}{% endif %}{{ day.x|default:'—' }}", day=clock.today()) == "—"
    assert render("{% if hint %}{{ hint }}{% endif %}", COMPONENT) == ""
    assert render("{{ x }}", Origin("elsewhere.html")) == ""


def test_another_machine_cannot_be_reached() -> None:
    with pytest.raises(NetworkRefused):
        urllib.request.urlopen("http://example.org")
    with socket.socket() as probe, pytest.raises(NetworkRefused):
        probe.connect(("192.0.2.1", 80))


def test_the_day_is_fixed_and_can_be_moved(today: Callable[[dt.date], dt.date]) -> None:
    assert clock.today() == dt.date(2017, 12, 31)
    today(dt.date(2021, 2, 3))
    assert clock.today() == dt.date(2021, 2, 3)


def test_a_list_without_order_cannot_be_paged() -> None:
    with pytest.raises(UnorderedObjectListWarning):
        Paginator(Event.objects.order_by(), 10).page(1)


def test_a_warning_is_a_fault() -> None:
    with pytest.raises(UserWarning):
        warnings.warn("anything", stacklevel=1)


def test_an_error_in_the_console_and_a_request_outside_are_noted(page: Page, watch: Watch) -> None:
    page.goto("/static/web/base.css")
    page.evaluate("console.error('broken')")
    page.evaluate("setTimeout(() => { throw new Error('thrown') })")
    with pytest.raises(Error):
        page.goto("http://example.org/")
    for words in ("broken", "thrown", "example.org"):
        watch.expect(words)


def test_a_bare_page_is_not_accessible_and_a_wide_one_overflows(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_content("<img src='data:,' width=3000>")
    assert "image-alt" in {found["id"] for found in broken_rules(page)}
    with pytest.raises(AssertionError, match="px too wide"):
        assert_no_overflow(page)
