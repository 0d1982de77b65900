"""The page where one says no, without signing in: one button. Programs follow links, so that only its POST acts."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from jalon.messaging.actions import lists
from jalon.messaging.addresses import NOBODY
from jalon.messaging.models import Subscriber
from jalon.web.access import open_to_all


@open_to_all
@csrf_exempt  # mail programs post here by themselves (RFC 8058): the token of the address is the only key
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, token: UUID) -> HttpResponse:
    """Say no, or take it back; nothing tells who, the list alone is named."""
    someone = Subscriber.objects.select_related("mailing_list").filter(token=token).first()
    if someone is None:
        status = 200 if token == NOBODY else 404
        return render(request, "sending/unsubscribe.html", {"list": None, "trial": token == NOBODY}, status=status)
    if request.method == "POST":
        if request.POST.get("act") == "revenir":
            lists.come_back(someone)
        else:
            lists.unsubscribe(someone)
    context = {"list": someone.mailing_list.name, "gone": someone.unsubscribed_at is not None, "trial": False}
    return render(request, "sending/unsubscribe.html", context)
