"""What one fills while a new person is received: who they are, and why they would not enter."""

from django import forms

from jalon.protocols.models import NonEntryReason
from jalon.web.recording.conflict import EditForm
from jalon.web.recording.fields import BirthField

WHO = ("last_name", "first_name", "birth_date", "phone")


class ReceiveForm(EditForm):
    """The identity, to be corrected on the spot."""

    last_name = forms.CharField(label="Nom", max_length=300)
    first_name = forms.CharField(label="Prénom", max_length=300)
    birth_date = BirthField(label="Date de naissance", required=False)
    phone = forms.CharField(label="Téléphone", max_length=100, required=False)
    checked = forms.BooleanField(label="Identité vérifiée sur pièce", required=False)
    reason = forms.ModelChoiceField(
        NonEntryReason.objects.all(), label="Motif de non-entrée", required=False, empty_label="Choisir un motif"
    )
