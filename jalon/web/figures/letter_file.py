"""The letter as files that leave the site."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from jalon.indicators.window import Window
from jalon.reports.formats import FORMATS as OF_REPORTS
from jalon.reports.publication import Publication
from jalon.reports.sheet.parts import Sheet
from jalon.web.figures.cells import opening
from jalon.web.figures.sheet import SheetView
from jalon.web.figures.ways import Ways

STYLES = ("tokens", "base", "shell", "parts", "charts", "figures", "letter")
HTML = "html"
FORMATS = sorted([*OF_REPORTS, HTML])


def html_of(sheet: Sheet) -> str:
    """The letter as one page that needs nothing else; its links lead to the site (setting SITE_URL)."""
    window = Window.parse(sheet.period, sheet.as_of)
    context = {
        "letter": SheetView(sheet, opening(window)),
        "ways": Ways(window.period, window.as_of),
        "site": settings.SITE_URL,
        "style": "\n".join(Path(str(finders.find(f"web/{name}.css"))).read_text(encoding="utf-8") for name in STYLES),
    }
    return render_to_string("figures/letter_file.html", context)


def written(published: Publication, name: str) -> bytes:
    """A publication in a format of `FORMATS`."""
    return html_of(published.sheet).encode() if name == HTML else OF_REPORTS[name](published)
