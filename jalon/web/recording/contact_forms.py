"""The forms of contacts. Shape only: the rules are those of the actions."""

from typing import Any

from django import forms

from jalon.agenda.enums import Outcome
from jalon.core.french import NARROW, NO_BREAK, day, short_clock, weekday
from jalon.core.hours import minutes_written
from jalon.pathways.actions.contacts import Following
from jalon.pathways.enums import InterviewKind, Place
from jalon.web.recording.conflict import EditForm
from jalon.web.recording.fields import DayField, HourField, MinutesField
from jalon.web.recording.forms import HALF, REST, THIRD, RecordForm
from jalon.web.recording.proposals import Proposal

PLACES = [("", "–"), *Place.choices]
FOR_THE_PERSON = "La personne peut demander à lire ce texte : écrivez ce que vous lui diriez."
CALLS = [(kind, kind.label) for kind in (InterviewKind.PHONE, InterviewKind.EMAIL, InterviewKind.LETTER)]
CALLS[0] = (InterviewKind.PHONE, "Appel")
CALLS.append((InterviewKind.OTHER, "Autre"))
TOLD = [
    (Outcome.MISSED, "Absence sans prévenir"),
    (Outcome.EXCUSED, "Absence annoncée"),
]
CAME = [("", "inconnue"), ("True", "présent"), ("False", "absent")]
NO_HOUR = f"À quelle heure{NARROW}? Écrivez 10 h 30, ou effacez le jour."


def note_field(label: str, **options: Any) -> forms.CharField:
    """Where one writes what was said."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea, help_text=FOR_THE_PERSON, **options)


class InterviewForm(RecordForm):
    """A meeting held; its note; the next one."""

    widths = {"time": THIRD, "minutes": THIRD, "place": THIRD, "next_date": REST, "next_time": THIRD}
    sensitive = frozenset({"note"})

    date = DayField(label="Date")
    time = HourField(label="Heure", required=False)
    minutes = MinutesField(label="Durée", required=False)
    place = forms.ChoiceField(label="Lieu", choices=PLACES, required=False)
    note = note_field("Compte rendu")
    next_date = DayField(label="Prochain rendez-vous", ahead=True, required=False)
    next_time = HourField(label="Heure", required=False)
    then_sign = forms.BooleanField(label="puis faire signer", required=False)

    def __init__(self, data: Any, proposal: Proposal) -> None:
        super().__init__(data, initial=_known(proposal))
        self.where = proposal.last_place
        self.fields["note"].widget.attrs["autofocus"] = True
        self.fields["next_time"].widget.attrs["aria-label"] = "Heure du prochain rendez-vous"
        if self.where:
            self.fields["next_date"].help_text = f"À cette adresse{NO_BREAK}: {self.where}."
        if proposal.to_come:
            del self.fields["next_date"], self.fields["next_time"]
        if waiting := proposal.to_sign:
            self.fields["then_sign"].label = f"puis faire signer ({waiting + 1})"

    def clean(self) -> dict[str, Any]:
        """A next appointment has its hour."""
        said = super().clean() or self.cleaned_data
        if said.get("next_date") and not said.get("next_time") and "next_time" not in self.errors:
            self.add_error("next_time", NO_HOUR)
        return said

    @property
    def following(self) -> Following | None:
        """The next appointment, as long as this one."""
        date, said = self.cleaned_data.get("next_date"), self.cleaned_data
        if date is None:
            return None
        return Following(date, said["next_time"], said["minutes"] or 45, self.where)

    @property
    def contact(self) -> dict[str, Any]:
        """What the action takes of the meeting itself."""
        return {name: self.cleaned_data[name] for name in ("date", "time", "minutes", "place", "note")}


class CallForm(RecordForm):
    """A call, a letter, an e-mail, another contact; its note."""

    widths = {"date": HALF, "time": THIRD, "minutes": THIRD}
    segments = frozenset({"kind"})
    sensitive = frozenset({"note"})

    kind = forms.ChoiceField(label="Nature", choices=CALLS, widget=forms.RadioSelect, initial=InterviewKind.PHONE)
    date = DayField(label="Date")
    time = HourField(label="Heure", required=False)
    minutes = MinutesField(label="Durée", required=False)
    note = note_field("Compte rendu")

    def __init__(self, data: Any, proposal: Proposal) -> None:
        super().__init__(data, initial=_known(proposal))
        self.fields["note"].widget.attrs["autofocus"] = True


class AbsenceForm(RecordForm):
    """An absence from an appointment that was never written here."""

    widths = {"time": HALF, "minutes": HALF}
    segments = frozenset({"outcome"})

    outcome = forms.ChoiceField(label="Ce qui s’est passé", choices=TOLD, widget=forms.RadioSelect)
    date = DayField(label="Rendez-vous du")
    time = HourField(label="Heure")
    minutes = MinutesField(label="Durée prévue")


class NoteForm(EditForm):
    """A contact corrected or completed."""

    widths = {"kind": HALF, "place": HALF, "date": REST, "time": THIRD, "minutes": HALF, "present": HALF}
    sensitive = frozenset({"note"})

    kind = forms.ChoiceField(label="Nature", choices=InterviewKind.choices)
    place = forms.ChoiceField(label="Lieu", choices=PLACES, required=False)
    date = DayField(label="Date")
    time = HourField(label="Heure", required=False)
    minutes = MinutesField(label="Durée", required=False)
    present = forms.TypedChoiceField(
        label="Présence", choices=CAME, required=False, empty_value=None, coerce=lambda said: said == "True"
    )
    note = note_field("Compte rendu")


def _known(proposal: Proposal) -> dict[str, Any]:
    following = proposal.following
    return {
        "date": proposal.day,
        "time": proposal.time,
        "minutes": proposal.minutes,
        "place": proposal.place,
        "next_date": following.date() if following else None,
        "next_time": following.time() if following else None,
    }


def appointment_said(when: Any) -> str:
    """Mardi 9 janv. 2018 à 10 h, in lower case."""
    return f"{weekday(when.date)} {day(when.date)} à {short_clock(when.time)}"


def time_said(minutes: int | None) -> str:
    """45 min; "" when unknown."""
    return minutes_written(minutes) if minutes else ""
