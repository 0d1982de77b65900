"""What every page must hold in the browser: accessible, nothing out of the screen, no fault in the console."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebError

LAUNCH_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

OVERFLOWING = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().right > width + 1)
    .map(element => element.tagName.toLowerCase() + (element.className ? '.' + element.className : ''));
}"""


@dataclass
class Watch:
    """Notes what a page must never do: write an error in the console, or ask anything of another server."""

    origin: str
    faults: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> BrowserContext:
        """Watch every page of a context."""
        context.on("console", self.note_console)
        context.on("weberror", self.note_error)
        context.on("request", self.note_request)
        return context

    def expect(self, words: str) -> None:
        """Take away the faults that hold these words, which the test meant to cause; AssertionError without any."""
        kept = [fault for fault in self.faults if words not in fault]
        assert len(kept) < len(self.faults), f"no fault says {words!r}: {self.faults}"
        self.faults = kept

    def note_console(self, message: ConsoleMessage) -> None:
        # Chromium asks for an icon of its own accord where the page names none.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def note_error(self, error: WebError) -> None:
        self.faults.append(f"script: {error.error}")

    def note_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:", "about:")):
            self.faults.append(f"request outside: {request.url}")


def assert_accessible(page: Page, *, ignore: Sequence[str] = ()) -> None:
    """Run axe-core on the page: no broken rule of WCAG 2.2 A and AA, nor of its best practices.

    On SQLite alone: the pages are the same whatever the database, and axe takes half of the time of a journey.
    """
    if connection.vendor == "sqlite":
        found = broken_rules(page, ignore)
        assert not found, "\n".join(map(violation, found))


def broken_rules(page: Page, ignore: Sequence[str] = ()) -> list[dict[str, Any]]:
    """What axe-core finds wrong with the page."""
    rules = {rule: {"enabled": False} for rule in ignore}
    options = {
        "runOnly": {"type": "tag", "values": list(AXE_TAGS)},
        "rules": rules,
        # What passes is neither described nor brought back: two thirds of the time went there.
        "resultTypes": ["violations"],
    }
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_source())
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(document, options).then(results => results.violations)", options
    )
    return found


def violation(found: dict[str, Any]) -> str:
    """One broken rule, in a line, with the elements that break it."""
    return f"{found['id']}: {found['help']}: {json.dumps([node['target'] for node in found['nodes']])}"


@cache
def axe_source() -> str:
    """The script of axe-core."""
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def assert_no_overflow(page: Page) -> None:
    """Nothing makes the page wider than the window."""
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0, f"{width} px too wide: {page.evaluate(OVERFLOWING)}"


def ready_to_type(page: Page) -> None:
    """The page is there, its scripts too, and the cursor stands in a field: nobody types on a page that still comes."""
    field = "document.activeElement.matches('input, textarea, select')"
    page.wait_for_function(f"document.readyState === 'complete' && {field}")
