"""A référent leaves: each of their people goes to a colleague, from a day on."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jalon.accounts.models import Caseworker
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.core.french import day
from jalon.pathways.actions.assignments import assign
from jalon.pathways.actions.bulk import carry_out
from jalon.pathways.models import Assignment, Pathway
from jalon.pathways.splitting import split
from jalon.roster.recording import recording
from jalon.web.access import AccountRequest, allowed
from jalon.web.bulk.forms import BulkForm
from jalon.web.recording.acts import TWICE, go
from jalon.web.recording.fields import DayField
from jalon.web.recording.once import AlreadyDone, once
from jalon.web.steps.choices import at_work_on, loads

WHO = "referent"
STAYS = "Reste sans changement"


class DepartureForm(BulkForm):
    """The day, and a colleague for each person; proposed so that loads stay even."""

    template_name = "bulk/_departure.html"
    extra = ""
    start = DayField(label="À partir du", ahead=True)

    def __init__(self, data: Any = None, *, leaving: Caseworker, people: list[Pathway], **options: Any) -> None:
        super().__init__(data, **options)
        today = clock.today()
        others = list(at_work_on(today).exclude(pk=leaving.pk))
        held = loads(today)
        proposed = (
            split([each.pk for each in people], {each.pk: held.get(each.pk, 0) for each in others}) if others else {}
        )
        choices = [("", STAYS), *((each.pk, f"{each} ({held.get(each.pk, 0)})") for each in others)]
        self.people, self.others = {f"p{pathway.pk}": pathway for pathway in people}, {each.pk: each for each in others}
        for name, pathway in self.people.items():
            self.fields[name] = forms.TypedChoiceField(
                label=f"Nouveau référent de {pathway.participant}",
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                initial=proposed.get(pathway.pk),
            )

    @property
    def lines(self) -> list[tuple[Pathway, forms.BoundField]]:
        """Each person, and who follows them next."""
        return [(pathway, self[name]) for name, pathway in self.people.items()]

    @property
    def chosen(self) -> dict[int, Caseworker]:
        """By key of pathway; those who stay are not there."""
        picked = {pathway.pk: self.cleaned_data[name] for name, pathway in self.people.items()}
        return {key: self.others[value] for key, value in picked.items() if value}


@allowed(Capability.ALLOT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def departure(request: AccountRequest) -> HttpResponse:
    """Who leaves, then who follows each person."""
    today = clock.today()
    leaving = Caseworker.objects.filter(code=request.GET.get(WHO, "")).first()
    context: dict[str, Any] = {"caseworkers": at_work_on(today), "leaving": leaving, "form": None}
    if leaving:
        people = _people_of(leaving, today)
        form = DepartureForm(request.POST or None, leaving=leaving, people=people, initial={"start": today})
        if request.method == "POST" and form.is_valid() and (answer := _handed_over(request, form, leaving)):
            return answer
        context |= {"form": form, "verb": "Confier les dossiers"}
    back = {"back": reverse("handover:index")}
    bad = context["form"] is not None and bool(context["form"].errors)
    return render(request, "bulk/departure.html", context | back, status=422 if bad else 200)


def _handed_over(request: AccountRequest, form: DepartureForm, leaving: Caseworker) -> HttpResponse | None:
    """All of them or none; None when one cannot be, the page then says whom."""
    chosen, start = form.chosen, form.cleaned_data["start"]
    pathways = [pathway for pathway in form.people.values() if pathway.pk in chosen]

    def hand_over(pathway: Pathway) -> Assignment:
        return assign(by=request.user, pathway=pathway, caseworker=chosen[pathway.pk], start=start)

    try:
        with (
            recording(participants=[each.participant_id for each in pathways]),
            once(form.cleaned_data["once"]) as sent,
        ):
            label = f"Départ de {leaving}, le {day(start)}"
            done = carry_out(by=request.user, label=label, pathways=pathways, act=hand_over)
            sent.answer = reverse("bulk:done", args=[done.key])
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return None
    messages.success(request, f"{done.label} : {len(pathways)} dossiers changent de mains.")
    return go(request, sent.answer)


def _people_of(leaving: Caseworker, today: dt.date) -> list[Pathway]:
    found = Pathway.objects.open_on(today).followed_by([leaving.pk], today).select_related("participant")
    return list(found.order_by("participant__last_name", "participant__first_name", "participant__code"))
