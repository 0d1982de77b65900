"""Referrals (*prescriptions*): a partner sends a person; it ends with an entry, or with a reason."""

from django.db import models
from django.db.models import Case, DateField, F, GeneratedField, Q, When
from django.db.models.functions import Coalesce

from jalon.accounts.models import Caseworker
from jalon.core.privacy import privacy
from jalon.organisations.models import Agent, Organisation
from jalon.people.models import Participant
from jalon.protocols.models import NonEntryReason
from jalon.referrals.enums import Means
from jalon.referrals.queries import PENDING, ReferralQuerySet


class Referral(models.Model):
    """A person sent by a partner on a day. Pending until `entered_on` or `declined_on` is known.

    `recorded_on` is the day of the last thing recorded: the non-entry when there is one, else the referral itself
    (source: exchange format, `saisie_le`). The database derives from it the two days on which the referral and
    its non-entry became known.
    """

    code = models.CharField("code", max_length=200, unique=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="referrals"
    )
    referrer = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="prescripteur", related_name="+"
    )
    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, verbose_name="agent", related_name="+"
    )
    date = models.DateField("écrite le")
    entered_on = models.DateField("entrée le", null=True, blank=True)
    declined_on = models.DateField("non-entrée le", null=True, blank=True)
    reason = models.ForeignKey(
        NonEntryReason, on_delete=models.PROTECT, null=True, blank=True, verbose_name="motif", related_name="+"
    )
    recorded_on = models.DateField("saisie le", null=True, blank=True)
    received_on = models.DateField("reçue le", null=True, blank=True)
    why = models.TextField("pourquoi", blank=True)
    known_situation = models.TextField("situation connue", blank=True)
    caseworker = models.ForeignKey(
        Caseworker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="attribuée à",
        related_name="referrals",
    )
    allotted_on = models.DateField("attribuée le", null=True, blank=True)
    identity_checked_on = models.DateField("identité vérifiée le", null=True, blank=True)
    known_on = GeneratedField(
        expression=Case(When(declined_on=None, then=Coalesce("recorded_on", "date")), default=F("date")),
        output_field=DateField(),
        db_persist=True,
    )
    declined_known_on = GeneratedField(
        expression=Case(When(declined_on__isnull=False, then=Coalesce("recorded_on", "declined_on"))),
        output_field=DateField(null=True),
        db_persist=True,
    )

    privacy = privacy(
        "pathway",
        public="id code participant referrer agent date entered_on declined_on recorded_on known_on declined_known_on"
        " received_on caseworker allotted_on identity_checked_on",
        sensitive="reason why known_situation",
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "prescription"
        ordering = ["date", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(entered_on=None) | Q(declined_on=None),
                name="referral_one_outcome",
                violation_error_message="Une prescription aboutit à une entrée ou à une non-entrée, pas aux deux.",
            ),
            models.CheckConstraint(
                condition=Q(declined_on=None, reason=None) | Q(declined_on__isnull=False, reason__isnull=False),
                name="referral_non_entry_whole",
                violation_error_message="Une non-entrée a une date et un motif.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on=None)
                | Q(declined_on=None, recorded_on__gte=F("date"))
                | Q(declined_on__isnull=False, recorded_on__gte=F("declined_on")),
                name="referral_recorded_after_fact",
                violation_error_message="La date de saisie précède le fait.",
            ),
            models.CheckConstraint(
                condition=Q(caseworker=None) | Q(allotted_on__isnull=False),
                name="referral_allotted_on_a_day",
                violation_error_message="Une prescription attribuée l’est depuis un jour.",
            ),
        ]
        indexes = [
            models.Index(fields=["date"], name="referral_date"),
            models.Index(fields=["declined_on"], name="referral_declined"),
            # The few that wait, the oldest first, without passing over all that came to an end.
            models.Index(fields=["date"], condition=PENDING, name="referral_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.date:%d/%m/%Y}"


class Attempt(models.Model):
    """An attempt to reach someone who was sent (*aller-vers*): its day, its means, and whether they were reached."""

    referral = models.ForeignKey(
        Referral, on_delete=models.CASCADE, verbose_name="prescription", related_name="attempts"
    )
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, null=True, blank=True, verbose_name="référent", related_name="+"
    )
    date = models.DateField("le")
    time = models.TimeField("à", null=True, blank=True)
    means = models.CharField("par", max_length=20, choices=Means)
    minutes = models.PositiveSmallIntegerField("durée, en minutes", null=True, blank=True)
    reached = models.BooleanField("personne jointe")
    words = models.CharField("ce qui en sort", max_length=300, blank=True)
    recorded_on = models.DateField("saisie le")

    privacy = privacy(
        "pathway", public="id referral caseworker date time means minutes reached recorded_on", sensitive="words"
    )

    class Meta:
        verbose_name = "tentative"
        ordering = ["referral", "date", "id"]
        indexes = [models.Index(fields=["caseworker", "date"], name="attempt_of_a_day")]

    def __str__(self) -> str:
        return f"{self.get_means_display()}, {self.date:%d/%m/%Y}"
