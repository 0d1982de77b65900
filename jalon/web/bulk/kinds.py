"""The acts on several people: what each asks, would do, does and undoes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core.french import day
from jalon.pathways.actions.assignments import assign
from jalon.pathways.actions.bulk import Verdict, carry_out, try_out
from jalon.pathways.actions.steps import record_step
from jalon.pathways.models import Assignment, BulkAct, Pathway, Step
from jalon.people.documents import withdraw_document
from jalon.people.models import Document
from jalon.web.bulk import letters, mails
from jalon.web.bulk.forms import BulkForm, CommonCaseworkerForm, CommonStepForm, WordsForm
from jalon.web.bulk.selection import Selection

Said = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """`verdicts`: what would become of each person; `carry_out`: for those it can be done to, all or nothing."""

    code: str
    title: str
    verb: str
    form: type[BulkForm]
    label: Callable[[Said], str]
    verdicts: Callable[[User, Said, Selection], list[Verdict]]
    carry_out: Callable[[User, Said, list[Pathway], str], BulkAct]


def _record(by: User, said: Said) -> Callable[[Pathway], models.Model]:
    return lambda pathway: record_step(by=by, pathway=pathway, **said)


def _hand_over(by: User, said: Said) -> Callable[[Pathway], models.Model]:
    return lambda pathway: assign(by=by, pathway=pathway, **said)


def _tried(act: Callable[[User, Said], Callable[[Pathway], models.Model]]) -> dict[str, Any]:
    return {
        "verdicts": lambda by, said, selection: try_out(selection.rows, act(by, said)),
        "carry_out": lambda by, said, pathways, label: carry_out(
            by=by, label=label, pathways=pathways, act=act(by, said)
        ),
    }


KINDS = {
    kind.code: kind
    for kind in (
        Kind(
            "etape",
            "Une étape commune",
            "Enregistrer l’étape",
            CommonStepForm,
            lambda said: f"Étape « {said['label']} », du {day(said['start'])}",
            **_tried(_record),
        ),
        Kind(
            "referent",
            "Changer de référent",
            "Enregistrer le changement",
            CommonCaseworkerForm,
            lambda said: f"{said['caseworker']} à partir du {day(said['start'])}",
            **_tried(_hand_over),
        ),
        Kind(
            "courrier",
            "Un courrier",
            "Préparer les courriers",
            WordsForm,
            lambda said: f"Courrier « {said['subject']} »",
            letters.verdicts,
            letters.carry_out,
        ),
        Kind(
            "message",
            "Un courriel",
            "Envoyer les courriels",
            WordsForm,
            lambda said: f"Courriel « {said['subject']} »",
            mails.verdicts,
            mails.carry_out,
        ),
    )
}


def undo(record: models.Model, by: User, file: str) -> None:
    """Undo what one act wrote for one person."""
    if isinstance(record, Document):
        withdraw_document(by=by, document=record, why="courrier annulé")
    elif isinstance(record, Step | Assignment):
        audit.delete(record, by=by, file=file, reason="acte groupé défait")
