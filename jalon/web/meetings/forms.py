"""The forms of a meeting: a day, and what is decided for a person."""

from typing import Any

from django import forms

from jalon.accounts.models import Caseworker, User
from jalon.web.recording.conflict import EditForm
from jalon.web.recording.fields import DayField
from jalon.web.recording.forms import HALF, RecordForm


class PlanForm(RecordForm):
    """A meeting to come."""

    widths = {"caseworker": HALF, "date": HALF}
    caseworker = forms.ModelChoiceField(Caseworker.objects.none(), label="Référent", empty_label="Choisir…")
    date = DayField(label="Le", ahead=True)

    def __init__(self, data: Any = None, *, team: Any, **options: Any) -> None:
        super().__init__(data, **options)
        chosen: Any = self.fields["caseworker"]
        chosen.queryset = team


class DecisionForm(EditForm):
    """A decision, who carries it out, for when."""

    sensitive = frozenset({"words"})
    widths = {"owner": HALF, "due_on": HALF}
    words = forms.CharField(label="Décision", widget=forms.Textarea({"rows": 2}), required=False, max_length=2_000)
    owner = forms.ModelChoiceField(User.objects.none(), label="Qui", required=False, empty_label="Choisir…")
    due_on = DayField(label="Pour le", ahead=True, required=False)

    def __init__(self, data: Any = None, *, owners: list[User], **options: Any) -> None:
        super().__init__(data, **options)
        chosen: Any = self.fields["owner"]
        chosen.queryset = User.objects.filter(pk__in=[each.pk for each in owners])
        chosen.choices = [("", "Choisir…"), *((each.pk, str(each)) for each in owners)]
