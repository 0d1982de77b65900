"""What guides a pathway: obstacles rated, goals, positionings, reviews held with the person."""

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import Caseworker, User
from jalon.core.privacy import privacy
from jalon.documents.models import Signature
from jalon.organisations.models import Organisation
from jalon.pathways.enums import GoalOutcome, Partner, RatingMoment, Skill, Term
from jalon.pathways.models.pathway import Pathway
from jalon.protocols.models import BarrierFamily


class Review(models.Model):
    """A *point d'étape* (or *bilan*), held with the person every five months and signed by both."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="reviews")
    month = models.PositiveSmallIntegerField("bilan des … mois")
    held_on = models.DateField("tenu le")
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, null=True, blank=True, verbose_name="référent", related_name="+"
    )
    done = models.TextField("ce qui a été fait", blank=True)
    learned = models.TextField("ce que la personne en dit", blank=True)
    next = models.TextField("la suite", blank=True)
    participant_signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, verbose_name="signature", related_name="+"
    )
    caseworker_signature = models.OneToOneField(
        Signature,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="signature du référent",
        related_name="+",
    )
    recorded_on = models.DateField("saisie le")

    privacy = privacy(
        "pathway",
        public="id pathway month held_on caseworker participant_signature caseworker_signature recorded_on",
        sensitive="done learned next",
    )

    class Meta:
        verbose_name = "point d’étape"
        verbose_name_plural = "points d’étape"
        ordering = ["pathway", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "month"],
                name="review_once_a_month_mark",
                violation_error_message="Ce bilan est déjà enregistré.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, bilan des {self.month} mois"


class BarrierAssessment(models.Model):
    """A day on which the obstacles of a person were rated."""

    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="barrier_assessments"
    )
    date = models.DateField("le")
    moment = models.CharField("moment", max_length=20, choices=RatingMoment)
    review = models.OneToOneField(
        Review, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="point d’étape", related_name="barriers"
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy("pathway", public="id pathway date moment review recorded_by")

    class Meta:
        verbose_name = "cotation des freins"
        verbose_name_plural = "cotations des freins"
        ordering = ["pathway", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "date"],
                name="barrier_assessment_one_a_day",
                violation_error_message="Les freins sont déjà cotés ce jour-là.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, freins au {self.date:%d/%m/%Y}"


class BarrierRating(models.Model):
    """How much a family of obstacles weighs: 0 none, 3 blocking."""

    assessment = models.ForeignKey(
        BarrierAssessment, on_delete=models.CASCADE, verbose_name="cotation", related_name="ratings"
    )
    family = models.ForeignKey(BarrierFamily, on_delete=models.PROTECT, verbose_name="famille", related_name="+")
    level = models.PositiveSmallIntegerField("poids")

    privacy = privacy("pathway", public="id assessment family", sensitive="level")

    class Meta:
        verbose_name = "poids d’un frein"
        verbose_name_plural = "poids des freins"
        ordering = ["assessment", "family"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "family"], name="barrier_rating_once"),
            models.CheckConstraint(
                condition=Q(level__lte=3),
                name="barrier_rating_to_three",
                violation_error_message="Un frein se cote de 0 à 3.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} : {self.level}"


class Goal(models.Model):
    """What the person wants to reach, soon or later; looked at again at each review."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="goals")
    text = models.CharField("objectif", max_length=300)
    term = models.CharField("échéance", max_length=20, choices=Term)
    due_on = models.DateField("pour le", null=True, blank=True)
    set_on = models.DateField("fixé le")
    review = models.ForeignKey(
        Review, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="fixé au bilan", related_name="goals"
    )
    outcome = models.CharField("issue", max_length=20, choices=GoalOutcome, blank=True)
    outcome_on = models.DateField("issue le", null=True, blank=True)
    why = models.TextField("pourquoi", blank=True)

    privacy = privacy("pathway", public="id pathway term due_on set_on review outcome outcome_on", personal="text why")

    class Meta:
        verbose_name = "objectif"
        ordering = ["pathway", "set_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", outcome_on=None)
                | (~Q(outcome="") & Q(outcome_on__isnull=False, outcome_on__gte=F("set_on"))),
                name="goal_outcome_whole",
                violation_error_message="L’issue d’un objectif a son jour, après celui où il fut fixé.",
            )
        ]

    def __str__(self) -> str:
        return self.text


class Positioning(models.Model):
    """How someone stands in a domain on a day, as a provider or the référent found."""

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="positionings")
    skill = models.CharField("domaine", max_length=30, choices=Skill)
    date = models.DateField("le")
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="prestataire", related_name="+"
    )
    result = models.CharField("niveau", max_length=100)
    recommendations = models.TextField("préconisations", blank=True)

    privacy = privacy("pathway", public="id pathway skill date provider", personal="result recommendations")

    class Meta:
        verbose_name = "positionnement"
        ordering = ["pathway", "skill", "-date"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "skill", "date"],
                name="positioning_one_a_day",
                violation_error_message="Ce positionnement est déjà enregistré.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_skill_display()} : {self.result}"


class EngagementContract(models.Model):
    """The *contrat d'engagement* of someone who receives the RSA: signed, then valid until a day."""

    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="engagement_contracts"
    )
    signed_on = models.DateField("signé le")
    until = models.DateField("jusqu’au")

    privacy = privacy("pathway", public="id pathway", personal="signed_on until")

    class Meta:
        verbose_name = "contrat d’engagement"
        verbose_name_plural = "contrats d’engagement"
        ordering = ["pathway", "signed_on"]
        constraints = [
            models.UniqueConstraint(fields=["pathway", "signed_on"], name="engagement_contract_one_a_day"),
            models.CheckConstraint(
                condition=Q(until__gte=F("signed_on")),
                name="engagement_contract_ends_after_start",
                violation_error_message="La fin du contrat précède sa signature.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, jusqu’au {self.until:%d/%m/%Y}"


class PartnerPoint(models.Model):
    """The quarterly look at a pathway with the Département or France Travail."""

    pathway = models.ForeignKey(
        Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="partner_points"
    )
    partner = models.CharField("avec", max_length=20, choices=Partner)
    date = models.DateField("le")
    words = models.TextField("ce qui est convenu", blank=True)

    privacy = privacy("pathway", public="id pathway partner date", sensitive="words")

    class Meta:
        verbose_name = "point trimestriel"
        verbose_name_plural = "points trimestriels"
        ordering = ["pathway", "partner", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["pathway", "partner", "date"],
                name="partner_point_one_a_day",
                violation_error_message="Ce point est déjà enregistré.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pathway}, {self.get_partner_display()}"
