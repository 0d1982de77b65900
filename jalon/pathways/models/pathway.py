"""The pathway, from the entry to the exit, and who accompanies the person."""

from django.db import models
from django.db.models import F, GeneratedField, Q

from jalon.accounts.models import Caseworker
from jalon.core.models import known_on
from jalon.core.privacy import privacy
from jalon.pathways.queries import PathwayQuerySet
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason
from jalon.referrals.models import Referral


class Pathway(models.Model):
    """A person accompanied from an entry to an exit; over at the end of its exit day.

    Two pathways of a person share no day (exclusion constraint on PostgreSQL, triggers on SQLite).
    """

    code = models.CharField("code", max_length=200, unique=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="pathways"
    )
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, verbose_name="prescription", related_name="pathways"
    )
    entry_date = models.DateField("entrée le")
    recorded_on = models.DateField("entrée saisie le", null=True, blank=True)
    exit_date = models.DateField("sortie le", null=True, blank=True)
    exit_reason = models.ForeignKey(
        ExitReason, on_delete=models.PROTECT, null=True, blank=True, verbose_name="motif de sortie", related_name="+"
    )
    exit_recorded_on = models.DateField("sortie saisie le", null=True, blank=True)
    known_on = known_on("recorded_on", "entry_date")
    exit_known_on = GeneratedField(
        expression=models.functions.Coalesce("exit_recorded_on", "exit_date"),
        output_field=models.DateField(null=True),
        db_persist=True,
    )

    privacy = privacy(
        "pathway",
        public="id code participant referral entry_date recorded_on exit_date exit_recorded_on known_on exit_known_on",
        sensitive="exit_reason",
    )

    objects = PathwayQuerySet.as_manager()

    class Meta:
        verbose_name = "parcours"
        verbose_name_plural = "parcours"
        ordering = ["entry_date", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exit_date=None, exit_reason=None, exit_recorded_on=None)
                | Q(exit_date__isnull=False, exit_reason__isnull=False),
                name="pathway_exit_whole",
                violation_error_message="Une sortie a une date et un motif.",
            ),
            models.CheckConstraint(
                condition=Q(exit_date=None) | Q(exit_date__gte=F("entry_date")),
                name="pathway_exit_after_entry",
                violation_error_message="La sortie précède l’entrée.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on=None) | Q(recorded_on__gte=F("entry_date")),
                name="pathway_recorded_after_entry",
                violation_error_message="La date de saisie précède l’entrée.",
            ),
            models.CheckConstraint(
                condition=Q(exit_recorded_on=None) | Q(exit_recorded_on__gte=F("exit_date")),
                name="pathway_exit_recorded_after_exit",
                violation_error_message="La date de saisie précède la sortie.",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(exit_date=None),
                name="pathway_one_open",
                violation_error_message="Cette personne a déjà un parcours ouvert.",
            ),
        ]
        indexes = [
            # All that "who was accompanied then" asks: answered without reading the rows.
            models.Index(
                fields=["entry_date", "exit_date", "known_on", "exit_known_on", "participant"], name="pathway_presence"
            ),
            models.Index(fields=["exit_date"], name="pathway_exit"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, entrée le {self.entry_date:%d/%m/%Y}"


class Assignment(models.Model):
    """Who accompanies the person: the latest not after a day holds. `start` None: since the entry."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="assignments")
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, verbose_name="référent", related_name="assignments"
    )
    start = models.DateField("depuis", null=True, blank=True)
    recorded_on = models.DateField("saisie le", null=True, blank=True)

    privacy = privacy("pathway", public="id pathway caseworker start recorded_on")

    class Meta:
        verbose_name = "affectation"
        ordering = ["pathway", F("start").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "start"], name="assignment_one_a_day"),
            models.UniqueConstraint(fields=["pathway"], condition=Q(start=None), name="assignment_one_first"),
        ]

    def __str__(self) -> str:
        return f"{self.pathway} : {self.caseworker}"
