"""The form of an act: shown once, carried out once, every fault beside its field, nothing typed lost."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from jalon.web.recording.fields import MISSING

HALF, THIRD, REST = "half", "third", "rest"
"""Widths of a field in its row (six columns): three, two, four."""


class RecordForm(forms.Form):
    """Base of the forms that record. Shape only: the rules are those of the action.

    `widths`: fields narrower than the row. `segments`: choices side by side (radio buttons, four at most).
    `sensitive`: fields never kept on the device unless their writer asks. `extra`: a template shown above the button.
    `action`: where the form is sent, when it is not to its own page. `differences`, `other`: see `conflict.py`.
    """

    template_name = "recording/_fields.html"
    widths: dict[str, str] = {}
    segments: frozenset[str] = frozenset()
    sensitive: frozenset[str] = frozenset()
    extra = action = other = ""
    differences: Sequence[Any] = ()

    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **{"label_suffix": "", **options})
        for name, field in self.fields.items():
            field.error_messages.update(MISSING)
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs.setdefault("rows", 7)
            if name in self.sensitive:
                field.widget.attrs["data-sensitive"] = ""

    @property
    def rows(self) -> list[tuple[forms.BoundField, str]]:
        """The visible fields, each with its classes."""
        return [(field, self._classes(field.name)) for field in self.visible_fields()]

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, without the key: the arguments of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "once"}

    def refuse(self, refused: ValidationError) -> None:
        """Each fault of the action beside its field, the others above the form."""
        for name, faults in refused.update_error_dict({}).items():
            self.add_error(name if name in self.fields else None, faults)

    def _classes(self, name: str) -> str:
        return f"{self.widths.get(name, '')} {'segments' if name in self.segments else ''}".strip()
