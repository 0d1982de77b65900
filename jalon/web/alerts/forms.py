"""To put alerts of a person off: which ones, until when, why."""

from collections.abc import Sequence
from typing import Any

from django import forms

from jalon.alerts.compose import Alert
from jalon.core import clock
from jalon.core.duties import said
from jalon.web.alerts.lines import choice
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm
from jalon.web.week.days import next_week


class PutOffForm(RecordForm):
    """The reasons one may put off are those that stand, put off already or not: the last word holds."""

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
        held = [(choice(alert), _told(alert)) for alert in standing]
        waiting = [choice(alert) for alert in standing if alert.put_off is None]
        among = [each for each in waiting if each in chosen] or waiting
        super().__init__(data, initial={"alerte": among, "until": next_week(clock.today())})
        self.fields["alerte"].choices = held  # type: ignore[attr-defined]
        self.standing = {choice(alert): alert for alert in standing}

    @property
    def chosen(self) -> list[Alert]:
        """The alerts ticked."""
        return [self.standing[each] for each in self.cleaned_data["alerte"]]


def _told(alert: Alert) -> str:
    """« Aucun contact depuis 36 jours », with the day it comes back when it is put off."""
    later = f" (reportée au {said(alert.put_off.until, clock.today())})" if alert.put_off else ""
    return f"{alert.due.why}{later}"
