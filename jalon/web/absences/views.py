"""What follows absences: the stages of a person, the next one, its letter kept in the file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.core.french import day as written
from jalon.documents.actions import store_file
from jalon.pathways.absences import Next, following
from jalon.pathways.actions.absences import acts_of, record_stage, undo_stage
from jalon.pathways.actions.assignments import holder_on
from jalon.pathways.enums import AbsenceStage, InterviewKind
from jalon.pathways.models import AbsenceAct, Interview, Pathway
from jalon.pathways.permissions import RECORDING
from jalon.people.documents import add_document
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from jalon.web.absences.forms import StageForm
from jalon.web.absences.letters import LETTERS, TITLES, letter_pdf, proposed
from jalon.web.access import AccountRequest, allowed
from jalon.web.participants.context import file_context
from jalon.web.recording.acts import Done, check_may_record, recorded, shown, undone
from jalon.web.steps.frame import on_pathway

MISSED_SHOWN = 5


@on_pathway(*RECORDING)
def page(request: AccountRequest, participant: Participant, pathway: Pathway) -> HttpResponse:
    """The stages, and the one that comes next (`?etape=` chooses another that is offered)."""
    offered = _offered(request, pathway)
    chosen = _chosen(request, offered)
    keeper = holder_on(pathway, clock.today())
    caseworker = Caseworker.objects.filter(pk=keeper).first() if keeper else None
    missed = _missed(pathway)
    form = None
    if chosen:
        words = proposed(chosen.stage, missed, caseworker, clock.today())
        initial = {"date": clock.today(), "words": words}
        form = StageForm(request.POST or None, stage=chosen, initial=initial)
        form.action = f"{request.path}?etape={chosen.stage}"

        def act(said: dict[str, Any]) -> Done:
            return _recorded(request, participant, pathway, chosen.stage, caseworker, said)

        if done := recorded(request, participant, form, act):
            return done
    elif request.method == "POST":
        return redirect(request.path)
    context = {
        "acts": pathway.absence_acts.select_related("document__file", "recorded_by").order_by("-date", "-pk"),
        "offered": offered,
        "chosen": chosen,
        "missed": missed,
        "verb": _verb(chosen),
        "nothing": form is None,
    }
    whole = {**file_context(request, participant), **context}
    return shown(request, "absences/page.html", participant, form or _Empty(), whole)


class _Empty(StageForm):
    """No stage comes now: the page says why."""

    def __init__(self) -> None:
        super().__init__(stage=Next(AbsenceStage.CALL))


def _offered(request: AccountRequest, pathway: Pathway) -> list[Next]:
    """The stages of the day; the decision is the SA's."""
    found = following(acts_of(pathway), clock.today())
    decides = may(request.user, Capability.ALLOT)
    said = "La décision revient à la structure d’animation."
    return [
        each if decides or each.stage != AbsenceStage.DECISION else Next(each.stage, held=each.held or said)
        for each in found
    ]


def _chosen(request: AccountRequest, offered: list[Next]) -> Next | None:
    asked = request.GET.get("etape", "")
    free = [each for each in offered if not each.held]
    wanted = next((each for each in free if each.stage == asked), None)
    return wanted or next((each for each in free if each.proposed), free[0] if free else None)


def _missed(pathway: Pathway) -> list[Any]:
    """The last days on which the person was expected and did not come, from the first."""
    rows = Interview.objects.filter(pathway=pathway, present=False, kind__in=("", InterviewKind.MEETING))
    return sorted(rows.order_by("-date").values_list("date", flat=True)[:MISSED_SHOWN])


def _verb(chosen: Next | None) -> str:
    if chosen is None:
        return ""
    return {
        AbsenceStage.CALL: "Noter l’appel",
        AbsenceStage.CONVOCATION: "Écrire la convocation",
        AbsenceStage.WARNING: "Écrire l’avertissement",
        AbsenceStage.REPLY: "Noter la réponse",
        AbsenceStage.DECISION: "Enregistrer la décision",
    }[chosen.stage]


def _recorded(
    request: AccountRequest,
    participant: Participant,
    pathway: Pathway,
    stage: AbsenceStage,
    caseworker: Caseworker | None,
    said: dict[str, Any],
) -> Done:
    goes_on = {"oui": True, "non": False}.get(said.pop("goes_on", ""))
    told_rsa = said.pop("told_rsa", False)
    document = _paper(request, participant, stage, caseworker, {**said, "goes_on": goes_on})
    if told_rsa:
        said["words"] = f"{said['words']}\nRéférent RSA prévenu.".strip()
    made = record_stage(by=request.user, pathway=pathway, stage=stage, goes_on=goes_on, document=document, **said)
    printed = "Imprimer la lettre" if stage in LETTERS else "La note"
    links = [(printed, reverse("documents:open", args=[document.pk]))]
    if goes_on is False:
        links.append(("Proposer la sortie", reverse("steps:exit", args=[participant.code])))
    until = f" La personne peut répondre jusqu’au {written(made.reply_by)}." if made.reply_by else ""
    here = reverse("absences:page", args=[participant.code])
    undo = reverse("absences:undo", args=[made.pk])
    return Done(f"{made.get_stage_display()} : c’est noté.{until}", undo=undo, then=tuple(links), url=here)


def _paper(
    request: AccountRequest,
    participant: Participant,
    stage: AbsenceStage,
    caseworker: Caseworker | None,
    said: dict[str, Any],
) -> Document:
    """The stage on paper: a letter to the person, or a note of the file."""
    content = letter_pdf(stage, participant, said["words"], caseworker, said["date"], said["goes_on"])
    name = f"{AbsenceStage(stage).value}-{said['date']}.pdf"
    file = store_file(by=request.user, name=name, content=content, file=participant.code)
    return add_document(
        by=request.user,
        participant=participant,
        kind=DocumentKind.LETTER,
        dated=said["date"],
        file=file,
        title=TITLES[stage],
    )


@allowed(*RECORDING)
@require_POST
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """Take back a stage that one has just noted."""
    act = get_object_or_404(AbsenceAct.objects.select_related("pathway__participant"), pk=pk)
    participant = act.pathway.participant
    check_may_record(request, participant)

    def take_back() -> str:
        undo_stage(by=request.user, act=act)
        return "C’est annulé : cette étape n’est plus notée."

    return undone(request, participant, take_back)
