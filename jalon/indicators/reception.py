"""Who comes to a first appointment, and at which attempt those who do not are reached.

Source: docs/rules/rendez_vous.md. A referral has one first appointment: the earliest that was kept or missed, before
the next referral of the same person.
"""

from typing import Any

from django.db.models import Count as SqlCount
from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Least, NullIf
from django.db.models.lookups import Exact

from jalon.agenda.enums import EXPECTED, AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.core.rounding import share
from jalon.indicators import conditions as c
from jalon.indicators.dimensions import Dimension
from jalon.indicators.kinds import Count, Derived, Moment, Subject, Unit
from jalon.indicators.window import Window
from jalon.referrals.models import Attempt, Referral

RULES = "Les règles des rendez-vous du PLIE."
LAST_RANK = 6
"""Attempts beyond are counted together."""


def _due(window: Window) -> QuerySet[Appointment]:
    """The first appointments of a row's referral that were kept or missed, the earliest first."""
    later = Referral.objects.filter(
        participant=OuterRef("participant"), date__gt=OuterRef(OuterRef("date")), date__lte=OuterRef("date")
    )
    held = Appointment.objects.filter(
        ~Exists(later.order_by()),
        kind=AppointmentKind.FIRST,
        outcome__in=EXPECTED,
        participant=OuterRef("participant"),
        date__gte=OuterRef("date"),
    )
    if window.as_of:
        held = held.filter(outcome_on__lte=window.as_of)
    return held.order_by("date", "time", "pk")


def _came(window: Window) -> Q:
    """Whose first appointment falls in the year to date."""
    due = _due(window).order_by()
    within = Q(Exists(due.filter(c.between("date", window.to_date))))
    return c.known(window) & within & ~Q(Exists(due.filter(date__lt=window.to_date.start)))


def _kept(window: Window) -> Q:
    return Q(Exact(Subquery(_due(window).values("outcome")[:1]), Value(Outcome.KEPT.value)))


def _reached(window: Window) -> QuerySet[Attempt]:
    """The attempts that reached the person of a row's referral, as known."""
    return _reached_of(OuterRef("pk"), window)


def _reached_of(referral: OuterRef, window: Window) -> QuerySet[Attempt]:
    found = Attempt.objects.filter(referral=referral, reached=True)
    return found.filter(recorded_on__lte=window.as_of) if window.as_of else found


def _joined(window: Window) -> Q:
    found = _reached(window).order_by()
    within = Q(Exists(found.filter(c.between("date", window.to_date))))
    return c.known(window) & within & ~Q(Exists(found.filter(date__lt=window.to_date.start)))


FIRST_DUE = Count(
    code="first_appointments_due",
    label="Premiers rendez-vous échus",
    definition="Les prescriptions dont le premier rendez-vous, tenu ou manqué, tombe depuis le 1er janvier ; "
    "un rendez-vous excusé ou déplacé ne compte pas.",
    formula="prescriptions dont le premier rendez-vous tenu ou manqué est depuis le 1er janvier",
    unit=Unit.REFERRALS,
    source=RULES,
    subject=Subject.REFERRAL,
    condition=_came,
    moment=Moment.REFERRAL,
    apart=True,
)
FIRST_KEPT = Count(
    code="first_appointments_kept",
    label="Premiers rendez-vous tenus",
    definition="Parmi les premiers rendez-vous échus, ceux où la personne est venue.",
    formula="premiers rendez-vous échus, tenus",
    unit=Unit.REFERRALS,
    source=RULES,
    subject=Subject.REFERRAL,
    condition=lambda w: _came(w) & _kept(w),
    moment=Moment.REFERRAL,
    apart=True,
)
FIRST_KEPT_PCT = Derived(
    code="first_appointments_kept_pct",
    label="Part des premiers rendez-vous tenus",
    definition="La part des premiers rendez-vous échus où la personne est venue.",
    formula="premiers rendez-vous tenus ÷ premiers rendez-vous échus",
    unit=Unit.PERCENT,
    source=RULES,
    needs=("first_appointments_kept", "first_appointments_due"),
    calculation="{first_appointments_kept} ÷ {first_appointments_due}",
    compute=share,
)
JOINED = Count(
    code="people_joined",
    label="Personnes jointes après une tentative",
    definition="Les prescriptions dont la personne a été jointe pour la première fois depuis le 1er janvier ; "
    "le rang dit à la combientième tentative.",
    formula="prescriptions dont la première tentative aboutie est depuis le 1er janvier",
    unit=Unit.REFERRALS,
    source=RULES,
    subject=Subject.REFERRAL,
    condition=_joined,
    moment=Moment.REFERRAL,
    apart=True,
)
RECEPTION = (FIRST_DUE, FIRST_KEPT, FIRST_KEPT_PCT, JOINED)


def _invitation(measure: Count, window: Window) -> Any:
    return NullIf(Subquery(_due(window).values("invitation")[:1]), Value(""))


def _rank(measure: Count, window: Window) -> Any:
    """How many attempts were made up to the first that reached the person, that one included."""
    same = _reached_of(OuterRef("referral"), window).order_by("date", "pk")
    first, day = Subquery(same.values("pk")[:1]), Subquery(same.values("date")[:1])
    before = Attempt.objects.filter(referral=OuterRef("pk")).order_by().values("referral")
    # An attempt of the same day was made before when it was written before.
    made = before.filter(Q(date__lt=day) | Q(date=day, pk__lte=first)).annotate(number=SqlCount("pk")).values("number")
    return Least(Coalesce(Subquery(made, output_field=IntegerField()), Value(1)), Value(LAST_RANK))


def _ranks(keys: Any) -> dict[int, str]:
    names = {1: "À la 1re tentative", LAST_RANK: f"À la {LAST_RANK}e tentative ou après"}
    return names | {rank: f"À la {rank}e tentative" for rank in range(2, LAST_RANK)}


INVITATION = Dimension(
    "invitation",
    "Moyen d’invitation",
    _invitation,
    lambda keys: dict(Invitation.choices),
    lambda measure: measure.code in (FIRST_DUE.code, FIRST_KEPT.code),
)
ATTEMPT_RANK = Dimension(
    "attempt_rank",
    "Rang de la tentative",
    _rank,
    _ranks,
    lambda measure: measure.code == JOINED.code,
)
