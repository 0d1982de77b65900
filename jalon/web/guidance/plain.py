"""What a person takes away: their pathway in plain French. No sensitive fact, no word of the trade left unexplained."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from jalon.agenda.models import Appointment
from jalon.core.french import NO_BREAK, day, long_day, of, short_clock, weekday
from jalon.pathways.enums import GoalOutcome, InterviewKind
from jalon.pathways.models import Goal, Interview, Step
from jalon.protocols.enums import Classification
from jalon.web.participants.records import FileRecord

SOME_STEPS, SOME_GOALS = 6, 5
PLAIN = {
    Classification.JOB: "Emploi",
    Classification.QUALIFYING: "Formation qui donne un diplôme ou un titre",
    Classification.NON_QUALIFYING: "Formation",
    Classification.MOBILISATION: "Préparation à l’emploi",
}
SPELLED = {
    "PMSMP": "immersion en entreprise",
    "CDD": "contrat à durée déterminée",
    "CDI": "contrat à durée indéterminée",
    "CDDI": "contrat dans une entreprise d’insertion",
    "CTTI": "mission dans une entreprise de travail temporaire d’insertion",
    "FLE": "cours de français",
    "VAE": "diplôme par l’expérience",
    "DAQ": "dispositif d’accès à la qualification",
    "CLEA": "certificat de connaissances de base",
    "POEC": "formation avant embauche",
    "POEI": "formation avant embauche",
    "POE": "formation avant embauche",
    "CAE": "contrat aidé",
    "CIE": "contrat aidé",
}
"""Initials of the trade that a person need not know."""


def plain(words: str) -> str:
    """« PMSMP » → « PMSMP (immersion en entreprise) »: known initials are explained, the first time they stand."""
    told: set[str] = set()

    def explain(match: re.Match[str]) -> str:
        initials = match[0]
        meaning = SPELLED.get(initials)
        if meaning is None or meaning in told:
            return initials
        told.add(meaning)
        return f"{initials} ({meaning})"

    return re.sub(r"\b[A-Z]{3,5}\b", explain, words)


@dataclass(frozen=True)
class Takeaway:
    """Where one is, what one did, one’s goals, the next appointment, who follows. Of the last pathway."""

    file: FileRecord

    @property
    def title(self) -> str:
        """« Le parcours d’Awa Mésange »."""
        return f"Le parcours {of(str(self.file.participant))}"

    @cached_property
    def where(self) -> list[str]:
        """Where I am."""
        latest = self.file.latest
        if latest is None:
            return ["Mon parcours n’a pas encore commencé."]
        pathway = latest.pathway
        said = [f"Mon parcours avec le PLIE a commencé le {long_day(pathway.entry_date)}."]
        if pathway.exit_date and not latest.is_open:
            return [*said, f"Il s’est terminé le {long_day(pathway.exit_date)}."]
        if self.file.pole:
            pole = self.file.pole
            said.append(f"C’est le mois {pole.month}, sur {pole.months} au plus, jusqu’au {long_day(pole.end)}.")
        return said

    @cached_property
    def now(self) -> list[str]:
        """What is under way."""
        return [self._step(step) for step in self.file.current_steps]

    @cached_property
    def done(self) -> list[str]:
        """What I did: contacts kept, steps over, goals reached."""
        if self.file.latest is None:
            return []
        pathway = self.file.latest.pathway
        kept = Interview.objects.filter(Q(present=None) | Q(present=True), pathway=pathway, date__lte=self.file.today)
        meetings = sum(kind == InterviewKind.MEETING for kind in kept.values_list("kind", flat=True))
        told = [f"J’ai eu {meetings} entretien{'s' if meetings > 1 else ''} avec mon référent."] if meetings else []
        over = pathway.steps.filter(end__lt=self.file.today).select_related("label", "organisation").order_by("-end")
        return told + [self._step(step) for step in over[:SOME_STEPS]]

    @cached_property
    def goals(self) -> list[str]:
        """What I want to reach."""
        return [self._goal(goal) for goal in self.file.guiding.goals] if self.file.guiding else []

    @cached_property
    def reached(self) -> list[str]:
        """What I reached."""
        if self.file.latest is None:
            return []
        found = self.file.latest.pathway.goals.filter(outcome=GoalOutcome.REACHED).order_by("-outcome_on")
        return [f"{goal}, le {day(goal.outcome_on)}" for goal in found[:SOME_GOALS] if goal.outcome_on]

    @property
    def next(self) -> str:
        """My next appointment."""
        return self._appointment(self.file.to_come[0]) if self.file.to_come else "Aucun rendez-vous n’est fixé."

    @property
    def who(self) -> list[str]:
        """Who follows me, and how to reach them; nobody any more once it is over. Where they work may say too much."""
        if self.file.latest and not self.file.latest.is_open:
            return []
        told = [who for who in self.file.around if not who.sent]
        return [", ".join(filter(None, (who.name, who.role, who.phone, who.email))) for who in told]

    def _step(self, step: Step) -> str:
        kind = PLAIN[Classification(step.classification)]
        where = f", {step.organisation}" if step.organisation else ""
        when = f"du {day(step.start)} au {day(step.end)}" if step.end else f"depuis le {day(step.start)}"
        return f"{kind}{NO_BREAK}: {plain(str(step.label))}{where}, {when}"

    def _goal(self, goal: Goal) -> str:
        return f"{goal}, pour le {day(goal.due_on)}" if goal.due_on else str(goal)

    def _appointment(self, appointment: Appointment) -> str:
        when = (
            f"{weekday(appointment.date).capitalize()} {long_day(appointment.date)} à {short_clock(appointment.time)}"
        )
        place = f", {appointment.place}" if appointment.place else ""
        minutes = f" (environ {appointment.minutes}{NO_BREAK}minutes)"
        return f"{when}, avec {appointment.caseworker}{place}{minutes}"


def takeaway(file: FileRecord) -> Takeaway:
    """Of a file read with nothing sensitive shown; ValueError otherwise: this leaves the PLIE."""
    if file.shown:
        raise ValueError("a paper for the person is made of a masked file")
    return Takeaway(file)
