"""Appointments: a person expected on a day and hour, by a référent; then what became of it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import EXPECTED, GIVEN_UP, AppointmentKind, Outcome
from jalon.agenda.queries import AppointmentQuerySet
from jalon.core.privacy import privacy
from jalon.people.models import Participant

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
    replaces = models.OneToOneField(
        "self", on_delete=models.RESTRICT, null=True, blank=True, verbose_name="remplace", related_name="replaced_by"
    )

    privacy = privacy(
        "pathway",
        public="id participant caseworker kind date time minutes outcome outcome_on replaces",
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
