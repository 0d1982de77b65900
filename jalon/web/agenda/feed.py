"""The calendar outside of Jalon: its secret address, made and revoked on a page; the file it gives."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST, require_safe

from jalon.agenda.calendar import feed_file
from jalon.agenda.feeds import feed_of, make_feed, revoke_feed
from jalon.agenda.models import Feed
from jalon.agenda.permissions import AGENDA_RIGHTS, may_open_agenda
from jalon.core import clock
from jalon.web.access import AccountRequest, allowed, open_to_all
from jalon.web.agenda.whose import agenda_of, whose

MADE = "feed_address"
"""In the session, for one page: the address just made, which is not kept."""


@allowed(*AGENDA_RIGHTS)
@never_cache
@require_GET
def page(request: AccountRequest) -> HttpResponse:
    """The addresses in use, whoever made them; the one just made, told once."""
    chosen = whose(request)
    if chosen is None:
        return render(request, "agenda/nobody.html")
    standing = Feed.objects.filter(caseworker=chosen.caseworker, revoked_at=None).select_related("user")
    context = {
        "whose": chosen,
        "feeds": standing,
        "has_one": any(each.user == request.user for each in standing),
        "made": request.session.pop(MADE, ""),
        "back": chosen.url("week"),
        "make": chosen.url("make_feed"),
    }
    return render(request, "agenda/feed.html", context)


@allowed(*AGENDA_RIGHTS)
@require_POST
def make(request: AccountRequest) -> HttpResponse:
    """A new address; the former one answers nothing any more."""
    chosen = whose(request)
    if chosen is None:
        return redirect("agenda:week")
    secret = make_feed(by=request.user, caseworker=chosen.caseworker)
    request.session[MADE] = request.build_absolute_uri(reverse("agenda:ics", args=[secret]))
    messages.success(request, "Adresse créée. Copiez-la dans votre calendrier : elle n’est montrée qu’une fois.")
    return redirect(chosen.url("feed"))


@allowed(*AGENDA_RIGHTS)
@require_POST
def revoke(request: AccountRequest, pk: int) -> HttpResponse:
    """From now on the address answers nothing; whoever may open the agenda may say so."""
    feed = get_object_or_404(Feed.objects.select_related("caseworker"), pk=pk)
    chosen = agenda_of(request, feed.caseworker)
    revoke_feed(by=request.user, feed=feed)
    messages.success(request, "Adresse révoquée : les calendriers qui la lisaient ne reçoivent plus rien.")
    return redirect(chosen.url("feed"))


@open_to_all
@require_safe
@sensitive_variables("secret")
def ics(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The file a calendar reads; 404 for a secret that opens nothing, 304 when nothing has changed.

    Whoever lost the right to open this agenda reads nothing by it either.
    """
    feed = feed_of(secret)
    if feed is None or not may_open_agenda(feed.user, feed.caseworker_id):
        raise Http404("no such calendar")
    content = feed_file(feed, clock.today())
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
