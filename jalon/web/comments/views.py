"""The comments of a letter: read as they print, change, go back to the draft, make a field of a typed number."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jalon.accounts.roles import Capability
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.reports.comments.actions import Meanwhile, print_draft, replace_number, take_back, write_comment
from jalon.reports.comments.drafts import BLOCKS
from jalon.reports.enums import BlockCode
from jalon.reports.models import Edition
from jalon.web.access import AccountRequest, allowed
from jalon.web.comments.forms import CommentForm, seen_of
from jalon.web.comments.page import BlockView, CommentsPage
from jalon.web.figures.versions import VERSION, edition_for, editions_for
from jalon.web.figures.ways import Ways

OTHER = "Quelqu’un a changé ce commentaire entre-temps : relisez-le, puis recommencez."


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_safe
def index(request: AccountRequest, period: Period) -> HttpResponse:
    """Each block with its comment, drafted or changed."""
    return _shown(request, CommentsPage(edition_for(request.user, request.GET), period))


@allowed(Capability.PREPARE_LETTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: AccountRequest, period: Period, code: str) -> HttpResponse:
    """The comment of a block, changed; what was typed stays in the form when it is refused."""
    edition, block = edition_for(request.user, request.GET), _block(code)
    page = CommentsPage(edition, period)
    view = page.block(block)
    if view is None:
        raise Http404("Cette version n’imprime pas cette rubrique.")
    if request.method != "POST":
        view.open = True
        return _shown(request, page)
    form = CommentForm(block, request.POST)
    if not form.is_valid():
        return _again(request, page, view, form)
    text, seen = form.cleaned_data["text"], seen_of(form.cleaned_data["seen"])
    try:
        done = write_comment(by=request.user, edition=edition, facts=page.facts, block=block, text=text, seen=seen)
    except ValidationError as refused:
        form.add_error("text", refused.message_dict["text"])
    except Meanwhile as met:
        form.now_seen(met.comment, text)
        view.meanwhile = True
    else:
        said = "commentaire enregistré" if done else "rien n’a changé"
        return _back(request, period, block, f"{block.label} : {said}.")
    return _again(request, page, view, form)


@allowed(Capability.PREPARE_LETTERS)
@require_POST
def undo(request: AccountRequest, period: Period, code: str) -> HttpResponse:
    """The draft is printed again."""
    said = "le brouillon est de nouveau imprimé ; votre texte est gardé, vous pouvez le reprendre"
    return _put(request, period, code, print_draft, said)


@allowed(Capability.PREPARE_LETTERS)
@require_POST
def restore(request: AccountRequest, period: Period, code: str) -> HttpResponse:
    """The words put aside are printed again."""
    return _put(request, period, code, take_back, "le texte mis de côté est repris")


@allowed(Capability.PREPARE_LETTERS)
@require_POST
def replace(request: AccountRequest, period: Period, code: str) -> HttpResponse:
    """A number typed by hand becomes the field that was chosen."""
    edition, block = edition_for(request.user, request.GET), _block(code)
    start = request.POST.get("start", "")
    try:
        replace_number(
            by=request.user,
            edition=edition,
            facts=CommentsPage(edition, period).facts,
            block=block,
            words=request.POST.get("words", ""),
            start=int(start) if start.isascii() and start.isdigit() else -1,
            key=request.POST.get("key", ""),
            seen=seen_of(request.POST.get("seen", "")),
        )
    except ValidationError as refused:
        return _back(request, period, block, " ".join(refused.messages), messages.WARNING)
    except Meanwhile:
        return _back(request, period, block, OTHER, messages.WARNING)
    return _back(request, period, block, f"{block.label} : ce nombre suit désormais les chiffres.")


def _put(request: AccountRequest, period: Period, code: str, act: Callable[..., bool], said: str) -> HttpResponse:
    edition, block = edition_for(request.user, request.GET), _block(code)
    seen = seen_of(request.POST.get("seen", ""))
    try:
        done = act(by=request.user, edition=edition, period=Window(period).name, block=block, seen=seen)
    except Meanwhile:
        return _back(request, period, block, OTHER, messages.WARNING)
    return _back(request, period, block, f"{block.label} : {said if done else 'rien n’a changé'}.")


def _block(code: str) -> BlockCode:
    if code not in BLOCKS:
        raise Http404("Cette rubrique n’a pas de commentaire.")
    return BlockCode(code)


def _again(request: AccountRequest, page: CommentsPage, view: BlockView, form: CommentForm) -> HttpResponse:
    view.typed(form)
    return _shown(request, page)


def _shown(request: AccountRequest, page: CommentsPage) -> HttpResponse:
    editions: list[Edition] = editions_for(request.user)
    asked = request.GET.get(VERSION, "")
    context = {
        "page": page,
        "ways": Ways(page.period, None, asked),
        "editions": editions if len(editions) > 1 else [],
        "version": f"?{VERSION}={page.edition.pk}" if asked else "",
    }
    return render(request, "comments/index.html", context)


def _back(
    request: AccountRequest, period: Period, block: BlockCode, said: str, level: int = messages.SUCCESS
) -> HttpResponse:
    messages.add_message(request, level, said)
    asked = request.GET.get(VERSION, "")
    kept = f"?{VERSION}={asked}" if asked.isascii() and asked.isdigit() else ""
    return redirect(f"{reverse('comments:index', args=[period])}{kept}#{block.value}")
