"""The same columns in the same base template as the list of participants, without rights, filters nor log."""

from django.http import HttpRequest, HttpResponse
from django.template import engines

from jalon.core import clock
from jalon.roster.models import FileSummary
from jalon.web.roster.lines import Line
from jalon.web.roster.listing import HEADINGS, Heading
from jalon.web.roster.paging import SHOWN, SIZE

PAGE = """{% extends "web/base.html" %}
{% block title %}Participants{% endblock %}
{% block content %}{% include "roster/_table.html" %}{% endblock %}"""


def plain(request: HttpRequest) -> HttpResponse:
    """The first people by name."""
    rows = FileSummary.objects.order_by("sort_name", "pk").select_related(*SHOWN)[:SIZE]
    context = {
        "headings": [Heading(label, css) for label, _, css in HEADINGS],
        "lines": [Line(row, clock.today(), True) for row in rows],
    }
    return HttpResponse(_PAGE.render(context, request))


_PAGE = engines["django"].from_string(PAGE)
