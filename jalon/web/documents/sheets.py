"""Sheets to print: what one thing asks to sign, the interviews of a week, blank lines for a person."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock, french
from jalon.pathways.permissions import FILE_RIGHTS, RECORDING, check_may_open_file
from jalon.pathways.signables import What, mention_of, signable
from jalon.people.models import Participant
from jalon.reports.attendance import document
from jalon.reports.attendance.document import Place, Sheet
from jalon.web.access import AccountRequest, allowed
from jalon.web.documents.signing import signable_or_404
from jalon.web.documents.weeks import Week, asked_caseworker, asked_week, interviews_of

TITLE = "Feuille d’émargement"
OF_A_REVIEW = (What.REVIEW, What.REVIEW_CASEWORKER)
"""Signed by two, on the same sheet."""


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def one(request: AccountRequest, what: str, pk: int) -> HttpResponse:
    """The sheet of one thing, with its signature or the room for it."""
    held = signable_or_404(what, pk)
    _read(request, held.participant)
    several = [signable(each, pk) for each in OF_A_REVIEW] if held.what in OF_A_REVIEW else [held]
    return _pdf(document.to_sign(several), f"{what}-{held.participant.code}-{pk}")


@allowed(*RECORDING)
@never_cache
@require_safe
def week(request: AccountRequest) -> HttpResponse:
    """All the face-to-face interviews of a référent's week, one line each."""
    caseworker, of_week = asked_caseworker(request), asked_week(request)
    if caseworker is None:
        return redirect("documents:attendance")
    held = list(interviews_of(request, caseworker, of_week))
    for code in sorted({each.pathway.participant.code for each in held}):
        told = {"target": "pathways.interview", "file": code, "reason": "feuille d’émargement de la semaine"}
        record(by=request.user, verb=Verb.EXPORTED, **told)
    facts = [
        ("Référent de parcours", str(caseworker)),
        ("Employeur", _host(caseworker, of_week)),
        ("Semaine", of_week.said),
        ("Entretiens", french.number(len(held))),
    ]
    signing = [Place(f"Le référent : {caseworker}")]
    sheet = Sheet(TITLE, of_week.said, mention_of(of_week.start), facts, signing=signing)
    return _pdf(document.several(sheet, held), f"emargement-{caseworker.code}-{of_week.name}")


@allowed(*FILE_RIGHTS)
@never_cache
@require_safe
def blank(request: AccountRequest, code: str) -> HttpResponse:
    """Lines to be written by hand, away from the office."""
    participant = get_object_or_404(Participant, code=code)
    _read(request, participant)
    facts = [("Participant", str(participant)), ("Dossier", code)]
    said = "J’atteste avoir participé à ces entretiens, dans le cadre de mon accompagnement par le PLIE."
    signing = [Place("Le référent de parcours")]
    sheet = Sheet(TITLE, "à remplir", mention_of(clock.today()), facts, text=[said], signing=signing)
    return _pdf(document.blank(sheet), f"emargement-{code}-a-remplir")


def _read(request: AccountRequest, participant: Participant) -> None:
    check_may_open_file(request.user, participant)
    told = {"target": "people.participant", "key": str(participant.pk), "file": participant.code}
    record(by=request.user, verb=Verb.READ, reason="feuille à signer imprimée", **told)


def _host(caseworker: Caseworker, week: Week) -> str:
    """Who employed the référent in the week; "" when unknown."""
    periods = FtePeriod.objects.filter(caseworker=caseworker, start__lte=week.end).select_related("host")
    last = periods.order_by("start").last()
    return str(last.host or "") if last else ""


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = str(content_disposition_header(False, f"{slugify(name)}.pdf"))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": disposition})
