"""Handing over the content of a file: after the rights, with a line in the journal, and so that nothing in it acts."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.documents.content import SHOWN
from jalon.documents.models import StoredFile
from jalon.documents.reading import Damaged, content_of
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.models import Document
from jalon.web.access import AccountRequest, allowed

CAGE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""The policy of a deposited file: whatever it is taken for, it runs nothing, sends nothing and is framed by nobody."""


def served(request: AccountRequest, file: StoredFile) -> HttpResponse:
    """The content: shown by the browser when it can, else saved. A page says it when it is not what was deposited.

    Always whole: a range is answered by all of it, as RFC 9110 §14.2 allows, since its fingerprint is of all of it.
    """
    try:
        content = content_of(file)
    except Damaged as damage:
        return render(request, "documents/damaged.html", {"damage": str(damage)}, status=409)
    disposition = content_disposition_header(file.media_type not in SHOWN, file.name)
    headers = {
        "Content-Disposition": str(disposition),
        "Content-Security-Policy": CAGE,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
        "Accept-Ranges": "none",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    return HttpResponse(content, content_type=file.media_type, headers=headers)


@allowed(*FILE_RIGHTS)
@require_safe
def paper(request: AccountRequest, pk: int) -> HttpResponse:
    """The file of a paper; each reading is written in the journal of the file."""
    document = get_object_or_404(Document.objects.select_related("participant", "file"), pk=pk)
    check_may_open_file(request.user, document.participant)
    if document.file is None:
        raise Http404
    if request.method == "GET":
        record(
            by=request.user,
            verb=Verb.READ,
            target="people.document",
            key=str(document.pk),
            file=document.participant.code,
            reason=f"pièce ouverte : {document.get_kind_display()}",
        )
    return served(request, document.file)
