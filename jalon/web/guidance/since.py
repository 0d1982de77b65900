"""What happened between two days of a pathway: what a *point d’étape* is prepared from."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from jalon.core.french import NO_BREAK, day, number
from jalon.pathways.enums import GoalOutcome, InterviewKind
from jalon.pathways.models import Goal, Interview, Pathway, Review, Step, Suspension

CONTACTS = {
    InterviewKind.MEETING: ("entretien", "entretiens"),
    InterviewKind.PHONE: ("appel", "appels"),
    InterviewKind.WORKSHOP: ("atelier", "ateliers"),
}
OTHERS = ("autre contact", "autres contacts")
MISSED = ("absence", "absences")


@dataclass(frozen=True)
class Since:
    """From the day after the last review (or the entry) to the day, both included."""

    pathway: Pathway
    start: dt.date
    end: dt.date
    last: Review | None

    @cached_property
    def interviews(self) -> list[Interview]:
        """Contacts, kept or missed."""
        return list(self.pathway.interviews.filter(date__range=(self.start, self.end)))

    @property
    def contacts(self) -> list[str]:
        """« 5 entretiens », « 3 appels », « 1 absence »."""
        met = [each for each in self.interviews if each.present is not False]
        kinds = Counter(each.kind for each in met)
        told = [_many(kinds.pop(kind, 0), words) for kind, words in CONTACTS.items()]
        missed = len(self.interviews) - len(met)
        return [words for words in (*told, _many(kinds.total(), OTHERS), _many(missed, MISSED)) if words]

    @cached_property
    def steps(self) -> list[Step]:
        """The steps that ran meanwhile, the earliest first."""
        running = Q(end=None) | Q(end__gte=self.start)
        found = self.pathway.steps.filter(running, start__lte=self.end).select_related("label", "organisation")
        return list(found.order_by("start", "code"))

    @property
    def begun(self) -> list[Step]:
        """Those that began meanwhile."""
        return [step for step in self.steps if step.start >= self.start]

    @property
    def over(self) -> list[Step]:
        """Those that ended meanwhile."""
        return [step for step in self.steps if step.end and step.end <= self.end]

    @cached_property
    def suspensions(self) -> list[Suspension]:
        """The times when the person was not available."""
        running = Q(end=None) | Q(end__gte=self.start)
        return list(self.pathway.suspensions.filter(running, start__lte=self.end))

    @cached_property
    def reached(self) -> list[Goal]:
        """Goals reached meanwhile."""
        during = {"outcome": GoalOutcome.REACHED, "outcome_on__range": (self.start, self.end)}
        return list(self.pathway.goals.filter(**during))

    @property
    def draft(self) -> str:
        """The facts in plain sentences, for the référent to make their own."""
        said = [f"Depuis le {day(self.start)}{NO_BREAK}: {', '.join(self.contacts) or 'aucun contact noté'}."]
        said += [f"Début le {day(step.start)}{NO_BREAK}: {_named(step)}." for step in self.begun]
        said += [f"Fin le {day(step.end)}{NO_BREAK}: {_named(step)}." for step in self.over if step.end]
        said += [f"Pause du {day(each.start)}{_until(each.end)}." for each in self.suspensions]
        said += [f"Objectif atteint{NO_BREAK}: {goal}." for goal in self.reached]
        return "\n".join(said)


def since_last(pathway: Pathway, last: Review | None, today: dt.date) -> Since:
    """Since the last review held, or since the entry."""
    start = min(last.held_on + dt.timedelta(1), today) if last else pathway.entry_date
    return Since(pathway, start, today, last)


def _many(count: int, words: tuple[str, str]) -> str:
    return f"{number(count)} {words[count > 1]}" if count else ""


def _named(step: Step) -> str:
    return f"{step.label}, {step.organisation}" if step.organisation else str(step.label)


def _until(end: dt.date | None) -> str:
    return f" au {day(end)}" if end else ""
