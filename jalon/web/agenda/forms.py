"""What one types of one's own time: shapes only, the rules are those of the actions."""

import datetime as dt
from typing import Any

from django import forms

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import LeaveKind, TimeKind, Weekday
from jalon.core.french import NO_BREAK
from jalon.programme.models import Operation
from jalon.web.recording.fields import DayField, HourField, MinutesField
from jalon.web.recording.forms import HALF, REST, THIRD, RecordForm

CHOOSE = f"Dites quel travail c’était{NO_BREAK}: un des boutons ci-dessous."


class TimeForm(RecordForm):
    """Work that is not an act on a file. Its kind is the button that saves."""

    template_name = "agenda/_time_fields.html"
    widths = {"date": HALF, "time": HALF, "minutes": THIRD, "words": REST}

    date = DayField(label="Le")
    time = HourField(label="À", required=False)
    minutes = MinutesField(label="Durée")
    words = forms.CharField(
        label="Précision", required=False, max_length=200, help_text="Facultatif ; aucun nom de participant."
    )
    operation = forms.ModelChoiceField(
        Operation.objects.none(), label="Opération", required=False, empty_label="Répartie selon ses parts de temps"
    )
    kind = forms.ChoiceField(choices=TimeKind, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, caseworker: Caseworker, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["kind"].error_messages["required"] = CHOOSE
        given = Operation.objects.filter(shares__caseworker=caseworker).distinct()
        if given.count() > 1:
            self.fields["operation"].queryset = given  # type: ignore[attr-defined]
        else:
            del self.fields["operation"]

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The buttons."""
        return TimeKind.choices


class LeaveForm(RecordForm):
    """Days away."""

    widths = {"start": HALF, "end": HALF, "from_noon": HALF, "until_noon": HALF}

    kind = forms.ChoiceField(label="Absence", choices=LeaveKind)
    start = DayField(label="Du", ahead=True)
    end = DayField(label="Au", ahead=True, required=False, help_text="Vide : un seul jour.")
    from_noon = forms.BooleanField(label="Le premier jour, à partir de midi", required=False)
    until_noon = forms.BooleanField(label="Le dernier jour, jusqu’à midi", required=False)

    def clean(self) -> dict[str, Any]:
        """One day when the last one is not said."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("start") and "end" in said:
            said["end"] = said["end"] or said["start"]
        return said


class OpeningForm(RecordForm):
    """A half-day of welcome, each week."""

    widths = {
        "weekday": THIRD,
        "start": THIRD,
        "end": THIRD,
        "valid_from": HALF,
        "valid_to": HALF,
        "slot_minutes": THIRD,
        "place": REST,
    }

    weekday = forms.TypedChoiceField(label="Chaque", choices=Weekday, coerce=int)
    start = HourField(label="De", initial=dt.time(9))
    end = HourField(label="À", initial=dt.time(12))
    valid_from = DayField(label="À partir du", ahead=True)
    valid_to = DayField(label="Jusqu’au", ahead=True, required=False)
    slot_minutes = MinutesField(label="Créneau", initial=30)
    place = forms.CharField(label="Lieu", required=False, max_length=300)
