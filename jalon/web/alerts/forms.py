"""To put alerts of a person off: which ones, until when, why."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from jalon.alerts.compose import Alert
from jalon.core import clock
from jalon.web.alerts.lines import choice
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm


class PutOffForm(RecordForm):
    """The reasons one may put off are those that stand."""

    alerte = forms.MultipleChoiceField(
        label="Ce qui attendra",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez ce qui attendra.",
            "invalid_choice": "Cette alerte n’est plus là : elle a été réglée, ou elle a changé.",
        },
    )
    until = DayField(label="Jusqu’au", ahead=True)
    reason = forms.CharField(
        label="Pourquoi",
        max_length=300,
        help_text="Pas de santé ni de justice : la raison se lit dans la liste.",
    )

    def __init__(self, data: Any, standing: Sequence[Alert], chosen: Sequence[str] = ()) -> None:
        held = [(choice(alert), alert.due.why) for alert in standing]
        among = [said for said, _ in held if said in chosen] or [said for said, _ in held]
        super().__init__(data, initial={"alerte": among, "until": next_monday()})
        self.fields["alerte"].choices = held  # type: ignore[attr-defined]
        self.standing = {choice(alert): alert for alert in standing}

    @property
    def chosen(self) -> list[Alert]:
        """The alerts ticked."""
        return [self.standing[said] for said in self.cleaned_data["alerte"]]


def next_monday() -> dt.date:
    """The day that is proposed."""
    today = clock.today()
    return today + dt.timedelta(7 - today.weekday())
