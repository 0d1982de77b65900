"""The page that holds the example to what was published, cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.accounts.roles import Capability
from jalon.core.french import month, number
from jalon.demo.actions import NAME, holds
from jalon.demo.published.cells import REPORT
from jalon.demo.published.check import check_published
from jalon.demo.published.page import shown, summary
from jalon.demo.published.verdicts import Compared, Verdict, count
from jalon.indicators.window import Window
from jalon.web.access import AccountRequest, allowed

DOCUMENT, VERDICT = "document", "verdict"


@dataclass(frozen=True, slots=True)
class Line:
    """A document and how many of its cells have each verdict, each with the address of their list."""

    name: str
    url: str
    current: bool
    verdicts: list[tuple[str, str]]


@allowed(Capability.SEE_FIGURES)
@require_safe
def published(request: AccountRequest) -> HttpResponse:
    """Every published cell of 2017 with its verdict; by default, those that are not equal."""
    if not holds(NAME):
        return render(request, "demo/absent.html")
    compared = check_published()
    documents = list(dict.fromkeys(each.document for each in compared))
    document, verdict = _choice(request.GET, DOCUMENT, documents), _choice(request.GET, VERDICT, list(Verdict))
    rows = [each for each in compared if each.document == document or not document]
    asked = [each for each in rows if (each.verdict == verdict if verdict else each.verdict is not Verdict.EQUAL)]
    context = {
        "summary": summary(compared),
        "verdicts": list(Verdict),
        "lines": [_line(name, document, compared) for name in documents],
        "document": _said(document) if document else "",
        "verdict": verdict,
        "rows": [(each, _said(each.document), shown(each.printed), shown(each.computed)) for each in asked],
    }
    return render(request, "demo/published.html", context)


def _choice(asked: Mapping[str, str], name: str, values: list[str]) -> str:
    """What the address asks, when it exists; "" otherwise."""
    return asked.get(name, "") if asked.get(name) in values else ""


def _said(document: str) -> str:
    """`janvier 2017` for the letter of 2017-01, `rapport`."""
    return document if document == REPORT else month(Window.parse(document).start)


def _line(name: str, document: str, compared: list[Compared]) -> Line:
    found = count([each for each in compared if each.document == name])
    verdicts = [
        (number(found[verdict]), "?" + urlencode({DOCUMENT: name, VERDICT: verdict}) if found[verdict] else "")
        for verdict in Verdict
    ]
    return Line(_said(name), "?" + urlencode({DOCUMENT: name}), name == document, verdicts)
