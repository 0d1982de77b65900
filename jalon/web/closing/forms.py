"""What one types to close a period."""

from collections.abc import Mapping
from typing import Any

from django import forms

from jalon.core import clock
from jalon.core.periods import Period
from jalon.reports.closing.rules import LONGEST_WHY, why_not_closed
from jalon.web.recording.fields import DayField


class CloseForm(forms.Form):
    """The day as of which the letter is closed, and why when it is not the first time."""

    as_of = DayField(
        label="Telle que connue le",
        widget=forms.TextInput,
        help_text="Ce qui a été saisi après ce jour n’y sera pas. D’ordinaire, le dernier jour de la période.",
    )
    why = forms.CharField(
        label="Pourquoi une nouvelle version",
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_WHY}),
        help_text="Imprimé nulle part ; gardé avec l’arrêté et dans le journal.",
    )

    def __init__(self, data: Any, *, period: Period, number: int) -> None:
        super().__init__(data, label_suffix="", initial={"as_of": period.end})
        self.period, self.number = period, number
        if number == 1:
            del self.fields["why"]
        else:
            self.fields["why"].required = True
            self.fields["why"].error_messages["required"] = "Dites pourquoi vous en arrêtez une nouvelle version."
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")

    def clean(self) -> dict[str, Any]:
        """What would be refused is told before one confirms."""
        said = super().clean() or self.cleaned_data
        if "as_of" in said:
            today, why = clock.today(), said.get("why", "")
            self.refuse(why_not_closed(self.period, said["as_of"], today=today, number=self.number, why=why))
        return said

    def refuse(self, faults: Mapping[str, str | list[str]]) -> None:
        """Each fault beside its field."""
        for field, said in faults.items():
            if field not in self.errors:
                self.add_error(field if field in self.fields else None, said)
