"""The entry: what was written while it was prepared, and what it rests on."""

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.documents.models import Signature
from jalon.pathways.models.pathway import Pathway
from jalon.protocols.models import Protocol
from jalon.referrals.models import Referral


class EntryDraft(models.Model):
    """An entry being prepared, section by section; erased some time after the last change, or once the person is in.

    `sections`: what was typed, by section. `version` goes up at each save: whoever saves over another is told.
    """

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, verbose_name="prescription", related_name="entry_draft"
    )
    sections = models.JSONField("rubriques", default=dict, blank=True)
    version = models.PositiveIntegerField("version", default=1)
    updated_at = models.DateTimeField("changé le")
    updated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy("pathway", public="id referral version updated_at updated_by", sensitive="sections")

    class Meta:
        verbose_name = "entrée en préparation"
        verbose_name_plural = "entrées en préparation"
        ordering = ["updated_at", "id"]

    def __str__(self) -> str:
        return f"{self.referral}, en préparation"


class Entry(models.Model):
    """What an entry rests on: its three dates, why the person is eligible, the charter, the first assessment.

    `criteria`: the verdict of each criterion of the protocol's rule set, with the proof seen (domain notes §2).
    `project` and `autonomy` go from 0 (nothing yet) to 3.
    """

    pathway = models.OneToOneField(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="entry")
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, verbose_name="protocole", related_name="+")
    first_kept_on = models.DateField("premier rendez-vous tenu le", null=True, blank=True)
    charter_on = models.DateField("charte signée le", null=True, blank=True)
    charter_signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, verbose_name="signature", related_name="+"
    )
    validated_on = models.DateField("entrée validée le", null=True, blank=True)
    validated_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="validée par", related_name="+"
    )
    criteria = models.JSONField("critères d’éligibilité", default=dict, blank=True)
    other_ground = models.TextField("autre motif décidé", blank=True)
    project = models.PositiveSmallIntegerField("maturité du projet", null=True, blank=True)
    autonomy = models.PositiveSmallIntegerField("autonomie", null=True, blank=True)
    first_tracks = models.TextField("premières pistes", blank=True)
    competences = models.TextField("compétences", blank=True)

    privacy = privacy(
        "pathway",
        public="id pathway protocol first_kept_on charter_on charter_signature validated_on validated_by",
        personal="project autonomy first_tracks competences",
        sensitive="criteria other_ground",
    )

    class Meta:
        verbose_name = "entrée"
        ordering = ["pathway"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(project=None) | Q(project__lte=3)) & (Q(autonomy=None) | Q(autonomy__lte=3)),
                name="entry_scales_to_three",
                violation_error_message="Cette échelle va de 0 à 3.",
            )
        ]

    def __str__(self) -> str:
        return str(self.pathway)


class Extension(models.Model):
    """A decision to let a pathway last beyond the protocol's longest time."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="extensions")
    decided_on = models.DateField("décidée le")
    until = models.DateField("jusqu’au")
    reason = models.TextField("motif")
    decided_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy("pathway", public="id pathway decided_on until decided_by", sensitive="reason")

    class Meta:
        verbose_name = "prolongation"
        ordering = ["pathway", "decided_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("decided_on")),
                name="extension_after_decision",
                violation_error_message="La prolongation finit avant d’être décidée.",
            ),
            models.UniqueConstraint(fields=["pathway", "decided_on"], name="extension_one_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, jusqu’au {self.until:%d/%m/%Y}"
