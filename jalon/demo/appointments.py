"""The appointments of the example, which the exchange format does not carry: made from the facts just imported."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from random import Random

from django.db.models import Q

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.agenda.actions import write_appointments
from jalon.agenda.models import Appointment
from jalon.demo.solver.days import LAST_DAY
from jalon.demo.solver.example import SEED
from jalon.demo.solver.meetings import Followed, Meeting, Sent, meetings
from jalon.pathways.enums import InterviewKind
from jalon.pathways.models import Assignment, Interview, Pathway, Suspension
from jalon.people.models import Participant
from jalon.referrals.models import Referral

ABSENT, CANCELLED = "absent", "annulation"
JUST_SENT = LAST_DAY - dt.timedelta(12)
"""Who was sent after that day and still waits has no appointment yet: somebody is to set it."""


def write_example_appointments() -> int:
    """Write them; how many. The same facts give the same ones."""
    random = Random(SEED)  # noqa: S311  (an example keeps no secret)
    posts = list(FtePeriod.objects.select_related("host").order_by("caseworker__code", "start"))
    places = {post.caseworker_id: str(post.host or "") for post in posts}
    found = meetings(random, list(_sent(random, posts)), list(_followed()))
    people, team = Participant.objects.in_bulk(), Caseworker.objects.in_bulk()
    made: dict[Meeting, Appointment] = {}
    for each in sorted(found, key=lambda one: one.replaces is not None):
        made[each] = Appointment(
            participant=people[each.person],
            caseworker=team[each.caseworker],
            kind=each.kind,
            date=each.date,
            time=each.time,
            minutes=each.minutes,
            place=places[each.caseworker],
            outcome=each.outcome or "",
            outcome_on=each.outcome_on,
            replaces=made[each.replaces] if each.replaces else None,
        )
    return write_appointments(by=None, appointments=made.values())


def _sent(random: Random, posts: list[FtePeriod]) -> Iterator[Sent]:
    """The referrals, but those cancelled: received by the first référent of the pathway, else by one in post."""
    first = dict(Assignment.objects.filter(start=None).values_list("pathway__referral", "caseworker"))
    told = Referral.objects.order_by("code").values_list(
        "pk", "participant", "date", "entered_on", "declined_on", "reason"
    )
    for key, person, day, entered, declined, reason in told.exclude(reason=CANCELLED):
        if day > JUST_SENT and not (entered or declined):
            continue
        team = [post.caseworker_id for post in posts if post.start <= day <= (post.end or day)]
        caseworker = first.get(key) or random.choice(team)
        yield Sent(person, caseworker, day, entered, declined, absent=reason == ABSENT)


def _followed() -> Iterator[Followed]:
    """The pathways open on the last day, with the interviews of each."""
    paused = Suspension.objects.filter(Q(end=None) | Q(end__gt=LAST_DAY), start__lte=LAST_DAY)
    at_rest = set(paused.values_list("pathway", flat=True))
    held: dict[int, list[tuple[dt.date, int, bool, int]]] = defaultdict(list)
    meetings_held = Interview.objects.filter(kind=InterviewKind.MEETING, date__lte=LAST_DAY).order_by("date", "pk")
    for key, day, minutes, present, caseworker in meetings_held.values_list(
        "pathway", "date", "minutes", "present", "caseworker"
    ):
        held[key].append((day, minutes or 0, present is not False, caseworker))
    pathways = Pathway.objects.open_on(LAST_DAY).with_caseworker_on(LAST_DAY).order_by("code")
    for pathway in pathways:
        yield Followed(
            pathway.participant_id,
            pathway.caseworker_on_day,
            pathway.entry_date,
            pathway.pk in at_rest,
            held[pathway.pk],
        )
