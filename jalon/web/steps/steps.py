"""A step added, corrected, closed, undone; those of a person."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jalon.core import clock
from jalon.core.french import NO_BREAK, day
from jalon.pathways.actions.steps import change_step, close_step, record_step, undo_step
from jalon.pathways.contracts import agreement_of, limits_passed, other_agreements
from jalon.pathways.enums import StepOutcome
from jalon.pathways.immersion import days_left
from jalon.pathways.models import Immersion, Pathway, Step
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.protocols.enums import Classification
from jalon.web.access import AccountRequest, allowed
from jalon.web.recording.acts import Done, file_to_record, recorded, undone
from jalon.web.steps.forms import CloseForm, StepForm
from jalon.web.steps.frame import beside, on_pathway, on_step, step_to_record


@on_pathway(*RECORDING)
def add(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """A new step."""
    form = StepForm(request.POST or None, initial={"start": clock.today()})

    def act(said: dict[str, Any]) -> Done:
        typed = form.arguments(request.user)
        step = record_step(by=request.user, pathway=pathway, **typed)
        return Done(
            " ".join([f"{_begun(step)}.", *_followed(step, typed["label"])]),
            undo=reverse("steps:undo", args=[step.pk]),
            then=_then(step),
        )

    return recorded(request, participant, form, act) or beside(
        request, participant, form, "Nouvelle étape", "Enregistrer l’étape", combobox=True
    )


@on_step
def edit(request: AccountRequest, participant: Participant, step: Step) -> HttpResponse:
    """A step corrected."""
    form = StepForm(request.POST or None, step=step)

    def act(said: dict[str, Any]) -> Done:
        typed = form.arguments(request.user)
        changed = change_step(by=request.user, step=step, **typed)
        return Done(" ".join(["Étape corrigée.", *_followed(changed, typed["label"])]), then=_then(changed))

    return recorded(request, participant, form, act) or beside(
        request, participant, form, f"Corriger : {step.label}", "Enregistrer la correction", combobox=True
    )


@on_step
def close(request: AccountRequest, participant: Participant, step: Step) -> HttpResponse:
    """How a step ended."""
    today = clock.today()
    known = {"end": min(step.end or today, today), "outcome": step.outcome, "evaluation": step.evaluation}
    form = CloseForm(request.POST or None, initial=known)

    def act(said: dict[str, Any]) -> Done:
        outcome = StepOutcome(said.pop("outcome"))
        ended = close_step(by=request.user, step=step, outcome=outcome, **said)
        left = _left(ended)
        return Done(f"Fin de l’étape « {ended.label} » enregistrée, {outcome.label}. {left}".strip())

    about = f"Commencée le {day(step.start)}"
    about += f", prévue jusqu’au {day(step.end)}." if step.end else ", sans terme prévu."
    return recorded(request, participant, form, act) or beside(
        request, participant, form, f"Terminer : {step.label}", "Enregistrer la fin", about=about
    )


@allowed(*RECORDING)
@require_POST
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """Erase a step recorded today by mistake."""
    step = step_to_record(request, pk)

    def act() -> str:
        undo_step(by=request.user, step=step)
        return f"L’étape « {step.label} » est effacée."

    return undone(request, step.pathway.participant, act)


@allowed(*RECORDING)
@never_cache
@require_safe
def steps(request: AccountRequest, code: str) -> HttpResponse:
    """All the steps of a person, each with its acts."""
    participant = file_to_record(request, code)
    found = Step.objects.filter(pathway__participant=participant).order_by("-start", "-code")
    rows = list(found.select_related("label", "organisation", "contract", "immersion", "pathway"))
    if not rows and not participant.pathways.exists():
        return redirect("participants:file", code=code)
    context = {"participant": participant, "rows": [(step, _is_open(step)) for step in rows]}
    return render(request, "steps/list.html", context)


def _is_open(step: Step) -> bool:
    """Under way or to come, in a pathway that goes on."""
    return step.pathway.exit_date is None and (step.end is None or step.end >= clock.today())


def _begun(step: Step) -> str:
    where = f" chez {step.organisation}" if step.organisation and step.classification == Classification.JOB else ""
    until = f", jusqu’au {day(step.end)}" if step.end else ""
    return f"Étape « {step.label} »{where} enregistrée, du {day(step.start)}{until}"


def _followed(step: Step, typed: Any) -> list[str]:
    """What the rules did or say of it: the label that a contract took, what the law says of a PMSMP."""
    if step.label_id != typed.pk:
        return [f"Avec les contrats qu’elle suit, elle compte comme « {step.label} »."]
    if not step.label.immersion or step.end is None:
        return []
    terms = Immersion.objects.filter(step=step).first()
    if passed := limits_passed(step, terms):
        return ["Attention : " + " ".join(f"{each}." for each in passed)]
    if step.organisation is None:
        return ["Sans employeur, les limites de la loi ne se vérifient pas."]
    left = days_left(agreement_of(step, terms), other_agreements(step))
    return [f"Il reste {left}{NO_BREAK}jours possibles chez cet employeur en douze mois."]


def _then(step: Step) -> tuple[tuple[str, str], ...]:
    if Immersion.objects.filter(step=step).exists():
        return (("Imprimer la convention", reverse("steps:convention", args=[step.pk])),)
    return ()


def _left(step: Step) -> str:
    """Whether anything goes on."""
    going = step.pathway.steps.exclude(pk=step.pk).filter(start__lte=clock.today())
    going = going.exclude(end__lt=clock.today())
    return "" if going.exists() else "Plus aucune étape n’est en cours."
