"""How the file tells each kind of record, in a line. `shown`: whether what is sensitive may be printed."""

from typing import Any

from django.urls import reverse

from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.core.french import NO_BREAK, day, number, short_clock
from jalon.pathways.enums import GoalOutcome, InterviewKind, Partner
from jalon.pathways.models import (
    AbsenceAct,
    Assignment,
    BarrierAssessment,
    EngagementContract,
    Entry,
    ExitProposal,
    Extension,
    Goal,
    Interview,
    PartnerPoint,
    Pathway,
    Positioning,
    Renewal,
    Review,
    Step,
    Suspension,
)
from jalon.pathways.signables import What
from jalon.people.models import Document, Situation
from jalon.referrals.models import Attempt, Referral
from jalon.web.participants.facts import district_name, fact
from jalon.web.participants.moments import Moment

ICONS = {
    InterviewKind.PHONE: "phone",
    InterviewKind.EMAIL: "mail",
    InterviewKind.LETTER: "mail",
    InterviewKind.WORKSHOP: "users",
}


def _listed(*words: Any) -> str:
    return ", ".join(str(word) for word in words if word)


def _proof(what: What, key: int) -> str:
    return reverse("documents:signature", args=[what, key])


def referral(record: Referral, shown: bool) -> Moment:
    """Someone sent the person."""
    return Moment(record.date, "send", "Prescription", _listed(record.referrer, record.agent))


def declined(record: Referral, shown: bool) -> Moment:
    """It ended without an entry."""
    day = record.declined_on or record.date
    return Moment(day, "x", "Non-entrée", _listed(record.referrer), fact(record, "reason", shown=shown))


def entry(record: Pathway, shown: bool) -> Moment:
    """The pathway opens."""
    return Moment(record.entry_date, "flag", "Entrée en parcours", record.code)


def exit_(record: Pathway, shown: bool) -> Moment:
    """It ends."""
    day = record.exit_date or record.entry_date
    return Moment(day, "flag", "Sortie", record.code, fact(record, "exit_reason", shown=shown))


def caseworker(record: Assignment, shown: bool) -> Moment:
    """Another référent."""
    day = record.start or record.pathway.entry_date
    return Moment(day, "user-round", "Changement de référent", str(record.caseworker))


def situation(record: Situation, shown: bool) -> Moment:
    """Something changed in their life."""
    detail = _listed(record.commune, district_name(record), "RSA" if record.rsa else "")
    return Moment(record.date, "file-text", "Situation mise à jour", detail)


def step_begun(record: Step, shown: bool) -> Moment:
    """A step begins."""
    return Moment(
        record.start, "signpost", "Début d’étape", _listed(record.label, record.contract, record.organisation)
    )


def step_over(record: Step, shown: bool) -> Moment:
    """A step ends."""
    return Moment(record.end or record.start, "circle-check", "Fin d’étape", _listed(record.label, record.organisation))


def suspended(record: Suspension, shown: bool) -> Moment:
    """A *veille* begins."""
    return Moment(record.start, "pause", "Début de veille", reason=fact(record, "reason", shown=shown))


def resumed(record: Suspension, shown: bool) -> Moment:
    """It ends."""
    return Moment(record.end or record.start, "play", "Fin de veille")


def contact(record: Interview, shown: bool) -> Moment:
    """An interview, a call, a letter: the last version of its note."""
    icon = ICONS.get(InterviewKind(record.kind), "messages-square") if record.kind else "messages-square"
    minutes = f"{number(record.minutes)}{NO_BREAK}min" if record.minutes else ""
    place = record.get_place_display().lower() if record.place else ""
    notes = list(record.note_versions.all())
    again = f"compte rendu changé, version {notes[-1].number}, {notes[-1].written_by}" if len(notes) > 1 else ""
    detail = _listed(minutes, place, record.caseworker, "signé" if record.signed else "", again)
    flag = "absence" if record.present is False else ""
    words = notes[-1].text if notes else ""
    title = record.get_kind_display() or "Contact"
    link = ("Corriger" if notes else "Compléter", reverse("recording:note", args=[record.pk]))
    proof = _proof(What.INTERVIEW, record.pk) if record.signature_id else ""
    return Moment(record.date, icon, title, detail, flag=flag, words=words, link=link, proof=proof)


def renewal(record: Renewal, shown: bool) -> Moment:
    """A contract goes on."""
    until = f"jusqu’au {day(record.end_after)}" if record.end_after else "sans terme"
    return Moment(record.recorded_on, "signpost", "Contrat renouvelé", _listed(record.step.label, until))


def review(record: Review, shown: bool) -> Moment:
    """A *point d’étape*."""
    signed = bool(record.participant_signature_id) + bool(record.caseworker_signature_id)
    detail = _listed(record.caseworker, ("", "signé d’un côté", "signé des deux")[signed])
    link = ("Lire le bilan", reverse("guidance:review", args=[record.pk]))
    title = f"Bilan des {record.month}{NO_BREAK}mois"
    return Moment(record.held_on, "signpost", title, detail, flag="" if signed else "pas encore signé", link=link)


def rating(record: BarrierAssessment, shown: bool) -> Moment:
    """Obstacles rated, apart from a review."""
    return Moment(record.date, "sliders-horizontal", "Freins cotés", record.get_moment_display())


def goal_set(record: Goal, shown: bool) -> Moment:
    """A goal."""
    due = f"pour le {day(record.due_on)}" if record.due_on else ""
    return Moment(record.set_on, "target", "Objectif fixé", _listed(record.text, record.get_term_display(), due))


def goal_settled(record: Goal, shown: bool) -> Moment:
    """What became of it."""
    icon = "circle-check" if record.outcome == GoalOutcome.REACHED else "x"
    title = f"Objectif {record.get_outcome_display()}"
    return Moment(record.outcome_on or record.set_on, icon, title, record.text, words=record.why)


def positioning(record: Positioning, shown: bool) -> Moment:
    """A level found."""
    detail = _listed(f"{record.get_skill_display()}{NO_BREAK}: {record.result}", record.provider)
    return Moment(record.date, "sliders-horizontal", "Positionnement", detail, words=record.recommendations)


def document(record: Document, shown: bool) -> Moment:
    """A paper of the file."""
    return Moment(record.added_on, "file-text", "Pièce déposée", _listed(record.get_kind_display(), record.title))


def charter(record: Entry, shown: bool) -> Moment:
    """The charter is signed."""
    proof = _proof(What.CHARTER, record.pathway_id) if record.charter_signature_id else ""
    return Moment(
        record.charter_on or record.pathway.entry_date, "file-text", "Charte d’engagement signée", proof=proof
    )


def first_kept(record: Entry, shown: bool) -> Moment:
    """The first appointment, when no appointment tells it."""
    return Moment(record.first_kept_on or record.pathway.entry_date, "calendar", "Premier rendez-vous tenu")


def validated(record: Entry, shown: bool) -> Moment:
    """The entry is validated, another day than its own."""
    by = record.validated_by
    return Moment(record.validated_on or record.pathway.entry_date, "flag", "Entrée validée", f"par {by}" if by else "")


def extension(record: Extension, shown: bool) -> Moment:
    """A decision lets the pathway last."""
    until = f"jusqu’au {day(record.until)}"
    return Moment(record.decided_on, "flag", "Parcours prolongé", until, fact(record, "reason", shown=shown))


def proposed(record: ExitProposal, shown: bool) -> Moment:
    """An exit waits, or was answered."""
    answer = {None: "en attente", True: "acceptée", False: "refusée"}[record.accepted]
    return Moment(record.proposed_on, "flag", "Sortie proposée", answer, fact(record, "reason", shown=shown))


def absence(record: AbsenceAct, shown: bool) -> Moment:
    """A stage of what follows absences."""
    goes_on = {None: "", True: "le parcours continue", False: "le parcours s’arrête"}[record.goes_on]
    reply = f"réponse attendue avant le {day(record.reply_by)}" if record.reply_by else ""
    detail = _listed(record.get_stage_display().lower(), reply, goes_on)
    return Moment(record.date, "user-x", "Suite des absences", detail, words=record.words)


def attempt(record: Attempt, shown: bool) -> Moment:
    """Someone tried to reach the person."""
    detail = _listed(record.get_means_display().lower(), "personne jointe" if record.reached else "personne non jointe")
    return Moment(record.date, "phone", "Tentative de contact", detail, words=record.words)


def engagement(record: EngagementContract, shown: bool) -> Moment:
    """The contract of the RSA."""
    return Moment(record.signed_on, "file-text", "Contrat d’engagement RSA signé", f"jusqu’au {day(record.until)}")


def point(record: PartnerPoint, shown: bool) -> Moment:
    """The quarterly look with a partner."""
    detail = f"avec {'le ' if record.partner == Partner.DEPARTMENT else ''}{record.get_partner_display()}"
    return Moment(record.date, "users", "Point trimestriel", detail, words=record.words)


def appointment(record: Appointment, shown: bool) -> Moment:
    """An appointment that no interview tells."""
    title = f"{record.get_kind_display()} {record.get_outcome_display()}".strip()
    detail = _listed(short_clock(record.time), record.caseworker)
    return Moment(record.date, "calendar", title, detail, flag=FLAGS.get(record.outcome, ""))


FLAGS = {"": "suite à noter", Outcome.MISSED.value: "absence"}
