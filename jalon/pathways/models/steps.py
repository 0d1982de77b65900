"""Steps (*étapes*) and suspensions (*veilles*)."""

from django.db import models
from django.db.models import F, Q

from jalon.core.models import known_on
from jalon.core.privacy import privacy
from jalon.documents.models import Signature
from jalon.organisations.models import Organisation
from jalon.pathways.enums import ImmersionObject, StepOutcome
from jalon.pathways.models.pathway import Pathway
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from jalon.reference.models import ContractType


class Step(models.Model):
    """An action on the way (*étape*): a job, a training, an immersion… Cut at its pathway's exit."""

    code = models.CharField("code", max_length=200, unique=True)
    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="steps")
    label = models.ForeignKey(StepLabel, on_delete=models.PROTECT, verbose_name="opération", related_name="+")
    classification = models.CharField("classification", max_length=30, choices=Classification)
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisme", related_name="+"
    )
    contract = models.ForeignKey(
        ContractType, on_delete=models.PROTECT, null=True, blank=True, verbose_name="contrat", related_name="+"
    )
    weekly_hours = models.DecimalField("heures par semaine", max_digits=9, decimal_places=4, null=True, blank=True)
    recorded_on = models.DateField("saisie le", null=True, blank=True)
    known_on = known_on("recorded_on", "start")
    outcome = models.CharField("issue", max_length=20, choices=StepOutcome, blank=True)
    evaluation = models.TextField("évaluation", blank=True)

    privacy = privacy(
        "pathway",
        public="id code pathway label classification start end organisation contract weekly_hours recorded_on known_on"
        " outcome",
        personal="evaluation",
    )

    class Meta:
        verbose_name = "étape"
        ordering = ["start", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="step_ends_after_start",
                violation_error_message="La fin de l’étape précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(recorded_on=None) | Q(recorded_on__gte=F("start")),
                name="step_recorded_after_start",
                violation_error_message="La date de saisie précède l’étape.",
            ),
            models.CheckConstraint(
                condition=Q(weekly_hours=None) | Q(weekly_hours__gte=0),
                name="step_hours_not_negative",
                violation_error_message="Les heures par semaine ne peuvent pas être négatives.",
            ),
        ]
        indexes = [
            # All that "which steps ran then, of which kind" asks: answered without reading the rows.
            models.Index(
                fields=["start", "end", "known_on", "pathway", "classification", "label"], name="step_presence"
            ),
            models.Index(fields=["end"], name="step_end"),
        ]

    def __str__(self) -> str:
        return f"{self.label}, {self.start:%d/%m/%Y}"


class Suspension(models.Model):
    """A time when the person is momentarily unavailable (*veille*); stays in the file active."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="suspensions")
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)
    reason = models.TextField("motif", blank=True)
    recorded_on = models.DateField("saisie le", null=True, blank=True)

    privacy = privacy("pathway", public="id pathway start end recorded_on", sensitive="reason")

    class Meta:
        verbose_name = "veille"
        ordering = ["pathway", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "start"],
                name="suspension_one_a_start",
                violation_error_message="Une veille commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="suspension_ends_after_start",
                violation_error_message="La fin de la veille précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, veille du {self.start:%d/%m/%Y}"


class Renewal(models.Model):
    """A contract prolonged: the step goes on to a new end, and the label it had is kept here.

    Source: domain notes §4, a short CDD renewed to six months moves to the long contracts without retyping.
    """

    step = models.ForeignKey(Step, on_delete=models.CASCADE, verbose_name="étape", related_name="renewals")
    end_before = models.DateField("fin prévue jusque-là")
    end_after = models.DateField("nouvelle fin", null=True, blank=True)
    label_before = models.ForeignKey(
        StepLabel, on_delete=models.PROTECT, verbose_name="opération jusque-là", related_name="+"
    )
    recorded_on = models.DateField("saisie le")

    privacy = privacy("pathway", public="id step end_before end_after label_before recorded_on")

    class Meta:
        verbose_name = "renouvellement"
        ordering = ["step", "recorded_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_after=None) | Q(end_after__gt=F("end_before")),
                name="renewal_goes_further",
                violation_error_message="Un renouvellement va plus loin que la fin déjà prévue.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step}, renouvelée"


class Immersion(models.Model):
    """What a PMSMP adds to its step: the terms of its agreement. Source: Code du travail, L5135-1 and D5135-1."""

    step = models.OneToOneField(Step, on_delete=models.CASCADE, verbose_name="étape", related_name="immersion")
    object = models.CharField("objet", max_length=30, choices=ImmersionObject)
    tutor = models.CharField("tuteur", max_length=200)
    tutor_function = models.CharField("fonction du tuteur", max_length=200, blank=True)
    tasks = models.TextField("tâches et activités")
    goals = models.TextField("objectifs")
    days = models.CharField("jours et horaires", max_length=300)
    place = models.CharField("lieu", max_length=300, blank=True)
    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, verbose_name="signature", related_name="+"
    )

    privacy = privacy(
        "pathway", public="id step object days place signature", personal="tutor tutor_function tasks goals"
    )

    class Meta:
        verbose_name = "convention de PMSMP"
        verbose_name_plural = "conventions de PMSMP"
        ordering = ["step"]

    def __str__(self) -> str:
        return f"PMSMP : {self.step}"
