"""The form of a stage: its day, its words, what is decided."""

from typing import Any

from django import forms

from jalon.pathways.absences import Next
from jalon.pathways.enums import AbsenceStage
from jalon.web.absences.letters import LETTERS
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import RecordForm

GOES_ON = [("oui", "Le parcours continue"), ("non", "Le parcours s’arrête : une sortie est proposée")]


class StageForm(RecordForm):
    """Only the fields that the stage asks for."""

    sensitive = frozenset({"words"})
    date = DayField(label="Le")
    words = forms.CharField(
        label="Ce qui est dit", widget=forms.Textarea({"rows": 4}), required=False, max_length=4_000
    )
    goes_on = forms.ChoiceField(label="Décision", choices=GOES_ON, widget=forms.RadioSelect, required=False)
    told_rsa = forms.BooleanField(label="Le référent RSA du Département a été prévenu", required=False)

    def __init__(self, data: Any = None, *, stage: Next, **options: Any) -> None:
        super().__init__(data, **options)
        decides = stage.stage == AbsenceStage.DECISION
        if not decides:
            del self.fields["goes_on"], self.fields["told_rsa"]
        if stage.stage in LETTERS:
            self.fields["words"].label = "Texte de la lettre"
            self.fields["words"].required = True
            self.fields["words"].widget.attrs["rows"] = 9
        if stage.stage == AbsenceStage.REPLY:
            self.fields["words"].label = "Ce que la personne répond"
            self.fields["words"].required = True
