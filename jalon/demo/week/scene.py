"""Who is there on the last day: the open files with what the example already says of them, read once."""

import csv
import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from random import Random

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.pathways.models import Interview, Pathway, Step
from jalon.people.enums import Sex
from jalon.people.models import Participant, Situation

FOLDER = Path(__file__).parent.parent / "data" / "week"


@dataclass(frozen=True, slots=True)
class File:
    """An open file: who follows it, since when the person receives the RSA, whether they look for a job."""

    pathway: Pathway
    person: Participant
    caseworker: int
    rsa_since: dt.date | None
    job_seeker: bool
    steps: tuple[Step, ...] = ()

    @property
    def code(self) -> str:
        """The file of the person."""
        return self.person.code

    @property
    def entry(self) -> dt.date:
        """The first day."""
        return self.pathway.entry_date

    def step_on(self, day: dt.date) -> Step | None:
        """A step of that day."""
        return next((step for step in self.steps if step.start <= day and (step.end is None or step.end >= day)), None)


@dataclass
class Scene:
    """The last day of an example. `known`: the référent whose account opens Ma semaine."""

    day: dt.date
    random: Random
    notes: dict[int, str] = field(default_factory=dict)

    @cached_property
    def files(self) -> list[File]:
        """The open files that someone follows, by code."""
        held = Pathway.objects.open_on(self.day).with_caseworker_on(self.day).select_related("participant")
        found = [each for each in held.order_by("code") if each.caseworker_on_day]
        told = self._situations({each.participant_id for each in found})
        steps = self._steps()
        return [
            File(
                each,
                each.participant,
                each.caseworker_on_day,
                *told.get(each.participant_id, (None, False)),
                tuple(steps[each.pk]),
            )
            for each in found
        ]

    @cached_property
    def team(self) -> dict[int, Caseworker]:
        """The référents, by key."""
        return Caseworker.objects.order_by("code").in_bulk()

    @cached_property
    def users(self) -> dict[str, User]:
        """An account of each role."""
        held = Membership.objects.in_force_on(self.day).select_related("user").order_by("-pk")
        return {each.role: each.user for each in held}

    @cached_property
    def account_of(self) -> dict[int, User]:
        """The account of each référent who has one."""
        held = Membership.objects.in_force_on(self.day).filter(role=Role.CASEWORKER).select_related("user")
        return {each.caseworker_id: each.user for each in held if each.caseworker_id}

    @property
    def known(self) -> int | None:
        """The référent who signs in."""
        return next(iter(self.account_of), None)

    def ours(self) -> list[File]:
        """Their files."""
        return [file for file in self.files if file.caseworker == self.known]

    def _situations(self, people: set[int]) -> dict[int, tuple[dt.date | None, bool]]:
        found: dict[int, tuple[dt.date | None, bool]] = {}
        rows = Situation.objects.filter(participant__in=people, date__lte=self.day).order_by("date")
        for person, date, rsa, job_seeker in rows.values_list("participant", "date", "rsa", "job_seeker"):
            since, _ = found.get(person, (None, False))
            found[person] = ((since or date) if rsa else None, job_seeker is True)
        return found

    def _steps(self) -> dict[int, list[Step]]:
        found: dict[int, list[Step]] = defaultdict(list)
        held = Step.objects.filter(pathway__in=Pathway.objects.open_on(self.day).values("pk"))
        for step in held.select_related("label").order_by("start", "pk"):
            found[step.pathway_id].append(step)
        return found

    def interviews(self, since: dt.date, caseworkers: list[int] | None = None) -> list[Interview]:
        """The contacts kept from a day on, in open files."""
        held = Interview.objects.filter(date__gte=since, date__lte=self.day, present=True)
        if caseworkers is not None:
            held = held.filter(caseworker__in=caseworkers)
        return list(held.select_related("pathway__participant").order_by("date", "pk"))


def table(name: str) -> list[dict[str, str]]:
    """The lines of a file of words."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def pronoun(person: Participant) -> str:
    """Elle, il; « cette personne » when the sex is unknown."""
    return {Sex.FEMALE: "Elle", Sex.MALE: "Il"}.get(Sex(person.sex) if person.sex else Sex.FEMALE, "Elle")
