"""The working time a référent owes, and the time sheets drawn from what was recorded."""

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker, User
from jalon.core.privacy import privacy
from jalon.documents.models import Signature


class Schedule(models.Model):
    """The minutes a référent works each weekday, by dates; without one, full time is 35 hours × their FTE."""

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="schedules"
    )
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)
    monday = models.PositiveSmallIntegerField("lundi, en minutes", default=420)
    tuesday = models.PositiveSmallIntegerField("mardi, en minutes", default=420)
    wednesday = models.PositiveSmallIntegerField("mercredi, en minutes", default=420)
    thursday = models.PositiveSmallIntegerField("jeudi, en minutes", default=420)
    friday = models.PositiveSmallIntegerField("vendredi, en minutes", default=420)

    privacy = privacy("employment", public="id caseworker start end monday tuesday wednesday thursday friday")

    class Meta:
        verbose_name = "horaire de travail"
        verbose_name_plural = "horaires de travail"
        ordering = ["caseworker", "start"]
        constraints = [
            models.UniqueConstraint(
                fields=["caseworker", "start"],
                name="schedule_one_a_start",
                violation_error_message="Un horaire commence déjà ce jour-là.",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="schedule_ends_after_start",
                violation_error_message="La fin de l’horaire précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, depuis le {self.start:%d/%m/%Y}"


class TimeSheet(models.Model):
    """A month of a référent's time, per day and operation, as it was when it was drawn up; a correction is a version.

    `content`: the days and minutes, frozen; `sha256`: that of the text both sign.
    """

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, verbose_name="référent", related_name="time_sheets"
    )
    month = models.DateField("mois")
    version = models.PositiveSmallIntegerField("version", default=1)
    content = models.JSONField("jours et minutes")
    sha256 = models.CharField("empreinte", max_length=64)
    why = models.CharField("corrigée parce que", max_length=300, blank=True)
    made_at = models.DateTimeField("établie le")
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, verbose_name="par", related_name="+")
    employee_signature = models.OneToOneField(
        Signature,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="signature du salarié",
        related_name="+",
    )
    superior_signature = models.OneToOneField(
        Signature,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="signature du supérieur",
        related_name="+",
    )

    privacy = privacy(
        "employment",
        public="id caseworker month version sha256 why made_at made_by employee_signature superior_signature",
        personal="content",
    )

    class Meta:
        verbose_name = "fiche de temps"
        verbose_name_plural = "fiches de temps"
        ordering = ["caseworker", "month", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["caseworker", "month", "version"],
                name="time_sheet_version_once",
                violation_error_message="Cette fiche de temps existe déjà.",
            ),
            models.CheckConstraint(
                condition=Q(version=1, why="") | (Q(version__gt=1) & ~Q(why="")),
                name="time_sheet_correction_says_why",
                violation_error_message="Une correction dit pourquoi.",
            ),
            models.CheckConstraint(
                condition=Q(superior_signature=None) | ~Q(superior_signature=F("employee_signature")),
                name="time_sheet_two_signatures",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, {self.month:%m/%Y}, version {self.version}"
