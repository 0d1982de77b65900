"""The filters of the page, read from its address. What cannot be read is said, and filters nothing."""

from typing import Any

from django import forms
from django.http import QueryDict

from jalon.core.periods import Period
from jalon.organisations.enums import ReferrerCategory
from jalon.protocols.models import NonEntryReason
from jalon.web.figures.forms import BAD_PERIOD, period_of, shown_period
from jalon.web.referrals.senders import Senders
from jalon.web.referrals.states import State

UNKNOWN = "Ce choix n’existe pas ou plus : il est laissé de côté."


class FilterForm(forms.Form):
    """Each reader is offered the filters that say nothing more of a person than this reader may know."""

    template_name = "referrals/_fields.html"
    prescripteur = forms.ChoiceField(label="Prescripteur", required=False)
    categorie = forms.ChoiceField(
        label="Catégorie", required=False, choices=[("", "Toutes"), *ReferrerCategory.choices]
    )
    motif = forms.ChoiceField(label="Motif", required=False)
    periode = forms.CharField(label="Écrites pendant", required=False, max_length=40)

    def __init__(self, said: QueryDict, state: State, senders: Senders, *, referrers: bool, reasons: bool) -> None:
        data = {name: said.get(name, "").strip() for name in self.base_fields}
        super().__init__({**data, "periode": shown_period(data["periode"])}, label_suffix="")
        self._choose("prescripteur", [("", "Tous"), *senders.choices()], offered=referrers)
        self._choose("categorie", None, offered=referrers)
        offered = reasons and state == State.DECLINED
        kinds = NonEntryReason.objects.values_list("code", "label") if offered else ()
        self._choose("motif", [("", "Tous"), *kinds], offered=offered)
        self.fields["periode"].widget.attrs.update(placeholder="mars 2017", autocomplete="off")
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = UNKNOWN

    def _choose(self, name: str, choices: Any, *, offered: bool) -> None:
        if not offered:
            del self.fields[name]
        elif choices is not None:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean_periode(self) -> Period | None:
        """A month or a year."""
        said = self.cleaned_data["periode"]
        try:
            return period_of(said) if said else None
        except ValueError:
            raise forms.ValidationError(BAD_PERIOD) from None

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters in force, by name; those that cannot be read left aside."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
