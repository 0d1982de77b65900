"""Who may enter, protocol by protocol: the rule sets, as the program reads them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.protocols.models import Protocol
from jalon.web.access import AccountRequest, allowed


@allowed(Capability.SEE_NAMES)
@require_safe
def rules(request: AccountRequest) -> HttpResponse:
    """The groups and criteria of each protocol, the one of the day first."""
    today = clock.today()
    rows = Protocol.objects.prefetch_related("eligibility_groups__criteria").order_by("-start")
    found = sorted(rows, key=lambda protocol: not protocol.start <= today <= protocol.end)
    return render(request, "referrals/rules.html", {"protocols": found})
