"""Goals: set beside the file, reached in one click, or not and why."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.core.french import day
from jalon.pathways.actions.goals import reopen_goal, set_goal, settle_goal
from jalon.pathways.enums import GoalOutcome, Term
from jalon.pathways.models import Goal, Pathway
from jalon.pathways.permissions import RECORDING
from jalon.people.models import Participant
from jalon.web.access import AccountRequest, allowed
from jalon.web.guidance.frame import beside, on_pathway, page
from jalon.web.recording.acts import Done, check_may_record, done_at_once, file_to_record, recorded, undone
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm

NOT_REACHED = [(each.value, each.label.capitalize()) for each in (GoalOutcome.MISSED, GoalOutcome.DROPPED)]


class GoalForm(RecordForm):
    """A goal to set."""

    text = forms.CharField(
        label="Objectif", max_length=300, help_text="Ce que la personne veut atteindre, avec ses mots."
    )
    term = forms.ChoiceField(label="Échéance", choices=Term, widget=forms.RadioSelect, initial=Term.SHORT)
    due_on = DayField(label="Pour le", ahead=True, required=False)
    segments = frozenset({"term"})


class MissedForm(RecordForm):
    """A goal that is not reached."""

    outcome = forms.ChoiceField(
        label="Issue", choices=NOT_REACHED, widget=forms.RadioSelect, initial=GoalOutcome.MISSED
    )
    why = forms.CharField(label="Pourquoi", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    segments = frozenset({"outcome"})


@on_pathway
def add(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """Set a goal."""
    form = GoalForm(request.POST or None)

    def act(said: dict[str, Any]) -> Done:
        goal = set_goal(by=request.user, pathway=pathway, **{**said, "term": Term(said["term"])})
        due = f" pour le {day(goal.due_on)}" if goal.due_on else f", {goal.get_term_display()}"
        return Done(f"Objectif fixé{due}. Il sera revu au prochain bilan.", undo=undo_of("objectif", goal.pk))

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, "Nouvel objectif", "Fixer cet objectif")


@allowed(*RECORDING)
@require_POST
def reached(request: AccountRequest, pk: int) -> HttpResponse:
    """One click: it is reached today."""
    goal = _goal(request, pk)

    def act() -> Done:
        settle_goal(by=request.user, goal=goal, outcome=GoalOutcome.REACHED)
        return Done(f"« {goal} » : atteint aujourd’hui.", undo=reverse("guidance:reopen", args=[pk]))

    return done_at_once(request, goal.pathway.participant, act)


@page
def missed(request: AccountRequest, pk: int) -> HttpResponse:
    """Not reached, or given up, and why."""
    goal = _goal(request, pk)
    participant = file_to_record(request, goal.pathway.participant.code)
    form = MissedForm(request.POST or None)

    def act(said: dict[str, Any]) -> Done:
        settle_goal(by=request.user, goal=goal, outcome=GoalOutcome(said["outcome"]), why=said["why"])
        label = GoalOutcome(said["outcome"]).label
        return Done(f"« {goal} » : {label}, et pourquoi.", undo=reverse("guidance:reopen", args=[pk]))

    if done := recorded(request, participant, form, act):
        return done
    return beside(request, participant, form, "Objectif pas atteint", "Noter l’issue", f"« {goal} »")


@allowed(*RECORDING)
@require_POST
def reopen(request: AccountRequest, pk: int) -> HttpResponse:
    """The goal stands again."""
    goal = _goal(request, pk)

    def act() -> str:
        reopen_goal(by=request.user, goal=goal)
        return f"« {goal} » est de nouveau en cours."

    return undone(request, goal.pathway.participant, act)


def undo_of(what: str, pk: int) -> str:
    """The address that takes away what was just written."""
    return reverse("guidance:withdraw", args=[what, pk])


def _goal(request: AccountRequest, pk: int) -> Goal:
    goal = get_object_or_404(Goal.objects.select_related("pathway__participant"), pk=pk)
    check_may_record(request, goal.pathway.participant)
    return goal
