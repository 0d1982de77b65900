"""The pictures of the letters, for whoever reads them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from jalon.accounts.roles import Capability
from jalon.reports.models import Picture
from jalon.web.access import AccountRequest, allowed

KEPT_A_YEAR = "private, max-age=31536000, immutable"


@allowed(Capability.SEE_FIGURES, Capability.SEE_HOST_FIGURES)
@require_safe
def picture(request: AccountRequest, pk: int, sha256: str) -> HttpResponse:
    """A picture by its key and what it is known by: it never changes at that address."""
    found = get_object_or_404(Picture, pk=pk, sha256=sha256)
    return HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={"Cache-Control": KEPT_A_YEAR, "X-Content-Type-Options": "nosniff", "Content-Disposition": "inline"},
    )
