"""The columns of a list of files. What they may show of a person depends on who reads."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from jalon.indicators.kinds import Mean, Moment, Subject
from jalon.web.figures.lists import Keys, Sort
from jalon.web.figures.question import Question

FAR = Value(dt.date.max)
"""Sorts what has no end after all that has one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code in addresses, its heading, what it says of a line, how it sorts (not at all without keys)."""

    code: str
    label: str
    say: Callable[[Any], Any]
    keys: Keys = ()
    right: bool = False


def _person(subject: Subject) -> Column:
    keys = [F(f"{subject.participant}__last_name"), F(f"{subject.participant}__first_name")]
    return Column("personne", "Personne", lambda line: line.person, keys)


FILE = Column("dossier", "Dossier", lambda line: line.person.code)
COMMUNE = Column("commune", "Commune", lambda line: line.commune)
CASEWORKER = Column("referent", "Référent", lambda line: line.caseworker)
STATUS = Column("statut", "Parcours", lambda line: line.status)
OUTCOME = Column("issue", "Issue", lambda line: line.outcome)
DAYS = Column("jours", "Jours", lambda line: line.record.days, right=True)

OF_SUBJECT: dict[Subject, list[Column]] = {
    Subject.PATHWAY: [
        COMMUNE,
        CASEWORKER,
        Column("entree", "Entrée", lambda line: line.record.entry_date, [F("entry_date")]),
        Column("sortie", "Sortie", lambda line: line.exit_date, [Coalesce(F("exit_date"), FAR)]),
        OUTCOME,
    ],
    Subject.STEP: [
        Column("etape", "Étape", lambda line: line.record.label, [F("label__name")]),
        Column("classification", "Classification", lambda line: line.record.get_classification_display()),
        Column("debut", "Début", lambda line: line.record.start, [F("start")]),
        Column("fin", "Fin", lambda line: line.record.end, [Coalesce(F("end"), FAR)]),
        CASEWORKER,
    ],
    Subject.REFERRAL: [
        COMMUNE,
        Column(
            "prescripteur",
            "Prescripteur",
            lambda line: line.record.referrer,
            [Coalesce(F("referrer__name"), Value(""))],
        ),
        Column("date", "Date", lambda line: line.record.date, [F("date")]),
        OUTCOME,
        Column("issue_le", "Issue le", lambda line: line.outcome_date),
    ],
}


def columns_of(question: Question, subject: Subject, *, whole: bool) -> list[Column]:
    """The columns of the list; without the right to open any file, only name, référent and status."""
    days = [DAYS] if isinstance(question.indicator, Mean) else []
    if whole:
        return [_person(subject), FILE, *OF_SUBJECT[subject], *days]
    known = [OUTCOME] if subject is Subject.REFERRAL else [CASEWORKER, STATUS]
    return [_person(subject), FILE, *known]


def sort_of(text: str, question: Question, columns: list[Column]) -> Sort:
    """The order that an address asks for, `-` first for the opposite; the usual one when it says nothing we know."""
    sortable = {column.code: column for column in columns if column.keys}
    if text.removeprefix("-") not in sortable:
        text = next((code for code in _usual(question) if code.removeprefix("-") in sortable), "personne")
    code = text.removeprefix("-")
    return Sort(code, sortable[code].keys, descending=text.startswith("-"))


def _usual(question: Question) -> tuple[str, ...]:
    """The latest first."""
    left = question.counted is not None and question.counted.moment is Moment.EXIT
    return ("-sortie" if left else "-entree", "-debut", "-date")
