"""The journal of a file: who read it, who changed what. What was masked when it was written stays so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import QuerySet, TextChoices

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.audit.queries import WRITES
from jalon.core.privacy import MASK
from jalon.pathways.models import Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral

PAGE = 25
KIND, BEFORE = "actes", "avant"
ABSENT = "–"
IMPORT = "import"
IMPORTED: dict[str, type[models.Model]] = {
    "participants": Participant,
    "situations": Situation,
    "prescriptions": Referral,
    "parcours": Pathway,
    "sorties": Pathway,
    "etapes": Step,
    "veilles": Suspension,
    "entretiens": Interview,
}
UNSAID = ("id", "participant", "pathway", "referral")
"""What only ties the row to the file."""


class Acts(TextChoices):
    """What to list, as addresses write it."""

    ALL = "", "Tout"
    READS = "lectures", "Lectures"
    WRITES = "ecritures", "Écritures"


@dataclass(frozen=True, slots=True)
class Change:
    """A value before and after, as words; `hidden` when the journal masked it."""

    label: str
    before: str
    after: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An act."""

    event: Event
    target: str
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class JournalPage:
    """25 acts, the latest first; `older` is the mark of the next page, "" on the last one."""

    lines: list[Line]
    acts: str
    older: str
    first: bool

    @property
    def chips(self) -> list[tuple[str, str, bool]]:
        """Each list: its name, its address, whether it is this one."""
        return [(each.label, _address(each), each == self.acts) for each in Acts]

    @property
    def next_url(self) -> str:
        """Address of the older acts; "" without any."""
        return _address(self.acts, self.older) if self.older else ""

    @property
    def first_url(self) -> str:
        """Address of the latest acts; "" when they are on the page."""
        return "" if self.first else _address(self.acts)


def journal_page(code: str, acts: str, mark: str) -> JournalPage:
    """The acts on a file before the mark (a mark that says nothing: the latest)."""
    acts = acts if acts in Acts.values else Acts.ALL
    events = _of(Event.objects.filter(file=code), Acts(acts))
    before = int(mark) if mark.isdecimal() and len(mark) <= 18 else None
    if before is not None:
        events = events.filter(pk__lt=before)
    page = list(events.order_by("-pk")[: PAGE + 1])
    older = str(page[PAGE - 1].pk) if len(page) > PAGE else ""
    return JournalPage(list(_lines(page[:PAGE])), acts, older, first=before is None)


def _of(events: QuerySet[Event], acts: Acts) -> QuerySet[Event]:
    if acts == Acts.READS:
        return events.filter(verb__in=[Verb.READ, Verb.EXPORTED])
    return events.filter(verb__in=WRITES) if acts == Acts.WRITES else events


def _address(acts: str, mark: str = "") -> str:
    said = {name: value for name, value in ((KIND, str(acts)), (BEFORE, mark)) if value}
    return f"?{urlencode(said)}"


def _lines(events: list[Event]) -> Iterator[Line]:
    names = _names(events)
    for event in events:
        model = _model(event.target)
        changes = [
            Change(_label(model, name), _text(model, name, before, names), _text(model, name, after, names), hidden)
            for name, before, after, hidden in _values(event)
        ]
        yield Line(event, _target(model, event), changes)


def _values(event: Event) -> Iterator[tuple[str, Any, Any, bool]]:
    """Each field with its values; those of an import are grouped by row."""
    before, after = event.before or {}, event.after or {}
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if isinstance(old, dict) or isinstance(new, dict):
            old, new = old or {}, new or {}
            for field in {**old, **new}:
                label = f"{name}, {_label(_rows_of(name), field).lower()}"
                yield label, old.get(field), new.get(field), MASK in (old.get(field), new.get(field))
        elif name not in UNSAID and not (old in (None, "") and new in (None, "")):
            yield name, old, new, MASK in (old, new)


def _model(target: str) -> type[models.Model] | None:
    try:
        return apps.get_model(target)
    except (LookupError, ValueError):
        return None


def _target(model: type[models.Model] | None, event: Event) -> str:
    """What the act was on; "" for the file itself."""
    if model is Participant:
        return ""
    if event.target == IMPORT:
        return "le dossier, par un import"
    return str(model._meta.verbose_name) if model else event.target


def _field(model: type[models.Model] | None, name: str) -> Any:
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _label(model: type[models.Model] | None, name: str) -> str:
    return str(getattr(_field(model, name), "verbose_name", name.replace(".csv", "")))


def _rows_of(name: str) -> type[models.Model] | None:
    """The model of the rows of an imported file: `situations.csv M-1 2017-01-01` → Situation."""
    return IMPORTED.get(name.partition(".")[0])


def _text(model: type[models.Model] | None, name: str, value: Any, names: dict[tuple[Any, str], str]) -> str:
    if value is None or value == "":
        return ABSENT
    if isinstance(value, bool):
        return "oui" if value else "non"
    field = _field(model, name)
    related = getattr(field, "related_model", None)
    if related:
        return names.get((related, str(value)), str(value))
    return str(dict(getattr(field, "flatchoices", ())).get(value, value))


def _names(events: Iterable[Event]) -> dict[tuple[Any, str], str]:
    """The words of the rows that the journal names by their keys; a query for each model of them."""
    keys: dict[Any, set[Any]] = {}
    for event in events:
        model = _model(event.target)
        for name, before, after, hidden in _values(event):
            related = getattr(_field(model, name), "related_model", None)
            if related and not hidden:
                keys.setdefault(related, set()).update({before, after} - {None, ""})
    return {
        (model, str(row.pk)): str(row)
        for model, found in keys.items()
        for row in model._default_manager.filter(pk__in=found)
    }
