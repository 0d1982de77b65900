"""The exit as the référent proposes it, and the absences that may lead to one."""

from django.db import models
from django.db.models import Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.pathways.enums import AbsenceStage
from jalon.pathways.models.pathway import Pathway
from jalon.people.models import Document
from jalon.protocols.models import ExitReason


class ExitProposal(models.Model):
    """An exit proposed with its evidence; the pathway ends only once the SA has accepted it. One waits at a time."""

    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="exit_proposals"
    )
    date = models.DateField("sortie le")
    reason = models.ForeignKey(ExitReason, on_delete=models.PROTECT, verbose_name="motif", related_name="+")
    evidence = models.TextField("preuve", blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, verbose_name="pièce", related_name="+"
    )
    proposed_on = models.DateField("proposée le")
    proposed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )
    decided_on = models.DateField("décidée le", null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="décidée par", related_name="+"
    )
    accepted = models.BooleanField("acceptée", null=True, blank=True)
    answer = models.TextField("réponse", blank=True)

    privacy = privacy(
        "pathway",
        public="id pathway date document proposed_on proposed_by decided_on decided_by accepted",
        sensitive="reason evidence answer",
    )

    class Meta:
        verbose_name = "sortie proposée"
        verbose_name_plural = "sorties proposées"
        ordering = ["proposed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway"],
                condition=Q(decided_on=None),
                name="exit_proposal_one_waiting",
                violation_error_message="Une sortie est déjà proposée pour cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(decided_on=None, accepted=None) | Q(decided_on__isnull=False, accepted__isnull=False),
                name="exit_proposal_decision_whole",
                violation_error_message="Une décision a un jour et une réponse.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, sortie proposée"


class AbsenceAct(models.Model):
    """A stage of what follows repeated absences: each has its day, its words and, when written, its document.

    Source: domain notes §3: call, convocation, warning, the person's right of reply, decision.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="absence_acts")
    stage = models.CharField("étape", max_length=20, choices=AbsenceStage)
    date = models.DateField("le")
    reply_by = models.DateField("réponse attendue avant le", null=True, blank=True)
    words = models.TextField("ce qui est dit", blank=True)
    goes_on = models.BooleanField("le parcours continue", null=True, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, verbose_name="pièce", related_name="+"
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy(
        "pathway", public="id pathway stage date reply_by goes_on document recorded_by", sensitive="words"
    )

    class Meta:
        verbose_name = "suite d’absences"
        verbose_name_plural = "suites d’absences"
        ordering = ["pathway", "date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goes_on=None) | Q(stage=AbsenceStage.DECISION),
                name="absence_act_decides_at_the_end",
                violation_error_message="Seule la décision dit si le parcours continue.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, {self.get_stage_display()}"
