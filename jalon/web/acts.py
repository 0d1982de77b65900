"""The act that settles each kind of alert: a verb, and the page that carries it out for a person."""

from dataclasses import dataclass

from django.urls import reverse

from jalon.alerts.enums import AlertKind


@dataclass(frozen=True, slots=True)
class ActLink:
    """A button: what it says, and the name of its page, which takes the code of the person's file."""

    verb: str
    page: str

    def url(self, code: str, origin: str = "retour=semaine") -> str:
        """The page for this person; it comes back to the week, or where `origin` says ("": to the file)."""
        return reverse(self.page, kwargs={"code": code}) + (f"?{origin}" if origin else "")


OPEN_FILE = ActLink("Ouvrir le dossier", "participants:file")

ACTS: dict[AlertKind, ActLink] = {
    AlertKind.NO_CONTACT: ActLink("Noter un appel", "recording:call"),
    AlertKind.NO_INTERVIEW: ActLink("Noter un entretien", "recording:interview"),
    AlertKind.NO_CALL: ActLink("Noter un appel", "recording:call"),
    AlertKind.HIRE_FOLLOW_UP: ActLink("Noter un appel", "recording:call"),
    AlertKind.FILE_INCOMPLETE: ActLink("Compléter", "alerts:complete"),
    AlertKind.REVIEW_DUE: ActLink("Tenir le bilan", "guidance:hold"),
    AlertKind.RSA_CONTRACT: ActLink("Noter le contrat", "guidance:engagement"),
    AlertKind.PARTNER_POINT: ActLink("Noter le point", "guidance:point"),
    AlertKind.NO_STEP: ActLink("Ajouter une étape", "steps:add"),
    AlertKind.MAX_DURATION: ActLink("Prolonger", "steps:extend"),
    AlertKind.EXTENSION_ENDING: ActLink("Prolonger", "steps:extend"),
    AlertKind.SUSPENSION_TOO_LONG: ActLink("Mettre fin à la veille", "steps:resume"),
    AlertKind.SUSPENSION_ENDING: ActLink("Mettre fin à la veille", "steps:resume"),
    AlertKind.CONTRACT_ENDING: ActLink("Renouveler", "steps:renew"),
    AlertKind.SIX_MONTHS: ActLink("Proposer la sortie", "steps:exit"),
    AlertKind.EXIT_TO_VALIDATE: ActLink("Décider", "steps:exit"),
    AlertKind.FIRST_APPOINTMENT: ActLink("Fixer un rendez-vous", "appointments:set"),
    AlertKind.APPOINTMENT_TO_CONFIRM: ActLink("Voir le rendez-vous", "appointments:following"),
    AlertKind.FIRST_MISSED: ActLink("Noter une tentative", "entries:attempt"),
    AlertKind.ABSENCES: ActLink("Donner suite", "absences:page"),
    AlertKind.MEETING_DECISION: ActLink("Suivre la décision", "meetings:of_person"),
    AlertKind.SIGNATURE_MISSING: ActLink("Faire signer", "documents:sign_interview"),
    AlertKind.DOCUMENT_MISSING: ActLink("Déposer la pièce", "documents:add"),
    AlertKind.CHARTER_MISSING: ActLink("Faire signer", "documents:sign_charter"),
}
"""Each page that settles a kind is named here; a kind without one opens the file."""


def act_for(kind: AlertKind) -> ActLink:
    """The act offered beside an alert of this kind."""
    return ACTS.get(kind, OPEN_FILE)
