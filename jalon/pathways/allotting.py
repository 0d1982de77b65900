"""What allotment reads: the référents of the day with their load, and the referrals that wait. Constant queries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.db.models import Count, Q

from jalon.accounts.enums import CoverageKind
from jalon.accounts.models import Caseworker, Coverage, FtePeriod
from jalon.agenda.models import STANDING, Appointment, Leave, Opening
from jalon.agenda.slots import Span, away_spans, free_slots, in_minutes
from jalon.pathways.allotment import Asked, Candidate
from jalon.pathways.models import Pathway
from jalon.people.models import Situation
from jalon.protocols.models import Protocol
from jalon.referrals.models import Referral

AHEAD = 21
"""Days looked at for free first appointments."""


def candidates(today: dt.date, holidays: Collection[dt.date] = ()) -> list[Candidate]:
    """The référents who work on the day, by name; nine queries. `holidays`: days when nobody is received."""
    shares = _shares(today)
    protocol = Protocol.objects.in_force_on(today)
    each = protocol.active_file_per_fte if protocol else 0
    load, communes, words, slots = _load(today), *_coverages(today), _slots(today, holidays)
    return [
        Candidate(
            key=found.pk,
            name=str(found),
            capacity=shares[found.pk] * each,
            load=load[found.pk],
            communes=frozenset(communes[found.pk]),
            words=tuple(words[found.pk]),
            slots=tuple(sorted(slots.get(found.pk, []))),
        )
        for found in Caseworker.objects.filter(pk__in=shares)
    ]


def asked(referrals: Iterable[Referral], today: dt.date) -> list[Asked]:
    """These referrals, as the rule reads them; one query."""
    held = list(referrals)
    rows = Situation.objects.filter(participant__in=[each.participant_id for each in held], date__lte=today)
    latest = {row.participant_id: row for row in rows.order_by("date").select_related("commune")}
    return [_asked(each, latest.get(each.participant_id)) for each in held]


def _asked(referral: Referral, situation: Situation | None) -> Asked:
    commune = situation.commune if situation else None
    text = f"{referral.why} {referral.known_situation}"
    return Asked(referral.pk, commune.code if commune else "", commune.name if commune else "", text)


def _shares(today: dt.date) -> Mapping[int, Decimal]:
    """Full-time shares of the day; an unknown one counts for nothing."""
    periods = FtePeriod.objects.filter(Q(end=None) | Q(end__gte=today), start__lte=today, fte__gt=0)
    shares: dict[int, Decimal] = defaultdict(Decimal)
    for caseworker, fte in periods.order_by().values_list("caseworker", "fte"):
        shares[caseworker] += fte or 0
    return shares


def _load(today: dt.date) -> Counter[int]:
    followed = Pathway.objects.open_on(today).with_caseworker_on(today).order_by()
    received = Referral.objects.entrusted().order_by().values("caseworker").annotate(number=Count("pk"))
    load = Counter(key for key in followed.values_list("caseworker_on_day", flat=True) if key is not None)
    load.update({row["caseworker"]: row["number"] for row in received})
    return load


def _coverages(today: dt.date) -> tuple[Mapping[int, list[str]], Mapping[int, list[str]]]:
    communes: dict[int, list[str]] = defaultdict(list)
    words: dict[int, list[str]] = defaultdict(list)
    for row in Coverage.objects.in_force_on(today):
        if row.kind == CoverageKind.COMMUNE and row.commune_id:
            communes[row.caseworker_id].append(row.commune_id)
        else:
            words[row.caseworker_id] += [word.strip() for word in row.words.split(",")]
    return communes, words


def _slots(today: dt.date, holidays: Collection[dt.date]) -> Mapping[int, list[dt.date]]:
    """The days of the free first appointments from tomorrow on, one for each slot."""
    days = [today + dt.timedelta(ahead) for ahead in range(1, AHEAD + 1)]
    openings: dict[int, list[Opening]] = defaultdict(list)
    for opening in Opening.objects.filter(Q(valid_to=None) | Q(valid_to__gt=today), valid_from__lte=days[-1]):
        openings[opening.caseworker_id].append(opening)
    busy = _busy(days[0], days[-1])
    return {
        key: [slot.date for slot in free_slots(held, busy.get(key, []), days, holidays)]
        for key, held in openings.items()
    }


def _busy(first: dt.date, last: dt.date) -> Mapping[int, list[Span]]:
    """What takes the hours of each référent: appointments that stand, leave."""
    busy: dict[int, list[Span]] = defaultdict(list)
    standing = Appointment.objects.filter(STANDING, date__gte=first, date__lte=last).order_by()
    for caseworker, date, time, minutes in standing.values_list("caseworker", "date", "time", "minutes"):
        begin = in_minutes(time)
        busy[caseworker].append((date, begin, begin + minutes))
    for leave in Leave.objects.filter(start__lte=last, end__gte=first):
        busy[leave.caseworker_id] += away_spans(
            leave.start, leave.end, from_noon=leave.from_noon, until_noon=leave.until_noon
        )
    return busy
