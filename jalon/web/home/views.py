"""The first page, and the sign that the site is alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.core import french
from jalon.indicators.window import Window
from jalon.roster.actions import follow_calendar
from jalon.web.access import AccountRequest, any_member, open_to_all
from jalon.web.figures.periods import latest, name
from jalon.web.home.board import Board
from jalon.web.home.closing import matters
from jalon.web.home.scope import scope_of
from jalon.web.navigation import doors_for
from jalon.web.week.page import week


@any_member
@never_cache
def index(request: AccountRequest) -> HttpResponse:
    """A référent’s week; for the others, the board."""
    own = caseworkers_of(request.user) and may(request.user, Capability.RECORD_OWN)
    return week(request) if own and not may(request.user, Capability.SEE_ALERTS_OF_ALL) else _board(request)


@any_member
def board(request: AccountRequest) -> HttpResponse:
    """The board, which is the first page of who has no portfolio."""
    return _board(request)


def _board(request: AccountRequest) -> HttpResponse:
    """The figures of the last month as this account may see them, what it has to close, and its doors."""
    scope = scope_of(request.user)
    if scope is None:
        return render(request, "home/index.html", {"board": None, "doors": doors_for(request.user)})
    window = Window(latest())
    if scope.closes:
        follow_calendar()
    context = {
        "board": Board(scope, window),
        "doors": doors_for(request.user),
        "matters": matters(scope, request.user, window) if scope.closes else None,
        "period": french.of(name(window.period)),
    }
    return render(request, "home/index.html", context)


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """200 when the site answers and its database too; says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
