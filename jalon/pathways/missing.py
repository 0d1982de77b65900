"""What a month's files lack: plain facts of one file in, each lack with its reason out.

Only what is certain is said: an unknown that excuses the lack is taken for an excuse. Source: docs/rules/completude.md.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from jalon.core import french
from jalon.core.periods import Period
from jalon.pathways.enums import InterviewKind, Lack

FACE_TO_FACE = {InterviewKind.MEETING, InterviewKind.WORKSHOP}
INTERVIEWS = {InterviewKind.MEETING, ""}
"""A contact of unknown kind may have been an interview."""
WITHOUT_HOURS = {"creation"}
"""Contracts that have no weekly hours: one’s own business."""
LONGEST_WAIT = 30
"""Days after which a referral without an answer is missing one."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Something to complete in a file."""

    lack: Lack
    reason: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of the month."""

    date: dt.date
    kind: str
    present: bool | None = True
    signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """A job step begun in the month."""

    start: dt.date
    label: str
    contract: str = ""
    has_hours: bool = False


@dataclass(frozen=True, slots=True)
class Situated:
    """What the situation at entry says."""

    commune: bool = True
    level: bool = True


@dataclass(frozen=True, slots=True)
class MonthFile:
    """What a pathway is in a month. `busy`: on a step or suspended at least one day of it."""

    entry: dt.date
    exit: dt.date | None = None
    has_caseworker: bool = True
    has_referral: bool = True
    situation: Situated | None = Situated()
    busy: bool = False
    contacts: tuple[Contact, ...] = ()
    jobs: tuple[Job, ...] = ()

    def open_on(self, day: dt.date) -> bool:
        """At the end of the day: an exit on that day has left."""
        return self.entry <= day and (self.exit is None or self.exit > day)


def missing(file: MonthFile, days: Period) -> list[Missing]:
    """What the file lacks; `days`: the month, to the day of the question when it is not over."""
    return [found for rule in RULES for found in rule(file, days)]


def waiting(since: dt.date, day: dt.date) -> Missing | None:
    """A referral written `since` that has no answer on the day; None while it need not have one."""
    wait = (day - since).days
    if wait <= LONGEST_WAIT:
        return None
    return Missing(Lack.ANSWER, f"Prescription du {french.day(since)}, sans suite depuis {wait}{french.NO_BREAK}jours.")


def _caseworker(file: MonthFile, days: Period) -> Iterator[Missing]:
    if file.open_on(days.end) and not file.has_caseworker:
        yield Missing(Lack.CASEWORKER, f"Parcours ouvert depuis le {french.day(file.entry)}, sans référent.")


def _interview(file: MonthFile, days: Period) -> Iterator[Missing]:
    """The entry of the month is a contact by itself."""
    met = any(each.kind in INTERVIEWS and each.present is not False for each in file.contacts)
    if file.open_on(days.end) and file.entry < days.start and not file.busy and not met:
        month = french.MONTHS[days.start.month - 1]
        yield Missing(Lack.INTERVIEW, f"Aucun entretien tenu en {month}, ni étape, ni veille.")


def _presence(file: MonthFile, days: Period) -> Iterator[Missing]:
    unknown = [each.date for each in file.contacts if each.present is None]
    if unknown:
        yield Missing(
            Lack.PRESENCE, f"{_several('Rendez-vous', unknown)}{french.NO_BREAK}: venue ou absence non notée."
        )


def _signature(file: MonthFile, days: Period) -> Iterator[Missing]:
    unsigned = [each.date for each in file.contacts if each.present and each.kind in FACE_TO_FACE and not each.signed]
    if unsigned:
        yield Missing(Lack.SIGNATURE, f"{_several('Contact', unsigned, 's')} sans signature.")


def _situation(file: MonthFile, days: Period) -> Iterator[Missing]:
    if file.entry not in days:
        return
    known = file.situation
    if known is None:
        yield Missing(Lack.SITUATION, f"Aucune situation connue à l’entrée, le {french.short_day(file.entry)}.")
    elif absent := [word for word, there in (("commune", known.commune), ("niveau", known.level)) if not there]:
        what = " et ".join(absent)
        yield Missing(
            Lack.SITUATION, f"À l’entrée, le {french.short_day(file.entry)}, il manque{french.NO_BREAK}: {what}."
        )


def _referral(file: MonthFile, days: Period) -> Iterator[Missing]:
    if file.entry in days and not file.has_referral:
        yield Missing(Lack.REFERRAL, f"Entrée le {french.short_day(file.entry)}, sans prescription.")


def _contract(file: MonthFile, days: Period) -> Iterator[Missing]:
    for job in file.jobs:
        absent = [] if job.contract else ["contrat"]
        if not job.has_hours and job.contract not in WITHOUT_HOURS:
            absent.append("heures par semaine")
        if absent:
            what = " et ".join(absent)
            begun = f"« {job.label} », commencée le {french.short_day(job.start)}"
            yield Missing(Lack.CONTRACT, f"{begun}, il manque{french.NO_BREAK}: {what}.")


def _several(noun: str, days: Sequence[dt.date], plural: str = "") -> str:
    """« Contact du 4 mars », « Contacts des 4 et 12 mars »."""
    if len(days) == 1:
        return f"{noun} du {french.short_day(days[0])}"
    numbers = ["1er" if day.day == 1 else str(day.day) for day in sorted(days)]
    month = french.SHORT_MONTHS[days[0].month - 1]
    return f"{noun}{plural} des {', '.join(numbers[:-1])} et {numbers[-1]}{french.NO_BREAK}{month}"


Rule = Callable[[MonthFile, Period], Iterable[Missing]]
RULES: tuple[Rule, ...] = (_caseworker, _situation, _referral, _interview, _presence, _signature, _contract)
