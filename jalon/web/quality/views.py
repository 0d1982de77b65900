"""How complete what is recorded is: the PLIE, its référents, the files of one with what each lacks."""

from itertools import chain

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import REFUSAL, may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.judging import Judgement, judgements
from jalon.pathways.permissions import RECORDING
from jalon.pathways.standing import standing_for
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures import spreadsheet
from jalon.web.figures.columns import Column
from jalon.web.quality.criteria import PAGE, Asked, asked
from jalon.web.quality.lines import NOBODY, Todo, desks, kept, line, listed, todos, total

SIZE = 25
TARGET = "quality"


@allowed(*RECORDING)
@never_cache
@require_safe
def index(request: AccountRequest) -> HttpResponse:
    """The share of the PLIE and of each référent; a référent reads their own. No name of a participant."""
    today = clock.today()
    question = asked(request.GET, today)
    team = may(request.user, Capability.RECORD_ANY)
    own = None if team else standing_for(request.user, today)
    found = kept(judgements(question.period, today, own), question)
    context = {
        "asked": question,
        "team": team,
        "total": total(found),
        "desks": desks(found, question.query()),
        "to_come": question.start > today,
    }
    return render(request, "quality/index.html", context)


@allowed(*RECORDING)
@never_cache
@require_safe
def files(request: AccountRequest, code: str = "") -> HttpResponse:
    """The files of a référent (without a code: of nobody) to complete, what each lacks, the act that completes it."""
    caseworker, question = _whose(request, code), asked(request.GET, clock.today())
    found = _judged(caseworker, question)
    rows = listed(found, question)
    page = Paginator(rows, SIZE).get_page(request.GET.get(PAGE))
    own = reverse("quality:caseworker_csv", args=[code]) if code else reverse("quality:nobody_csv")
    context = {
        "asked": question,
        "name": str(caseworker or NOBODY),
        "total": total(found),
        "length": len(rows),
        "page": page,
        "lines": [line(each, clock.today()) for each in page],
        "previous_url": _page_url(question, page.number - 1) if page.has_previous() else "",
        "next_url": _page_url(question, page.number + 1) if page.has_next() else "",
        "csv_url": f"{own}?{question.query()}",
        "to_come": question.start > clock.today(),
    }
    _tell(request, Verb.READ, code, question)
    return render(request, "quality/files.html", context)


@allowed(*RECORDING)
@never_cache
@require_safe
def as_csv(request: AccountRequest, code: str = "") -> StreamingHttpResponse:
    """The list as shown, every page of it, a line a lack; written in the journal."""
    caseworker, question = _whose(request, code), asked(request.GET, clock.today())
    rows = listed(_judged(caseworker, question), question)
    _tell(request, Verb.EXPORTED, code, question)
    lines = (spreadsheet.row(COLUMNS, said) for each in rows for said in _said(each))
    return StreamingHttpResponse(
        chain([spreadsheet.heading(COLUMNS)], lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="qualite.csv"'},
    )


Said = tuple[Judgement, Todo | None]
COLUMNS: tuple[Column, ...] = (
    Column("personne", "Personne", lambda said: said[0].participant),
    Column("dossier", "Dossier", lambda said: said[0].participant.code),
    Column("complets", "Actes complets", lambda said: said[0].share.complete),
    Column("actes", "Actes", lambda said: said[0].share.acts),
    Column("part", "Part, en %", lambda said: said[0].share.percent),
    Column("acte", "Acte", lambda said: said[1] and said[1].act),
    Column("manque", "Manque", lambda said: said[1] and said[1].lacks),
)


def _said(found: Judgement) -> list[Said]:
    todo = [each for act in found.lacking for each in todos(act, found.participant.code, clock.today())]
    return [(found, each) for each in todo] or [(found, None)]


def _whose(request: AccountRequest, code: str) -> Caseworker | None:
    """The référent of the address; PermissionDenied for those whose files the reader may not open."""
    found = get_object_or_404(Caseworker, code=code) if code else None
    if may(request.user, Capability.RECORD_ANY):
        return found
    if found is None or found.pk not in standing_for(request.user, clock.today()):
        raise PermissionDenied(REFUSAL)
    return found


def _judged(caseworker: Caseworker | None, question: Asked) -> list[Judgement]:
    of_whom = [caseworker.pk] if caseworker else None
    key = caseworker.pk if caseworker else None
    found = judgements(question.period, clock.today(), of_whom)
    return kept((each for each in found if each.caseworker == key), question)


def _page_url(question: Asked, number: int) -> str:
    return f"?{question.query(**{PAGE: str(number)})}"


def _tell(request: AccountRequest, verb: Verb, code: str, question: Asked) -> None:
    record(by=request.user, verb=verb, target=TARGET, key=f"{code or '-'}?{question.query()}"[:300])
