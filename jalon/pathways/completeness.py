"""The files that a month still waits for, by référent. The rules are in `missing`; here, the facts they are asked."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q, QuerySet

from jalon.core.folding import folded
from jalon.core.periods import Period
from jalon.pathways.enums import Place
from jalon.pathways.missing import LONGEST_WAIT, Contact, Job, Missing, MonthFile, Situated, missing, waiting
from jalon.pathways.models import Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.protocols.enums import Classification
from jalon.referrals.models import Referral


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A file to complete: whose, and all it lacks."""

    participant: Participant
    missing: tuple[Missing, ...]


ToComplete = dict[int | None, list[Incomplete]]
"""By key of the référent who follows the person on the day; None: nobody does, the team completes."""


def to_complete(month: Period, day: dt.date, caseworkers: Collection[int] | None = None) -> ToComplete:
    """The files of a month to complete, as known on the day, sorted by name; those of some référents when asked.

    Nothing when the month has not begun. Seven queries at most.
    """
    if day < month.start:
        return {}
    days = Period(month.start, min(month.end, day))
    pathways = list(_pathways(days, day, caseworkers))
    files = _files(pathways, days)
    found: dict[tuple[int | None, int], list[Missing]] = defaultdict(list)
    people: dict[int, Participant] = {}
    for pathway in pathways:
        if lacks := missing(files[pathway.pk], days):
            found[pathway.caseworker_on_day, pathway.participant_id] += lacks
            people[pathway.participant_id] = pathway.participant
    _add_waiting(found, people, pathways, days.end, everyone=caseworkers is None)
    return _by_caseworker(found, people)


def _by_caseworker(
    found: Mapping[tuple[int | None, int], list[Missing]], people: Mapping[int, Participant]
) -> ToComplete:
    told: ToComplete = defaultdict(list)
    for (caseworker, participant), lacks in found.items():
        told[caseworker].append(Incomplete(people[participant], tuple(lacks)))
    return {caseworker: sorted(files, key=_by_name) for caseworker, files in told.items()}


def _by_name(file: Incomplete) -> tuple[str, str, str]:
    """« Épervier » stands among the E."""
    person = file.participant
    return folded(person.last_name), folded(person.first_name), person.code


def _pathways(days: Period, day: dt.date, caseworkers: Collection[int] | None) -> QuerySet[Any]:
    """Those with a day in the month, with who follows them on the day."""
    held = Pathway.objects.filter(Q(exit_date=None) | Q(exit_date__gte=days.start), entry_date__lte=days.end)
    if caseworkers is not None:
        held = held.filter(assignments__caseworker__in=caseworkers).distinct()
    followed = held.with_caseworker_on(day).select_related("participant").order_by("entry_date", "pk")
    return followed if caseworkers is None else followed.filter(caseworker_on_day__in=caseworkers)


def _files(pathways: list[Any], days: Period) -> dict[int, MonthFile]:
    """The facts of the month, pathway by pathway."""
    files = {
        each.pk: MonthFile(
            entry=each.entry_date,
            exit=each.exit_date,
            has_caseworker=each.caseworker_on_day is not None,
            has_referral=each.referral_id is not None,
        )
        for each in pathways
    }
    contacts, jobs, busy = _contacts(days), _jobs(days), _busy(days)
    situations = _situations(pathways, days)
    return {
        key: replace(
            file,
            busy=key in busy,
            contacts=tuple(contacts.get(key, ())),
            jobs=tuple(jobs.get(key, ())),
            situation=situations.get(key),
        )
        for key, file in files.items()
    }


def _contacts(days: Period) -> dict[int, list[Contact]]:
    found: dict[int, list[Contact]] = defaultdict(list)
    rows = Interview.objects.filter(date__range=(days.start, days.end)).order_by("date", "pk")
    columns = ("pathway", "date", "kind", "present", "signed", "place")
    for pathway, date, kind, present, signed, place in rows.values_list(*columns):
        # At a distance, nobody signs: docs/rules/emargement.md.
        found[pathway].append(Contact(date, kind, present, signed or place == Place.REMOTE))
    return found


def _jobs(days: Period) -> dict[int, list[Job]]:
    """Job steps begun in the month, while the pathway was open."""
    found: dict[int, list[Job]] = defaultdict(list)
    begun = Step.objects.filter(_in_pathway(), classification=Classification.JOB, start__range=(days.start, days.end))
    rows = begun.order_by("start", "pk").values_list("pathway", "start", "label__name", "contract", "weekly_hours")
    for pathway, start, label, contract, hours in rows:
        found[pathway].append(Job(start, label, contract or "", bool(hours)))
    return found


def _in_pathway() -> Q:
    return Q(pathway__exit_date=None) | Q(pathway__exit_date__gte=F("start"))


def _busy(days: Period) -> set[int]:
    """The pathways with a step or a suspension on a day of the month at least. Two queries."""
    still = Q(pathway__exit_date=None) | Q(pathway__exit_date__gte=days.start)
    held = Q(still, Q(end=None) | Q(end__gte=days.start), start__lte=days.end)
    tables: Iterable[Any] = (Step, Suspension)
    return {key for table in tables for key in table.objects.filter(held).order_by().values_list("pathway", flat=True)}


def _situations(pathways: list[Any], days: Period) -> dict[int, Situated]:
    """What was known at the entry, for the entries of the month: the latest situation not after it."""
    entries = {each.participant_id: each for each in pathways if each.entry_date in days}
    rows = Situation.objects.filter(participant__pathways__entry_date__range=(days.start, days.end)).distinct()
    found: dict[int, Situated] = {}
    for participant, date, commune, level in rows.order_by("date").values_list(
        "participant", "date", "commune", "level"
    ):
        if (entry := entries.get(participant)) and date <= entry.entry_date:
            found[entry.pk] = Situated(commune is not None, level is not None)
    return found


def _add_waiting(
    found: dict[tuple[int | None, int], list[Missing]],
    people: dict[int, Participant],
    pathways: list[Any],
    day: dt.date,
    *,
    everyone: bool,
) -> None:
    """Referrals that wait for too long: to the référent of the person's open pathway, else to the team."""
    followed = {each.participant_id: each.caseworker_on_day for each in pathways if each.exit_date is None}
    old = Referral.objects.pending().filter(date__lt=day - dt.timedelta(LONGEST_WAIT)).select_related("participant")
    for referral in old:
        lack = waiting(referral.date, day)
        if lack and (everyone or referral.participant_id in followed):
            found[followed.get(referral.participant_id), referral.participant_id].append(lack)
            people[referral.participant_id] = referral.participant
