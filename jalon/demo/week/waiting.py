"""What waits for someone: referrals allotted and people sought, invitations told, reminders that have left."""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from jalon.agenda.enums import AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.agenda.reminders.reaching import reference_of
from jalon.core import clock
from jalon.demo.solver.days import is_working
from jalon.demo.week.scene import Scene
from jalon.messaging.enums import Channel, NoticePurpose
from jalon.messaging.models import Notice
from jalon.referrals.enums import Means
from jalon.referrals.models import Attempt, Referral

RECEIVED = [dt.date(2017, 12, day) for day in (18, 19, 20, 21)]
CAME = (Outcome.KEPT, Outcome.KEPT, Outcome.MISSED)
"""What became of the first appointments of a référent that week."""
TO_ALLOT = 6
"""Referrals, the latest ones, that the SA still has to allot."""
MEANS = (Means.PHONE, Means.PHONE, Means.SMS, Means.LETTER, Means.VISIT)
HOW = (Invitation.LETTER, Invitation.PHONE, Invitation.SMS, Invitation.EMAIL)
CAME_BY = {Invitation.LETTER: 0.50, Invitation.PHONE: 0.74, Invitation.SMS: 0.70, Invitation.EMAIL: 0.62}
"""How the invitations of appointments kept and missed are drawn: people told by telephone come more often."""


def allotted(scene: Scene) -> list[Referral]:
    """The pending referrals, each to who expects the person, else in turn; the latest few to nobody. Not saved."""
    pending = list(Referral.objects.pending().filter(date__lte=scene.day).order_by("date", "code"))
    firsts = Appointment.objects.filter(kind=AppointmentKind.FIRST).order_by("date")
    expected = dict(firsts.values_list("participant", "caseworker"))
    team = list(scene.team)
    changed = []
    for rank, each in enumerate(pending):
        each.received_on = min(scene.day, each.date + dt.timedelta(2))
        keeper = expected.get(each.participant_id)
        if keeper is None and rank >= len(pending) - TO_ALLOT:
            continue
        each.caseworker_id = keeper or team[rank % len(team)]
        each.allotted_on = each.received_on
        changed.append(each)
    return changed


def received(scene: Scene) -> list[Appointment]:
    """First appointments of the week before the last, moved there from January: most came, and wait for their entry.

    Of the known référent and of two colleagues, so that entries are in preparation and absences to follow. Not saved.
    """
    expected = Appointment.objects.filter(kind=AppointmentKind.FIRST, outcome="", date__gt=scene.day, replaces=None)
    pending = Referral.objects.pending().filter(participant=OuterRef("participant"), date__lt=RECEIVED[0])
    soon = expected.filter(Exists(pending), caseworker__in=_receiving(scene)).order_by("date", "time", "pk")
    changed: dict[int, list[Appointment]] = defaultdict(list)
    for each in soon:
        done = changed[each.caseworker_id]
        if len(done) < len(CAME) and (day := _free_day(each, {one.date for one in done})):
            each.date = each.outcome_on = day
            each.outcome = CAME[len(done)]
            done.append(each)
    return [each for done in changed.values() for each in done]


def _receiving(scene: Scene) -> list[int]:
    return [key for key in (scene.known, *list(scene.team)[:2]) if key]


def _free_day(appointment: Appointment, given: set[dt.date]) -> dt.date | None:
    """A day when the référent expects nobody at that hour; one person a day."""
    taken = given.union(
        Appointment.objects.filter(
            caseworker=appointment.caseworker_id, date__in=RECEIVED, time__hour=appointment.time.hour
        ).values_list("date", flat=True)
    )
    return next((day for day in RECEIVED if day not in taken), None)


def attempts(scene: Scene) -> list[Attempt]:
    """Who missed a first appointment this autumn was sought: reached at the first, second, third attempt, or not."""
    missed = Appointment.objects.filter(
        kind=AppointmentKind.FIRST, outcome=Outcome.MISSED, date__gte=scene.day - dt.timedelta(150)
    ).select_related("caseworker")
    last = {each.participant_id: each for each in missed.order_by("date")}
    sent = Referral.objects.filter(participant__in=last, date__lte=scene.day).filter(
        Q(declined_on=None) | Q(declined_on__gte=scene.day - dt.timedelta(150))
    )
    made = []
    for referral in sent.order_by("code"):
        appointment = last[referral.participant_id]
        end = min(filter(None, [referral.declined_on, referral.entered_on, scene.day]))
        day = appointment.date
        for rank, means in enumerate(MEANS[: scene.random.randint(1, 4)], 1):
            day += dt.timedelta(scene.random.randint(2, 6))
            while not is_working(day):
                day += dt.timedelta(1)
            if day > end or day < referral.date:
                break
            reached = scene.random.random() < 0.3 + 0.1 * rank
            made.append(
                Attempt(
                    referral=referral,
                    caseworker=appointment.caseworker,
                    date=day,
                    means=means,
                    minutes=5 if means in (Means.PHONE, Means.SMS) else 15,
                    reached=reached,
                    recorded_on=day,
                )
            )
            if reached:
                break
    return made


def invited(scene: Scene) -> list[Appointment]:
    """How people were told of their first appointments of the year; a few of those to come are still to confirm."""
    firsts = list(Appointment.objects.filter(kind=AppointmentKind.FIRST, date__year__gte=2017).order_by("pk"))
    soon = [each for each in firsts if not each.outcome and each.date > scene.day]
    left = {each.pk for each in soon[:: max(1, len(soon) // 9)]}
    for each in firsts:
        odds = [CAME_BY[how] if each.outcome != Outcome.MISSED else 1 - CAME_BY[how] for how in HOW]
        each.invitation = "" if each.pk in left else scene.random.choices(HOW, odds)[0]
    return firsts


def notices(scene: Scene) -> list[Notice]:
    """The reminders of the next two working days, which have left."""
    soon = Appointment.objects.to_come(scene.day).filter(date__lte=scene.day + dt.timedelta(3))
    at = clock.now() - dt.timedelta(hours=2)
    return [
        Notice(
            reference=reference_of(each.pk),
            channel=Channel.EMAIL,
            purpose=NoticePurpose.REMINDER,
            moment="veille",
            address=f"{each.participant.code[:1].lower()}•••@example.org",
            asked_at=at,
            claimed_at=at,
            sent_at=at,
        )
        for each in soon.select_related("participant")
    ]
