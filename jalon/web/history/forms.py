"""What one types of the years before Jalon: shapes only, the rules are those of the action."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from jalon.core.french import NO_BREAK, number
from jalon.indicators.registry import INDICATORS
from jalon.indicators.window import Window
from jalon.reports.models import TypedFigure
from jalon.web.figures.forms import BAD_PERIOD, period_of, shown_period

CHOICES = [("", "Choisir un chiffre"), *((each.code, each.label) for each in INDICATORS.values())]
REQUIRED = {"required": "Ce champ manque."}
BAD_NUMBER = f"Écrivez un nombre, ex.{NO_BREAK}: 1 525 ou 12,5."


class HistoryForm(forms.Form):
    """Labels above, hints below, errors beside their field."""

    template_name = "history/_fields.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")
            field.error_messages.update(REQUIRED)


class FigureForm(HistoryForm):
    """A figure, its period, its value, and the document that says it."""

    code = forms.ChoiceField(label="Chiffre", choices=CHOICES)
    period = forms.CharField(label="Période", max_length=40, help_text="Un mois ou une année : mars 2016, 2016.")
    value = forms.CharField(label="Valeur", max_length=40)
    source = forms.CharField(
        label="Source",
        max_length=300,
        help_text="Le document et l’endroit où ce chiffre se lit.",
        widget=forms.Textarea({"rows": 2}),
    )

    @classmethod
    def of(cls, figure: TypedFigure) -> "FigureForm":
        """The form that shows what was typed."""
        said = {"code": figure.code, "period": shown_period(figure.period), "source": figure.source}
        return cls(initial={**said, "value": number(figure.value)})

    def clean_period(self) -> str:
        """As it is stored: 2016-03 or 2016."""
        try:
            return Window(period_of(self.cleaned_data["period"])).name
        except ValueError:
            raise forms.ValidationError(BAD_PERIOD) from None

    def clean_value(self) -> Decimal:
        """A number written in French."""
        said = "".join(self.cleaned_data["value"].split()).replace(",", ".")
        try:
            found = Decimal(said)
        except InvalidOperation:
            raise forms.ValidationError(BAD_NUMBER) from None
        if not found.is_finite():
            raise forms.ValidationError(BAD_NUMBER)
        return found


class SinceForm(HistoryForm):
    """The first year that is computed."""

    year = forms.IntegerField(
        label="Première année calculée",
        min_value=1990,
        max_value=2099,
        localize=False,
        widget=forms.TextInput({"inputmode": "numeric", "size": 6}),
        help_text="À partir d’elle, tout vient des dossiers et rien ne se saisit.",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), f"Écrivez une année, ex.{NO_BREAK}: 2017."),
    )
