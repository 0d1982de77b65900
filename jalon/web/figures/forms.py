"""What one types above a figure: a period, and the day as of which facts are known."""

import re
from typing import Any

from django import forms

from jalon.core import french, periods
from jalon.core.french import NO_BREAK
from jalon.core.periods import Period
from jalon.indicators.window import Window
from jalon.web.figures.periods import FIRST_YEAR, LAST_YEAR, day_of, name
from jalon.web.figures.text import folded

MONTHS = [folded(month) for month in french.MONTHS]
BAD_PERIOD = f"Écrivez un mois ou une année, ex.{NO_BREAK}: mars 2017, 2017."
BAD_DAY = f"Cette date n’existe pas. Écrivez jour/mois/année, ex.{NO_BREAK}: 31/3/2017."


def period_of(text: str) -> Period:
    """`mars 2017`, `3/2017`, `2017-03` or `2017`; ValueError for anything else."""
    words = folded(text).split()
    if len(words) == 2 and words[0] in MONTHS:
        text = f"{words[1]}-{MONTHS.index(words[0]) + 1:02}"
    elif match := re.fullmatch(r"(\d{1,2})/(\d{4})", text, flags=re.ASCII):
        text = f"{match[2]}-{int(match[1]):02}"
    found = periods.parse(text)
    if not FIRST_YEAR <= found.start.year <= LAST_YEAR:
        raise ValueError(f"{text!r} is out of the calendar")
    return found


class AsOfForm(forms.Form):
    """« Telle que connue le »: an empty day means today."""

    template_name = "figures/_fields.html"
    connu = forms.CharField(label="Telle que connue le", required=False, max_length=20)

    def __init__(self, data: Any, period: Period | None = None) -> None:
        super().__init__(data, label_suffix="")
        self.period = period
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")

    def clean_connu(self) -> Any:
        """A day, or None."""
        try:
            return day_of(self.cleaned_data["connu"]) if self.cleaned_data["connu"] else None
        except ValueError:
            raise forms.ValidationError(BAD_DAY) from None

    def window(self) -> Window | None:
        """What is asked; None when something is to be corrected."""
        period = self.period or (self.is_valid() and self.cleaned_data.get("periode")) or None
        return Window(period, self.cleaned_data["connu"]) if self.is_valid() and period else None


class WindowForm(AsOfForm):
    """The same, with the period."""

    field_order = ["periode", "connu"]
    periode = forms.CharField(label="Période", max_length=40)
    connu = forms.CharField(label="Tel que connu le", required=False, max_length=20)

    def clean_periode(self) -> Period:
        """A month or a year."""
        try:
            return period_of(self.cleaned_data["periode"])
        except ValueError:
            raise forms.ValidationError(BAD_PERIOD) from None


def shown(said: str, read: Any, write: Any) -> str:
    """What was typed, as French writes it when it is understood, untouched otherwise."""
    try:
        return str(write(read(said))) if said else said
    except ValueError:
        return said


def shown_period(said: str) -> str:
    """2017-03 → mars 2017."""
    return shown(said, period_of, name)


def shown_day(said: str) -> str:
    """2017-03-31 → 31/3/2017."""
    return shown(said, day_of, lambda day: f"{day.day}/{day.month}/{day.year}")
