"""What comes due for the people of a référent while they are away."""

import datetime as dt
from dataclasses import dataclass, field

from jalon.agenda.models import Appointment
from jalon.alerts.compose import alerts
from jalon.core.french import short_clock, short_day
from jalon.pathways.models import Cover, Pathway, Step
from jalon.people.models import Participant


@dataclass(frozen=True)
class PersonDue:
    """A person, and what to do for them: the appointments and ends of the absence, and what is due already."""

    pathway: Pathway
    planned: list[tuple[dt.date, str]] = field(default_factory=list)
    due: list[str] = field(default_factory=list)

    @property
    def participant(self) -> Participant:
        """The person."""
        return self.pathway.participant


def people_of(cover: Cover, today: dt.date) -> list[Pathway]:
    """The open pathways of the absent référent, by name of the person. One query."""
    day = min(max(today, cover.start), cover.end)
    found = Pathway.objects.open_on(day).followed_by([cover.absent_id], day).select_related("participant")
    return list(found.order_by("participant__last_name", "participant__first_name", "participant__code"))


def due_during(cover: Cover, people: list[Pathway], today: dt.date) -> list[PersonDue]:
    """Those of the people for whom something comes due, the soonest first. As many queries for one as for all."""
    found = {pathway.participant_id: PersonDue(pathway) for pathway in people}
    for participant, day, words in _planned(cover, people, max(today, cover.start)):
        found[participant].planned.append((day, words))
    for participant, words in _late(people, today):
        found[participant].due.append(words)
    for person in found.values():
        person.planned.sort()
    wanted = [person for person in found.values() if person.planned or person.due]
    return sorted(wanted, key=lambda each: (each.planned[0][0] if each.planned else dt.date.max, str(each.participant)))


def _planned(cover: Cover, people: list[Pathway], first: dt.date) -> list[tuple[int, dt.date, str]]:
    keys = [pathway.participant_id for pathway in people]
    within = {"date__gte": first, "date__lte": cover.end}
    waiting = Appointment.objects.filter(participant__in=keys, outcome="", **within)
    rows = [
        (each.participant_id, each.date, f"{each.get_kind_display()} à {short_clock(each.time)}") for each in waiting
    ]
    ending = Step.objects.filter(pathway__in=people, end__gte=first, end__lte=cover.end)
    rows += [
        (each.pathway.participant_id, each.end, f"Fin de l’étape « {each.label} »")
        for each in ending.select_related("label", "pathway")
        if each.end
    ]
    return rows


def _late(people: list[Pathway], today: dt.date) -> list[tuple[int, str]]:
    found = alerts(today, participants=[pathway.participant_id for pathway in people])
    return [(alert.person.pk, f"{alert.due.why}, {_when(alert.due.due_on, today)}") for alert in found]


def _when(due_on: dt.date, today: dt.date) -> str:
    return f"pour le {short_day(due_on)}" if due_on >= today else f"en retard depuis le {short_day(due_on)}"
