"""The funded operations of the programme, and the share of their time that référents give to each."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker
from jalon.core.french import long_day
from jalon.core.privacy import privacy
from jalon.programme.enums import Justification
from jalon.programme.rules import overfull_on


class Operation(models.Model):
    """A funded operation (*opération*): animation, accompaniment… **Not** a step’s label, which the letters call so."""

    code = models.CharField("code", max_length=50, unique=True)
    name = models.CharField("nom", max_length=200)
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)
    justification = models.CharField(
        "temps justifié par", max_length=20, choices=Justification, default=Justification.TIME_SHEET
    )

    privacy = privacy("reference", public="id code name start end justification")

    class Meta:
        verbose_name = "opération financée"
        verbose_name_plural = "opérations financées"
        ordering = ["start", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="operation_ends_after_start",
                violation_error_message="La fin de l’opération précède son début.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OperationShare(models.Model):
    """The share of a référent's time given to an operation, by dates; `mission_letter`: where the letter lies."""

    operation = models.ForeignKey(Operation, on_delete=models.CASCADE, verbose_name="opération", related_name="shares")
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="operation_shares"
    )
    share = models.DecimalField("part du temps", max_digits=4, decimal_places=3)
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)
    mission_letter = models.CharField("lettre de mission", max_length=300, blank=True)

    privacy = privacy("employment", public="id operation caseworker share start end mission_letter")

    class Meta:
        verbose_name = "part de temps"
        verbose_name_plural = "parts de temps"
        ordering = ["caseworker", "start", "operation"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__gt=0, share__lte=1),
                name="operation_share_of_one",
                violation_error_message="Une part est comprise entre 0 et 1.",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="operation_share_ends_after_start",
                violation_error_message="La fin précède le début.",
            ),
            models.UniqueConstraint(
                fields=["operation", "caseworker", "start"],
                name="operation_share_one_a_start",
                violation_error_message="Une part commence déjà ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker} : {self.operation}"

    def clean(self) -> None:
        """Nobody gives more than the whole of their time: two funders would pay for the same hour."""
        if None in (self.share, self.start, self.caseworker_id):
            return  # the fields have already been refused
        others = OperationShare.objects.filter(caseworker=self.caseworker_id).exclude(pk=self.pk)
        told = [*others.values_list("share", "start", "end"), (self.share, self.start, self.end)]
        if day := overfull_on(told):
            who = self.caseworker
            raise ValidationError({"share": f"Le {long_day(day)}, les parts de {who} dépasseraient son temps entier."})
