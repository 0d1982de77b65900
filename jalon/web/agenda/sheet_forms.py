"""What one says to draw up a time sheet."""

from typing import Any

from django import forms

from jalon.web.recording.forms import RecordForm


class SheetForm(RecordForm):
    """`doubts`: something must be explained; `corrects`: there is a version before."""

    reason = forms.CharField(
        label="Pourquoi l’établir ainsi", help_text="Ce qui est relevé reste écrit sur la fiche, avec votre raison."
    )
    why = forms.CharField(label="Pourquoi corriger la version précédente", max_length=300)

    def __init__(self, data: Any = None, *, doubts: bool, corrects: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not doubts:
            del self.fields["reason"]
        if not corrects:
            del self.fields["why"]
