"""What one types of a referral that waits: an attempt, a non-entry, who the person is."""

from django import forms

from jalon.people.enums import Sex
from jalon.protocols.models import NonEntryReason
from jalon.referrals.enums import Means
from jalon.web.recording.conflict import EditForm
from jalon.web.recording.fields import BirthField, DayField, HourField, MinutesField
from jalon.web.recording.forms import HALF, RecordForm

REACHED, NOT_REACHED = "oui", "non"


class AttemptForm(RecordForm):
    """One tried to reach the person: by which means, and whether they were reached."""

    widths = {"date": HALF, "time": HALF, "minutes": HALF}
    segments = frozenset({"reached"})
    sensitive = frozenset({"words"})

    means = forms.ChoiceField(label="Par quel moyen", choices=Means)
    reached = forms.ChoiceField(
        label="Résultat", choices=[(REACHED, "Jointe"), (NOT_REACHED, "Pas jointe")], widget=forms.RadioSelect
    )
    words = forms.CharField(label="Ce qui en sort", max_length=300, required=False)
    date = DayField(label="Le")
    time = HourField(label="À", required=False)
    minutes = MinutesField(label="Durée", required=False)

    def clean_reached(self) -> bool:
        """Whether they were reached."""
        return bool(self.cleaned_data["reached"] == REACHED)

    def clean_means(self) -> Means:
        """The means."""
        return Means(self.cleaned_data["means"])


class DeclineForm(RecordForm):
    """The person does not enter, and why."""

    reason = forms.ModelChoiceField(NonEntryReason.objects.all(), label="Motif", empty_label="Choisir un motif")
    on = DayField(label="Non-entrée le")


class WhoForm(EditForm):
    """Who the person is, corrected."""

    widths = dict.fromkeys(("last_name", "first_name", "birth_date", "phone", "sex", "email"), HALF)

    last_name = forms.CharField(label="Nom", max_length=300)
    first_name = forms.CharField(label="Prénom", max_length=300)
    birth_date = BirthField(label="Date de naissance", required=False)
    phone = forms.CharField(label="Téléphone", max_length=100, required=False)
    sex = forms.ChoiceField(label="Sexe", choices=[("", "Inconnu"), *Sex.choices], required=False)
    email = forms.EmailField(label="Courriel", max_length=300, required=False)
    france_travail_id = forms.CharField(label="Identifiant France Travail", max_length=100, required=False)
    checked = forms.BooleanField(label="Identité vérifiée sur pièce", required=False)
