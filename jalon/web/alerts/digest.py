"""Whether one receives the digest of the morning: a page of the account, and the link of each message."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jalon.alerts import digest
from jalon.alerts.models import DigestChoice
from jalon.messaging.addresses import digest_reader
from jalon.web.access import AccountRequest, allowed, open_to_all

PAGE = ["GET", "HEAD", "POST"]


@allowed(*digest.READERS)
@never_cache
@require_http_methods(PAGE)
def choose(request: AccountRequest) -> HttpResponse:
    """Ask for it, or stop it."""
    if request.method == "POST":
        wanted = request.POST.get("act") == "recevoir"
        if digest.choose(by=request.user, active=wanted):
            said = "Vous recevrez le résumé chaque matin travaillé." if wanted else "Vous ne recevrez plus le résumé."
            messages.success(request, said)
        return redirect("alerts:digest")
    choice = DigestChoice.objects.filter(user=request.user).first()
    return render(request, "alerts/digest.html", {"choice": choice, "active": choice is not None and choice.active})


@open_to_all
@csrf_exempt  # mail programs post here by themselves (RFC 8058): the signed token is the only key
@never_cache
@require_http_methods(PAGE)
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop it without signing in; nothing tells who."""
    address = digest_reader(token)
    if address is None:
        return render(request, "alerts/stop_digest.html", {"known": False, "done": False}, status=404)
    if request.method == "POST":
        digest.stop(address)
    return render(request, "alerts/stop_digest.html", {"known": True, "done": request.method == "POST"})
