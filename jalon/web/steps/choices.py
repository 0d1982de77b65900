"""What one picks from: labels by group, référents with their load, contracts that may be ended or prolonged."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Count, Q, QuerySet

from jalon.accounts.models import Caseworker, FtePeriod, Membership
from jalon.core.days import day_said
from jalon.core.french import NO_BREAK, day, number
from jalon.organisations.models import Organisation
from jalon.pathways.models import Step
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from jalon.roster.models import FileSummary


class LabelSelect(forms.Select):
    """Labels in their groups; the script makes a field of it where one types letters (static `combobox.js`)."""

    def __init__(self) -> None:
        super().__init__({"data-combobox": "", "autofocus": True})
        self.kinds: dict[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """With what it is: a job, a PMSMP; the fields that go with it are then shown."""
        made: dict[str, Any] = super().create_option(name, value, *args, **options)
        if kind := self.kinds.get(str(value)):
            made["attrs"]["data-kind"] = kind
        return made


class LabelField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A label in use, offered in the group of the day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(StepLabel.objects.none(), widget=LabelSelect(), **options)

    def offer(self, today: dt.date, kept: StepLabel | None = None) -> None:
        """Those in use and classified on the day, and the one that is already there. One query."""
        asked = Q(in_use=True, classification__isnull=False)
        labels = StepLabel.objects.classified_on(today).filter(asked | Q(pk=kept.pk if kept else None))
        self.queryset = labels
        found = list(labels.order_by("name"))
        by_group = {
            group.label: [(each.pk, each.name) for each in found if each.classification == group]
            for group in Classification
        }
        self.widget: LabelSelect
        self.widget.kinds = {str(each.pk): _kind(each) for each in found}
        self.widget.choices = [("", "Choisir ou taper…"), *((name, rows) for name, rows in by_group.items() if rows)]


def _kind(label: Any) -> str:
    if label.immersion:
        return "immersion"
    return "job" if label.classification == Classification.JOB else ""


class OrganisationField(forms.CharField):
    """The name of an organisation, typed; the browser proposes those that exist."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=300, **options)
        self.widget.attrs |= {"list": "organismes", "autocomplete": "off"}


def organisation_names() -> Iterator[str]:
    """The names that are proposed, each once. One query."""
    return iter(sorted(set(Organisation.objects.order_by().values_list("name", flat=True))))


class CaseworkerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A référent at work on the day, with the number of people they follow."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Caseworker.objects.none(), **options)
        self.loads: dict[int, int] = {}

    def offer(self, today: dt.date) -> None:
        """Two queries."""
        self.queryset = at_work_on(today)
        self.loads = loads(today)

    def label_from_instance(self, caseworker: Any) -> str:
        """« Denis Charme (62 personnes) »."""
        count = self.loads.get(caseworker.pk, 0)
        return f"{caseworker} ({number(count)}{NO_BREAK}personne{'s' if count > 1 else ''})"


def at_work_on(today: dt.date) -> QuerySet[Caseworker]:
    """The référents who have a full-time share or an open account on the day, or later."""
    shares = FtePeriod.objects.filter(Q(end=None) | Q(end__gte=today)).values("caseworker")
    accounts = Membership.objects.filter(Q(end=None) | Q(end__gte=today), caseworker__isnull=False)
    return Caseworker.objects.filter(Q(pk__in=shares) | Q(pk__in=accounts.values("caseworker")))


def loads(today: dt.date) -> dict[int, int]:
    """The people in a pathway on the day, by référent. One query."""
    followed = FileSummary.objects.filter(exit__gt=today, caseworker__isnull=False).order_by()
    return {key: count for key, count in followed.values_list("caseworker").annotate(Count("pk")) if key is not None}


def end_said(typed: str, start: dt.date, today: dt.date) -> dt.date:
    """An end as one says it: « 30/12 » is the first one that comes after the start. Unreadable as `day_said`."""
    past, ahead = day_said(typed, today), day_said(typed, today, ahead=True)
    without_year = past != ahead and (past.day, past.month) == (ahead.day, ahead.month)
    return day_said(typed, start, ahead=True) if without_year else ahead


class StepField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the steps of a person."""

    def label_from_instance(self, step: Any) -> str:
        """« CDD court, Boulangerie du Lac, jusqu’au 12 janv. 2018 »."""
        return told(step)


def told(step: Step) -> str:
    """A step in a line."""
    until = f"jusqu’au {day(step.end)}" if step.end else "sans terme"
    return ", ".join(str(each) for each in (step.label, step.organisation, until) if each)
