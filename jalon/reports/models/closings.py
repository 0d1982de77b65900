"""A month closed (*arrêté*): what was published, with the files behind each figure. Never changed afterwards."""

import uuid

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.reports.models.editions import Edition
from jalon.reports.models.writing import PERIOD


class ClosingPlan(models.Model):
    """The day on which a month is to be closed: people are reminded of it. No row: the last day of the month."""

    period = models.CharField("période", max_length=PERIOD, unique=True)
    planned_on = models.DateField("à arrêter le")

    privacy = privacy("reference", public="id period planned_on")

    class Meta:
        verbose_name = "jour prévu de l’arrêté"
        verbose_name_plural = "jours prévus des arrêtés"
        ordering = ["-period"]

    def __str__(self) -> str:
        return f"{self.period} : {self.planned_on:%d/%m/%Y}"


class Closing(models.Model):
    """The act of closing a period, in all the versions of its letter at once; `number` 2 and more say why.

    It is under way until one of `closed_at`, `stopped_at`, `trouble` is filled. Once `closed_at` is, the database
    refuses any change (triggers, both engines).
    """

    key = models.UUIDField("clé", default=uuid.uuid4, editable=False, unique=True)
    period = models.CharField("période", max_length=PERIOD)
    number = models.PositiveSmallIntegerField("numéro")
    as_of = models.DateField("telle que connue le")
    why = models.CharField("pourquoi une nouvelle version", max_length=500, blank=True)
    asked_at = models.DateTimeField("demandé le")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, verbose_name="par", related_name="+")
    closed_at = models.DateTimeField("arrêté le", null=True)
    stopped_at = models.DateTimeField("abandonné le", null=True)
    trouble = models.CharField("ce qui l’a empêché", max_length=500, blank=True)

    privacy = privacy(
        "employment", public="id key period number as_of asked_at by closed_at stopped_at trouble", personal="why"
    )

    class Meta:
        verbose_name = "arrêté"
        ordering = ["-period", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "number"], condition=Q(closed_at__isnull=False), name="closing_number_once"
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(closed_at=None, stopped_at=None, trouble=""),
                name="closing_one_under_way",
                violation_error_message="Un arrêté de cette période est déjà en cours.",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(why=""),
                name="closing_again_says_why",
                violation_error_message="Dites pourquoi une nouvelle version est arrêtée.",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="closing_number_from_one"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("asked_at"), stopped_at=None, trouble=""),
                name="closing_one_end",
            ),
        ]

    def __str__(self) -> str:
        return f"arrêté n° {self.number}, {self.period}"


class ClosedLetter(models.Model):
    """A version of the letter as it was closed; the database refuses any change (triggers, both engines).

    `sheet` is what all its formats print, `data` the JSON of the exchange format, `definitions` what each figure was
    by its code, `pdf` the document itself.
    """

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, verbose_name="arrêté", related_name="letters")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, verbose_name="version", related_name="closed")
    name = models.CharField("nom de la version", max_length=100)
    sheet = models.JSONField("feuille")
    data = models.JSONField("données")
    definitions = models.JSONField("définitions")
    pdf = models.BinaryField("PDF")
    sha256 = models.CharField("empreinte du PDF", max_length=64)

    privacy = privacy("pathway", public="id closing edition name data definitions sha256", personal="sheet pdf")

    class Meta:
        verbose_name = "lettre arrêtée"
        verbose_name_plural = "lettres arrêtées"
        ordering = ["closing", "name"]
        constraints = [models.UniqueConstraint(fields=["closing", "edition"], name="closed_letter_once")]

    def __str__(self) -> str:
        return f"{self.name}, {self.closing}"


class ClosedList(models.Model):
    """The files behind a figure of a closed letter: `records` holds, for each, its key and those of its cells.

    Append-only, as the letter it belongs to.
    """

    letter = models.ForeignKey(ClosedLetter, on_delete=models.PROTECT, verbose_name="lettre", related_name="lists")
    code = models.CharField("chiffre", max_length=60)
    records = models.JSONField("dossiers")

    privacy = privacy("pathway", public="id letter code", sensitive="records")

    class Meta:
        verbose_name = "liste arrêtée"
        verbose_name_plural = "listes arrêtées"
        ordering = ["letter", "code"]
        constraints = [models.UniqueConstraint(fields=["letter", "code"], name="closed_list_once")]

    def __str__(self) -> str:
        return f"{self.code}, {self.letter}"
