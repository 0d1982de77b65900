"""Appointments: a person expected on a day and hour, by a référent; then what became of it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker, User
from jalon.agenda.enums import EXPECTED, GIVEN_UP, AppointmentKind, Invitation, LeaveKind, Outcome, TimeKind, Weekday
from jalon.agenda.queries import AppointmentQuerySet
from jalon.core.privacy import privacy
from jalon.people.models import Participant
from jalon.programme.models import Operation

STANDING = ~Q(outcome__in=GIVEN_UP)


class Appointment(models.Model):
    """A meeting set with a person, before or after their entry. The hour is that of the place, without a time zone.

    `replaces`: the appointment it was moved from. Which referral it answers follows from the person and the day.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="appointments"
    )
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, verbose_name="référent", related_name="appointments"
    )
    kind = models.CharField("objet", max_length=20, choices=AppointmentKind)
    date = models.DateField("le")
    time = models.TimeField("à")
    minutes = models.PositiveSmallIntegerField("durée, en minutes")
    place = models.CharField("lieu", max_length=300, blank=True)
    outcome = models.CharField("suite", max_length=20, choices=Outcome, blank=True)
    outcome_on = models.DateField("suite notée le", null=True, blank=True)
    invitation = models.CharField("invitation par", max_length=20, choices=Invitation, blank=True)
    set_on = models.DateField("fixé le", null=True, blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.RESTRICT, null=True, blank=True, verbose_name="remplace", related_name="replaced_by"
    )

    privacy = privacy(
        "pathway",
        public="id participant caseworker kind date time minutes outcome outcome_on replaces invitation set_on",
        personal="place",
    )

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = "rendez-vous"
        verbose_name_plural = "rendez-vous"
        ordering = ["date", "time", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None) | (~Q(outcome="") & Q(outcome_on__isnull=False)),
                name="appointment_outcome_whole",
                violation_error_message="La suite d’un rendez-vous a sa date.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=EXPECTED) | Q(outcome_on__gte=F("date")),
                name="appointment_expected_then_told",
                violation_error_message="Un rendez-vous n’est tenu ni manqué avant son jour.",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1),
                name="appointment_lasts",
                violation_error_message="Un rendez-vous dure au moins une minute.",
            ),
            models.UniqueConstraint(
                fields=["caseworker", "date", "time"],
                condition=STANDING,
                name="appointment_one_an_hour",
                violation_error_message="Ce référent a déjà un rendez-vous à cette heure.",
            ),
            models.UniqueConstraint(
                fields=["participant", "date", "time"],
                condition=STANDING,
                name="appointment_one_a_person_an_hour",
                violation_error_message="Cette personne a déjà un rendez-vous à cette heure.",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "date"], name="appointment_of_a_person"),
            models.Index(fields=["caseworker", "date"], name="appointment_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.start:%d/%m/%Y %H:%M}"

    @property
    def start(self) -> dt.datetime:
        """The day and the hour, of the place."""
        return dt.datetime.combine(self.date, self.time)


class Opening(models.Model):
    """The half-day kept free each week for first appointments (*accueil sur le flux*), cut into slots."""

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="openings"
    )
    weekday = models.PositiveSmallIntegerField("jour", choices=Weekday)
    start = models.TimeField("de")
    end = models.TimeField("à")
    slot_minutes = models.PositiveSmallIntegerField("durée d’un créneau, en minutes", default=30)
    place = models.CharField("lieu", max_length=300, blank=True)
    valid_from = models.DateField("à partir du")
    valid_to = models.DateField("jusqu’au", null=True, blank=True)

    privacy = privacy("employment", public="id caseworker weekday start end slot_minutes place valid_from valid_to")

    class Meta:
        verbose_name = "demi-journée d’accueil"
        verbose_name_plural = "demi-journées d’accueil"
        ordering = ["caseworker", "weekday", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="opening_ends_after_start",
                violation_error_message="L’accueil finit avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(slot_minutes__gte=5),
                name="opening_slot_lasts",
                violation_error_message="Un créneau dure au moins cinq minutes.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="opening_valid_in_order",
                violation_error_message="La fin de l’accueil précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, {self.get_weekday_display()}"


class TimeEntry(models.Model):
    """Work that is not an act on a file: a meeting, a partner, a training, a journey. Acts carry their own minutes."""

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="time_entries"
    )
    date = models.DateField("le")
    time = models.TimeField("à", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("durée, en minutes")
    kind = models.CharField("travail", max_length=20, choices=TimeKind)
    operation = models.ForeignKey(
        Operation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="opération", related_name="+"
    )
    words = models.CharField("précision", max_length=200, blank=True)
    recorded_on = models.DateField("saisi le")

    privacy = privacy(
        "employment", public="id caseworker date time minutes kind operation recorded_on", personal="words"
    )

    class Meta:
        verbose_name = "temps de travail"
        verbose_name_plural = "temps de travail"
        ordering = ["date", "time", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1_440),
                name="time_entry_within_a_day",
                violation_error_message="Un temps de travail dure d’une minute à un jour.",
            )
        ]
        indexes = [models.Index(fields=["caseworker", "date"], name="time_entry_of_a_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date:%d/%m/%Y}"


class Leave(models.Model):
    """A référent is away: whole days, but for an afternoon at the start or a morning at the end."""

    caseworker = models.ForeignKey(Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="leaves")
    kind = models.CharField("absence", max_length=20, choices=LeaveKind)
    start = models.DateField("du")
    end = models.DateField("au")
    from_noon = models.BooleanField("à partir de midi", default=False)
    until_noon = models.BooleanField("jusqu’à midi", default=False)

    privacy = privacy("employment", public="id caseworker start end from_noon until_noon", sensitive="kind")

    class Meta:
        verbose_name = "congé"
        ordering = ["caseworker", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="leave_ends_after_start",
                violation_error_message="La fin du congé précède son début.",
            ),
            models.CheckConstraint(
                condition=~Q(start=F("end"), from_noon=True, until_noon=True),
                name="leave_is_not_empty",
                violation_error_message="Ce congé ne couvre aucune demi-journée.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, absent du {self.start:%d/%m/%Y} au {self.end:%d/%m/%Y}"


class Feed(models.Model):
    """The secret address at which a calendar reads a référent's agenda; only the digest of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name="compte", related_name="feeds")
    caseworker = models.ForeignKey(Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="+")
    digest = models.CharField("empreinte du secret", max_length=64, unique=True)
    made_at = models.DateTimeField("créé le")
    revoked_at = models.DateTimeField("révoqué le", null=True, blank=True)

    privacy = privacy("employment", public="id user caseworker made_at revoked_at", personal="digest")

    class Meta:
        verbose_name = "agenda partagé"
        verbose_name_plural = "agendas partagés"
        ordering = ["user", "-made_at"]

    def __str__(self) -> str:
        return f"{self.user}, {self.made_at:%d/%m/%Y}"
