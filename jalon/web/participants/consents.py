"""What a person allows to publish: noted, taken back; and the letters it weighs on."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.pathways.permissions import FILE_RIGHTS, check_may_open_file
from jalon.people.actions import give_consent, withdraw_consent
from jalon.people.enums import ConsentKind
from jalon.people.models import Consent, Participant
from jalon.reports.stories.telling import closed_with, waiting_with
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.fields import MISSING, DayField


class GiveForm(forms.Form):
    """Shape only: the rules are those of the action."""

    kind = forms.ChoiceField(label="La personne autorise à publier", choices=ConsentKind, error_messages=MISSING)
    given_on = DayField(label="Accord signé le")
    evidence = forms.CharField(
        label="Preuve",
        max_length=300,
        help_text="Où se trouve l’accord signé : classeur, page, fichier.",
        error_messages=MISSING,
    )


class WithdrawForm(forms.Form):
    """As above."""

    withdrawn_on = DayField(label="Accord retiré le")
    withdrawal = forms.CharField(
        label="Preuve du retrait",
        max_length=300,
        help_text="Comment la personne l’a dit : courriel, appel noté, lettre.",
        error_messages=MISSING,
    )


@allowed(*FILE_RIGHTS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consents(request: AccountRequest, code: str) -> HttpResponse:
    """What a person allows; and what is noted anew."""
    participant = get_object_or_404(Participant, code=code)
    check_may_open_file(request.user, participant)
    form = GiveForm(request.POST or None, label_suffix="", initial={"given_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            give_consent(by=request.user, participant=participant, **{**said, "kind": ConsentKind(said["kind"])})
        except ValidationError as refused:
            _tell(form, refused)
        else:
            messages.success(request, f"Accord noté, pour {ConsentKind(said['kind']).label}.")
            return redirect("participants:consents", code=code)
    return _show(request, participant, form)


@allowed(*FILE_RIGHTS)
@require_POST
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    """Take a consent back; the page again, with what was typed, when it cannot be."""
    consent = get_object_or_404(Consent.objects.select_related("participant"), pk=pk)
    participant = consent.participant
    check_may_open_file(request.user, participant)
    form = _withdrawal(consent, request.POST)
    if form.is_valid():
        try:
            withdraw_consent(by=request.user, consent=consent, **form.cleaned_data)
        except ValidationError as refused:
            _tell(form, refused)
        else:
            said = "Accord retiré. Ce qui n’est pas encore arrêté ne peut plus paraître avec cette personne."
            messages.success(request, said)
            return redirect("participants:consents", code=participant.code)
    return _show(request, participant, GiveForm(label_suffix=""), {pk: form})


def _show(
    request: AccountRequest, participant: Participant, form: GiveForm, refused: dict[int, WithdrawForm] | None = None
) -> HttpResponse:
    known = {"target": "people.participant", "key": str(participant.pk), "file": participant.code}
    record(by=request.user, verb=Verb.READ, reason="accords de publication", **known)
    held = Consent.objects.filter(participant=participant).order_by("-given_on", "-pk")
    context = {
        "participant": participant,
        "form": form,
        "consents": [(each, (refused or {}).get(each.pk) or _withdrawal(each)) for each in held],
        "refused": bool(refused or form.errors),
        "waiting": waiting_with(participant),
        "closed": closed_with(participant),
        "may_prepare": may(request.user, Capability.PREPARE_LETTERS),
    }
    return render(request, "participants/consents.html", context)


def _withdrawal(consent: Consent, data: Any = None) -> WithdrawForm:
    initial = {"withdrawn_on": clock.today()}
    return WithdrawForm(data, label_suffix="", auto_id=f"id_{consent.pk}_%s", initial=initial)


def _tell(form: forms.Form, refused: ValidationError) -> None:
    for name, faults in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, faults)
