"""A page that records a fact in a file: rights, form, action, message, and back where one came from. Its use:

    @allowed(*RECORDING)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def suspend(request: AccountRequest, code: str) -> HttpResponse:
        participant = file_to_record(request, code)  # 404, 403, and the reading told to the journal
        form = SuspendForm(request.POST or None, initial={"start": day_of(request)})

        def act(said: dict[str, Any]) -> Done:  # in one transaction with the list of participants
            suspension = start_suspension(by=request.user, pathway=…, **said)
            return Done("Veille ouverte.", undo=reverse("steps:undo_suspension", args=[suspension.pk]))

        if done := recorded(request, participant, form, act):
            return done
        return shown(request, "steps/suspend.html", participant, form, {…})

`recorded` answers None to a GET, to a form to be corrected and to an action that raised ValidationError (its faults
are then beside the fields, by name). The page includes "recording/_form.html" with `form` and `verb` (the button),
and "components/messages.html". `?retour=semaine` goes back to the week, anything else to the file; `?jour=2017-12-11`
is the day proposed by `day_of`, kept on the way back. An undo is a view behind `@require_POST` that calls `undone`.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from jalon.accounts.permissions import check_may
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.core.days import FIRST_YEAR, LAST_YEAR
from jalon.pathways.permissions import RECORDING, check_may_open_file
from jalon.people.models import Participant
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest
from jalon.web.recording.forms import RecordForm
from jalon.web.recording.once import AlreadyDone, once

RETURN, WEEK = "retour", "semaine"
DAY = "jour"
TWICE = "C’était déjà enregistré : rien n’a été fait deux fois."


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in a sentence or two: what, what follows.

    `undo`: the address to post to, to undo it. `then`: links offered beside, as (words, address).
    `url`: where to go; by default where one came from.
    """

    said: str
    undo: str = ""
    then: tuple[tuple[str, str], ...] = ()
    url: str = ""

    def message(self, origin: str = "") -> SafeString:
        """The sentence, then *Annuler* and the links. The button belongs to a form of `components/messages.html`."""
        url = f"{self.undo}{'&' if '?' in self.undo else '?'}{origin}" if origin else self.undo
        undo = format_html(' <button class="btn" form="annuler" formaction="{}">Annuler</button>', url)
        links = format_html_join("", ' <a class="keep" href="{}">{}</a>', ((url, words) for words, url in self.then))
        return format_html("{}{}{}", self.said, undo if self.undo else "", links)


Act = Callable[[dict[str, Any]], Done]


def file_to_record(request: AccountRequest, code: str) -> Participant:
    """The person whose file is written in; its reading is told to the journal. 404, or PermissionDenied."""
    participant = get_object_or_404(Participant, code=code)
    check_may_record(request, participant)
    if request.method != "POST":
        target, key = "people.participant", str(participant.pk)
        record(by=request.user, verb=Verb.READ, target=target, key=key, file=code, reason="saisie dans le dossier")
    return participant


def check_may_record(request: AccountRequest, participant: Participant) -> None:
    """PermissionDenied unless this account may write, and in this file."""
    check_may(request.user, *RECORDING)
    check_may_open_file(request.user, participant)


def recorded(
    request: AccountRequest, participant: Participant, form: RecordForm, act: Act, *, also: tuple[int, ...] = ()
) -> HttpResponse | None:
    """Carry out the act of a valid form, once; None when the page is to be shown (again).

    `also`: keys of other participants whose row in the list changes with it.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with recording(participants=[participant.pk, *also]), once(form.cleaned_data["once"]) as submission:
            done = act(form.said)
            submission.answer = done.url or back(request, participant)
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return None
    messages.success(request, done.message(origin(request)))
    return go(request, submission.answer)


def done_at_once(request: AccountRequest, participant: Participant, act: Callable[[], Done]) -> HttpResponse:
    """An act without a form (a button), which doing twice changes nothing; what forbids it is said instead."""
    try:
        with recording(participants=[participant.pk]):
            done = act()
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(back(request, participant))
    messages.success(request, done.message(origin(request)))
    return redirect(done.url or back(request, participant))


def undone(request: AccountRequest, participant: Participant, act: Callable[[], str]) -> HttpResponse:
    """Undo an act and say so, in one transaction with the list; what forbids it is said instead."""
    return done_at_once(request, participant, lambda: Done(act()))


def shown(
    request: AccountRequest,
    template: str,
    participant: Participant,
    form: RecordForm,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page with its form; 422 when it is to be corrected."""
    came = f"?{origin(request)}" if origin(request) else ""
    said = {"participant": participant, "form": form, "back": back(request, participant), "origin": came}
    return render(request, template, {**said, **(context or {})}, status=422 if form.errors else 200)


def back(request: AccountRequest, participant: Participant) -> str:
    """Where one came from: the week, at the day it showed, or the file."""
    if request.GET.get(RETURN) != WEEK:
        return reverse("participants:file", args=[participant.code])
    day = request.GET.get(DAY, "")
    return reverse("home:index") + (f"?{urlencode({DAY: day})}" if day else "")


def origin(request: AccountRequest) -> str:
    """What the address says of where one came from, for the links of the page; "" for nothing."""
    return urlencode({name: request.GET[name] for name in (RETURN, DAY) if request.GET.get(name)})


def day_of(request: AccountRequest) -> dt.date:
    """The day that the address proposes (?jour=2017-12-11), or today; a field takes no other years than these."""
    try:
        day = dt.date.fromisoformat(request.GET.get(DAY, ""))
    except ValueError:
        return clock.today()
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else clock.today()


def go(request: AccountRequest, url: str) -> HttpResponse:
    """On to a page; the script that sent the form (`record.js`) is told where, so that it can forget the draft."""
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"url": url})
    return HttpResponseRedirect(url)
