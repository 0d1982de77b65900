"""« Envoyer »: a letter to its lists, version by version; first seen, and tried on oneself."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.roles import Capability
from jalon.core import french
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.messaging.actions.mailings import Content
from jalon.reports.enums import Audience
from jalon.reports.models import Closing, Edition, Letterhead
from jalon.reports.names.actions import accept_name
from jalon.reports.names.found import Found
from jalon.reports.sending import letters, mail
from jalon.reports.sending.letters import Version
from jalon.web.access import AccountRequest, allowed
from jalon.web.figures import periods
from jalon.web.sending.forms import MessageForm

UNNAMED = "PLIE"


@dataclass(slots=True)
class Page:
    """What is shown: the versions of the closed letter, else those that may be tried; what was typed."""

    period: Period
    closing: Closing | None
    versions: list[Version]
    editions: list[Edition]
    chosen: set[int]
    shown: Edition
    form: MessageForm
    message: Content | None = None
    asked: list[Version] = field(default_factory=list)
    """The versions to confirm."""
    names: list[Found] = field(default_factory=list)
    """Names of participants in what was typed: nothing leaves before someone says why they may."""

    @property
    def name(self) -> str:
        """As addresses write it."""
        return Window(self.period).name

    @property
    def title(self) -> str:
        """« de mars 2017 », « de 2017 »."""
        return french.of(periods.name(self.period))

    @property
    def number(self) -> int:
        """How many messages would leave."""
        return sum(len(each.to) for each in self.asked)

    @property
    def sendable(self) -> bool:
        """Whether a version waits to be sent to someone."""
        return any(each.to and not each.mailing for each in self.versions)


def style_hash() -> str:
    """The one style that the page lets in: that of the message, shown in a frame where nothing runs."""
    source: str = get_template(mail.HTML).template.source  # type: ignore[attr-defined]
    found = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    digest = hashlib.sha256(found[1].encode() if found else b"").digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


@allowed(Capability.PUBLISH_LETTERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@csp_update({"style-src": [style_hash()]})  # type: ignore[arg-type]
def send(request: AccountRequest, period: Period) -> HttpResponse:
    """The page, and what each of its buttons does."""
    page = _page(request, period)
    act = request.POST.get("act", "")
    if act and page.form.is_valid():
        subject, word = page.form.cleaned_data["subject"], page.form.cleaned_data["word"]
        match act:
            case "voir":
                said = letters.named(subject, page.shown)
                page.message = letters.preview(page.shown, page.name, subject=said, word=word)
            case "essai":
                made = letters.try_out(page.shown, page.name, by=request.user, subject=subject, word=word)
                messages.success(request, f"Essai envoyé à {request.user.email}.")
                return redirect("sending:batch", batch=made.batch)
            case "envoyer" | "confirmer" if page.closing:
                return _send(request, page, page.closing, confirmed=act == "confirmer")
    return render(request, "sending/letter.html", {"page": page})


def _send(request: AccountRequest, page: Page, closing: Closing, *, confirmed: bool) -> HttpResponse:
    """A second page first, that says to how many; then the messages leave."""
    waiting = [each for each in page.versions if each.edition.pk in page.chosen and each.to]
    page.asked = [each for each in waiting if not each.mailing]
    if not waiting:
        page.form.add_error(None, "Choisissez au moins une version qui a des destinataires.")
        return render(request, "sending/letter.html", {"page": page})
    page.names = _names(request, page)
    if page.names:
        return render(request, "sending/letter.html", {"page": page})
    if not confirmed and page.asked:
        return render(request, "sending/confirm.html", {"page": page})
    sent = letters.send(closing, by=request.user, editions=page.chosen, **page.form.cleaned_data)
    if not sent.number:
        messages.info(request, "Ces versions étaient déjà envoyées : rien n’est parti une seconde fois.")
    return redirect("sending:batch", batch=sent.batch)


def _names(request: AccountRequest, page: Page) -> list[Found]:
    """Those that hold the message back, once the reason that was given for them is kept."""
    said = page.form.cleaned_data
    if reason := request.POST.get("reason", "").strip():
        for each in letters.names_in(said["subject"], said["word"], page.name):
            accept_name(by=request.user, period=page.name, words=each.words, reason=reason[:300])
    return letters.names_in(said["subject"], said["word"], page.name)


def _page(request: AccountRequest, period: Period) -> Page:
    name = Window(period).name
    closing = letters.last_closing(name)
    found = letters.versions(closing) if closing else []
    editions = [each.edition for each in found] or _editions()
    chosen = _keys(request, "versions") if request.method == "POST" else _to_send(found)
    shown = next((each for each in editions if each.pk in _keys(request, "version")), editions[0])
    return Page(period, closing, found, editions, chosen, shown, _form(request, closing, name))


def _form(request: AccountRequest, closing: Closing | None, name: str) -> MessageForm:
    if request.method == "POST":
        return MessageForm(request.POST)
    head = Letterhead.objects.first()
    usual: dict[str, Any] = {
        "subject": letters.usual_subject(closing, name, head.name if head else UNNAMED),
        "word": letters.usual_word(closing),
    }
    return MessageForm(initial=usual)


def _editions() -> list[Edition]:
    """The versions in use, that of the whole first."""
    found = Edition.objects.filter(retired_on=None)
    return sorted(found, key=lambda each: (each.audience != Audience.WHOLE, each.name))


def _to_send(found: list[Version]) -> set[int]:
    return {each.edition.pk for each in found if each.to and not each.mailing}


def _keys(request: AccountRequest, name: str) -> set[int]:
    return {int(each) for each in request.POST.getlist(name) if each.isdecimal() and len(each) < 10}
