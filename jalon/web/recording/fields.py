"""What one types to record a fact: a day, an hour, a duration, as one says them."""

import datetime as dt
from typing import Any

from django import forms

from jalon.core import clock
from jalon.core.days import Unreadable, day_said, day_written
from jalon.core.french import NO_BREAK
from jalon.core.hours import hour_said, hour_written, minutes_said, minutes_written

MISSING = {"required": "Ce champ manque."}
YOUNGEST = 10
"""Years: nobody younger is written here."""


class DayInput(forms.TextInput):
    """A day typed, a calendar beside it, and under it what was understood (static `day.js`)."""

    template_name = "recording/_day.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the day it is, from which « hier » is counted."""
        context = super().get_context(name, value, attrs)
        own = context["widget"]["attrs"]
        own["data-day"] = clock.today().isoformat()
        if "id" in own:
            own["aria-describedby"] = f"{own.get('aria-describedby', '')} {own['id']}_said".strip()
        return context


class SaidField(forms.CharField):
    """Words that mean a value; `read` raises Unreadable with a sentence for the reader."""

    longest = 40

    def __init__(self, **options: Any) -> None:
        errors = {**MISSING, **options.pop("error_messages", {})}
        super().__init__(**{"max_length": self.longest, **options, "error_messages": errors})

    def read(self, said: str) -> Any:
        """The value that was meant."""
        raise NotImplementedError

    def write(self, value: Any) -> str:
        """As the field shows it."""
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        """The value; None for nothing typed. ValidationError says how to write it."""
        said = super().clean(value)
        if not said:
            return None
        try:
            return self.read(said)
        except Unreadable as refused:
            raise forms.ValidationError(str(refused)) from None

    def prepare_value(self, value: Any) -> Any:
        """What was typed is shown as it was typed."""
        return value if value is None or isinstance(value, str) else self.write(value)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another value is meant, however it is written."""
        try:
            meant = self.read(data) if data else None
        except Unreadable:
            return True
        return bool(meant != initial)


class DayField(SaidField):
    """A day; `ahead`: a plan, for which « lundi » is the next one."""

    widget = DayInput

    def __init__(self, *, ahead: bool = False, **options: Any) -> None:
        self.ahead = ahead
        super().__init__(**options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What `day.js` needs."""
        direction = {"data-ahead": ""} if self.ahead else {}
        return {**super().widget_attrs(widget), "autocomplete": "off", **direction}

    def read(self, said: str) -> dt.date:
        """As `day_said`."""
        return day_said(said, clock.today(), ahead=self.ahead)

    def write(self, value: Any) -> str:
        """12/3/2017."""
        return day_written(value)


class BirthField(DayField):
    """A day of birth: its year is always said."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """`day.js` tells an age."""
        return {**super().widget_attrs(widget), "data-birth": ""}

    def read(self, said: str) -> dt.date:
        """As `day_said`; Unreadable for a child, most often a year left out."""
        day = super().read(said)
        if day.year > clock.today().year - YOUNGEST:
            raise Unreadable(f"Écrivez aussi l’année de naissance, ex.{NO_BREAK}: 3/12/1988.")
        return day


class HourField(SaidField):
    """An hour of the place, without a time zone."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A short field."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": 8}

    def read(self, said: str) -> dt.time:
        """As `hour_said`."""
        return hour_said(said)

    def write(self, value: Any) -> str:
        """10 h 30."""
        return hour_written(value)


class MinutesField(SaidField):
    """A duration, in minutes."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A short field."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": 8}

    def read(self, said: str) -> int:
        """As `minutes_said`."""
        return minutes_said(said)

    def write(self, value: Any) -> str:
        """1 h 15."""
        return minutes_written(value)
