"""Two people on one record: the second sees both versions and chooses; nothing is overwritten without a word.

The form carries, signed, the values that its reader was shown. When they are saved, what was stored meanwhile by
someone else is compared, field by field: a field that only the other changed keeps their value; one that both changed
differently stops everything, shows theirs beside, and waits for a choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from jalon.web.recording.fields import SaidField
from jalon.web.recording.forms import RecordForm

SALT = "jalon.web.recording.conflict"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that someone else changed too: what they wrote."""

    label: str
    theirs: str


class Conflict(ValidationError):
    """Someone else saved meanwhile; the form now shows both, and saving it again is a choice."""


class EditForm(RecordForm):
    """A record being changed. `stored`: its values as shown, by field."""

    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, stored: Mapping[str, Any], **options: Any) -> None:
        self.differences: list[Difference] = []
        self.other = ""
        super().__init__(data, initial={**stored, "read": self._seal(stored)}, **options)

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, without the keys of the form."""
        return {name: value for name, value in super().said.items() if name != "read"}

    def settle(self, stored: Mapping[str, Any], *, who: str) -> dict[str, Any]:
        """What to write over `stored`, read again under a lock; `who` changed it last. Conflict: one must choose."""
        said, now, before = self.said, self._written(stored), self._read()
        mine = self._written(said)
        changed = [name for name in said if name in now and now[name] != before.get(name, now[name])]
        both = [name for name in changed if mine[name] not in (before[name], now[name])]
        if both:
            self._show(stored, both, who)
            raise Conflict(f"{who} a changé ce dossier pendant que vous écriviez : choisissez.")
        return {**said, **{name: stored[name] for name in changed if mine[name] == before[name]}}

    def _show(self, stored: Mapping[str, Any], both: list[str], who: str) -> None:
        """Next time, what is compared is what is shown now."""
        self.other = who
        self.differences = [Difference(str(self.fields[name].label), self._shown(name, stored[name])) for name in both]
        before, mine = self._read(), self._written(self.said)
        theirs = {name: self._as_typed(name, stored[name]) for name in mine if mine[name] == before.get(name)}
        typed: Any = self.data
        self.data = fresh = typed.copy()
        for name, value in theirs.items():
            fresh[name] = value
        fresh["read"] = self._seal(stored)

    def _seal(self, stored: Mapping[str, Any]) -> str:
        return signing.dumps(self._written(stored), salt=SALT)

    def _read(self) -> dict[str, str]:
        try:
            return dict(signing.loads(self.data.get("read", ""), salt=SALT))
        except signing.BadSignature:
            raise ValidationError("Cette page avait vieilli. Rechargez-la, puis recommencez.") from None

    def _written(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Values as text, so that they compare however they were typed."""
        return {name: self._as_typed(name, value) for name, value in values.items() if name in self.base_fields}

    def _as_typed(self, name: str, value: Any) -> str:
        field = self.base_fields[name]
        text = field.prepare_value(value) if isinstance(field, SaidField) else value
        return "" if text is None else str(text).replace("\r\n", "\n").strip()

    def _shown(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            return next(
                (str(words) for code, words in field.widget.choices if str(code) == self._as_typed(name, value)), "–"
            )
        return self._as_typed(name, value) or "–"
