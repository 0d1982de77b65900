"""The forms of an appointment: a free hour taken in one click, or any other one; what becomes of it."""

import datetime as dt
from typing import Any

from django import forms

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Invitation
from jalon.messaging.enums import Channel
from jalon.web.recording.fields import MISSING, DayField, HourField, MinutesField
from jalon.web.recording.forms import HALF, REST, THIRD, RecordForm

GONE = "Cette heure vient d’être prise ou n’est plus libre. En voici d’autres."
HOW = [("", "la personne le sait déjà, ou le saura autrement"), *Invitation.choices]


class KindForm(RecordForm):
    """What both ways of setting an appointment share."""

    kind = forms.ChoiceField(label="Objet", choices=AppointmentKind)
    caseworker = forms.ModelChoiceField(Caseworker.objects.none(), label="Avec", empty_label=None)
    invitation = forms.ChoiceField(label="La personne est prévenue par", choices=HOW, required=False)
    widths = {"kind": HALF, "caseworker": HALF}

    def __init__(self, data: Any = None, *, offered: Any, **options: Any) -> None:
        super().__init__(data, **options)
        chosen: Any = self.fields["caseworker"]
        chosen.queryset = offered


class SlotForm(KindForm):
    """A free hour: the button that names it sends the form."""

    slot = forms.CharField(max_length=20, widget=forms.HiddenInput)

    def clean_slot(self) -> dt.datetime:
        """The hour. ValidationError when the button was not one of ours."""
        try:
            return dt.datetime.fromisoformat(self.cleaned_data["slot"]).replace(tzinfo=None)
        except ValueError:
            raise forms.ValidationError(GONE) from None


class HourForm(KindForm):
    """Any other moment."""

    date = DayField(label="Jour", ahead=True)
    time = HourField(label="Heure")
    minutes = MinutesField(label="Durée")
    place = forms.CharField(label="Lieu", max_length=300, required=False)
    widths = {**KindForm.widths, "date": REST, "time": THIRD, "minutes": THIRD, "place": REST}
    field_order = ["date", "time", "minutes", "place", "kind", "caseworker", "invitation", "once"]


class CancelForm(RecordForm):
    """Given up; the person may be told."""

    channel = forms.ChoiceField(
        label="Prévenir la personne par",
        choices=[("", "elle le sait déjà"), *Channel.choices],
        required=False,
        error_messages=MISSING,
    )
