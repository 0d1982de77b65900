"""What the team decides together: the monthly meeting, and acts done on several files at once."""

import uuid

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker, User
from jalon.core.privacy import privacy
from jalon.pathways.models.pathway import Pathway


class CaseMeeting(models.Model):
    """The monthly meeting of a référent and the chargée de projet (*réunion de situation*)."""

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, verbose_name="référent", related_name="case_meetings"
    )
    date = models.DateField("le")
    officer = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="chargée de projet", related_name="+"
    )
    closed_at = models.DateTimeField("close le", null=True, blank=True)

    privacy = privacy("pathway", public="id caseworker date officer closed_at")

    class Meta:
        verbose_name = "réunion de situation"
        verbose_name_plural = "réunions de situation"
        ordering = ["-date", "caseworker"]
        constraints = [
            models.UniqueConstraint(
                fields=["caseworker", "date"],
                name="case_meeting_one_a_day",
                violation_error_message="Cette réunion est déjà prévue ce jour-là.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, {self.date:%d/%m/%Y}"


class CaseDecision(models.Model):
    """What a meeting decides for a person: who does it, by when; recalled at the next one until it is done.

    `grounds`: why the person was on the sheet, in codes between spaces.
    """

    meeting = models.ForeignKey(CaseMeeting, on_delete=models.CASCADE, verbose_name="réunion", related_name="decisions")
    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="case_decisions"
    )
    grounds = models.CharField("à l’ordre du jour pour", max_length=200, blank=True)
    words = models.TextField("décision", blank=True)
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="qui", related_name="+"
    )
    due_on = models.DateField("pour le", null=True, blank=True)
    done_on = models.DateField("fait le", null=True, blank=True)

    privacy = privacy(
        "pathway", public="id meeting pathway owner due_on done_on", personal="grounds", sensitive="words"
    )

    class Meta:
        verbose_name = "décision de réunion"
        verbose_name_plural = "décisions de réunion"
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "pathway"],
                name="case_decision_once",
                violation_error_message="Cette personne a déjà une décision à cette réunion.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, {self.meeting}"


class Cover(models.Model):
    """A référent away for a while: a colleague opens their files meanwhile. The référent unique does not change."""

    absent = models.ForeignKey(Caseworker, on_delete=models.CASCADE, verbose_name="absent", related_name="absences")
    replacement = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="remplaçant", related_name="covering"
    )
    start = models.DateField("du")
    end = models.DateField("au")
    words = models.TextField("consignes", blank=True)

    privacy = privacy("employment", public="id absent replacement start end", sensitive="words")

    class Meta:
        verbose_name = "relais"
        verbose_name_plural = "relais"
        ordering = ["start", "absent"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="cover_ends_after_start",
                violation_error_message="La fin du relais précède son début.",
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("replacement")),
                name="cover_by_another",
                violation_error_message="Personne ne se remplace soi-même.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replacement} pour {self.absent}"


class CoverInstruction(models.Model):
    """What the replacement must know of one person while their référent is away."""

    cover = models.ForeignKey(Cover, on_delete=models.CASCADE, verbose_name="relais", related_name="instructions")
    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="cover_instructions"
    )
    words = models.TextField("consigne")

    privacy = privacy("pathway", public="id cover pathway", sensitive="words")

    class Meta:
        verbose_name = "consigne de relais"
        verbose_name_plural = "consignes de relais"
        ordering = ["cover", "pathway"]
        constraints = [models.UniqueConstraint(fields=["cover", "pathway"], name="cover_instruction_once")]

    def __str__(self) -> str:
        return f"{self.pathway}, {self.cover}"


class BulkAct(models.Model):
    """An act on several files at once. `made`: the keys of what it wrote, so that it can be undone."""

    key = models.UUIDField("clé", primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField("acte", max_length=200)
    at = models.DateTimeField("fait le")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+")
    made = models.JSONField("ce qui fut écrit", default=list)
    undone_at = models.DateTimeField("défait le", null=True, blank=True)

    privacy = privacy("pathway", public="key label at by made undone_at")

    class Meta:
        verbose_name = "acte groupé"
        verbose_name_plural = "actes groupés"
        ordering = ["-at", "key"]

    def __str__(self) -> str:
        return self.label
