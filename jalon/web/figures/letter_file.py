"""The letter as files that leave the site."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from jalon.indicators.window import Window
from jalon.reports.figures import plain
from jalon.reports.letter import letter
from jalon.reports.publication import publication, whole
from jalon.web.figures.cells import opening
from jalon.web.figures.sheet import SheetView
from jalon.web.figures.ways import Ways

SHEETS = ("tokens", "base", "shell", "parts", "charts", "figures", "letter")


def as_json(window: Window) -> str:
    """The letter as programs read it. Contract: docs/exchange.md."""
    return json.dumps(plain(letter(window)), ensure_ascii=False, indent=1) + "\n"


def as_html(window: Window) -> str:
    """The letter as one page that needs nothing else; its links lead to the site (setting SITE_URL)."""
    context = {
        "letter": SheetView(publication(whole(), window).sheet, opening(window)),
        "ways": Ways(window.period, window.as_of),
        "site": settings.SITE_URL,
        "style": "\n".join(Path(str(finders.find(f"web/{name}.css"))).read_text(encoding="utf-8") for name in SHEETS),
    }
    return render_to_string("figures/letter_file.html", context)


FORMATS: dict[str, Callable[[Window], str]] = {"json": as_json, "html": as_html}
