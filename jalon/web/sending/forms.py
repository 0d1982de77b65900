"""Shapes of what one types to send; the rules are those of the actions."""

import datetime as dt
from typing import Any

from django import forms

from jalon.core.french import NO_BREAK
from jalon.messaging.models import MailingList, Subscriber
from jalon.organisations.models import Organisation
from jalon.web.recording.fields import DayField

WORD = 1_500
"""Signs of the word that goes with a letter."""
REQUIRED = {"required": "Ce champ manque."}


class SendingForm(forms.Form):
    """Labels above, hints below, errors beside their field."""

    template_name = "history/_fields.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for field in self.fields.values():
            field.widget.attrs.update(autocomplete="off")
            field.error_messages.update(REQUIRED)


class MessageForm(SendingForm):
    """The subject of a mailing, and a few words."""

    subject = forms.CharField(label="Objet", max_length=150)
    word = forms.CharField(
        label="Mot d’accompagnement",
        required=False,
        max_length=WORD,
        help_text="Facultatif. Il précède la lettre ; une ligne vide change de paragraphe.",
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": f"Ce mot est trop long{NO_BREAK}: {WORD} signes au plus."},
    )


class ListForm(SendingForm):
    """A distribution list."""

    name = forms.CharField(label="Nom de la liste", max_length=100)
    about = forms.CharField(label="Pour qui", required=False, max_length=300, help_text="Ce qui aide à s’y retrouver.")

    @classmethod
    def of(cls, kept: MailingList) -> "ListForm":
        """What the list says."""
        return cls(initial={"name": kept.name, "about": kept.about})


class SubscriberForm(SendingForm):
    """Someone on a list."""

    name = forms.CharField(label="Nom", required=False, max_length=200)
    address = forms.EmailField(
        label="Courriel",
        max_length=254,
        error_messages={"invalid": f"Écrivez une adresse de courriel, ex.{NO_BREAK}: prenom.nom@exemple.fr"},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label="Organisme", required=False, empty_label="Aucun"
    )

    @classmethod
    def of(cls, someone: Subscriber) -> "SubscriberForm":
        """What is known of them."""
        organisation = someone.organisation_id
        return cls(initial={"name": someone.name, "address": someone.address, "organisation": organisation})


class PasteForm(SendingForm):
    """Many addressees at once."""

    text = forms.CharField(
        label="Noms et adresses",
        help_text="Un par ligne : nom;courriel. Une adresse seule convient aussi.",
        max_length=200_000,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )


class PlanForm(SendingForm):
    """The day on which a month is to be closed."""

    planned_on = DayField(label="Arrêté prévu le", ahead=True, widget=forms.TextInput({"size": 12}))

    @classmethod
    def of(cls, day: dt.date) -> "PlanForm":
        """The day that is set."""
        return cls(initial={"planned_on": day})


def tell(form: forms.Form, refused: forms.ValidationError) -> None:
    """Each refusal beside the field it speaks of, the others above."""
    for name, faults in refused.update_error_dict({}).items():
        form.add_error(name if name in form.fields else None, faults)
