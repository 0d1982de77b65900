"""A protocol: what the partners signed for some years, and the lists it defines. All of it is data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from jalon.core.privacy import privacy
from jalon.protocols.enums import Classification, EntryDateBasis
from jalon.protocols.queries import ProtocolQuerySet, StepLabelQuerySet
from jalon.reference.models import Perimeter


class Protocol(models.Model):
    """An agreement of several years: its dates, its territory, its targets per full-time référent.

    No two protocols share a day (exclusion constraint on PostgreSQL, triggers on SQLite).
    """

    code = models.CharField("code", max_length=20, primary_key=True)
    name = models.CharField("nom", max_length=100)
    start = models.DateField("du")
    end = models.DateField("au")
    perimeter = models.ForeignKey(Perimeter, on_delete=models.PROTECT, verbose_name="périmètre", related_name="+")
    entry_date_basis = models.CharField(
        "date qui vaut entrée", max_length=20, choices=EntryDateBasis, default=EntryDateBasis.VALIDATED
    )
    systematic_entry = models.BooleanField("entrée systématique des personnes orientées", default=False)
    entries_per_fte = models.PositiveSmallIntegerField("entrées par ETP et par an")
    active_file_per_fte = models.PositiveSmallIntegerField("file active par ETP")
    positive_share = models.DecimalField("part des entrées visée en sorties positives", max_digits=4, decimal_places=3)
    partner_referrals = models.PositiveSmallIntegerField("prescriptions France Travail et Département par an")
    partner_entries = models.PositiveSmallIntegerField("entrées France Travail et Département par an")
    max_months = models.PositiveSmallIntegerField("durée maximale du parcours, en mois")
    suspension_max_months = models.PositiveSmallIntegerField("durée maximale d’une veille, en mois")
    review_every_months = models.PositiveSmallIntegerField("un point d’étape tous les … mois")
    european_mention = models.CharField("mention européenne", max_length=300, blank=True)

    privacy = privacy(
        "reference",
        public="code name start end perimeter entry_date_basis systematic_entry entries_per_fte active_file_per_fte"
        " positive_share partner_referrals partner_entries max_months suspension_max_months review_every_months"
        " european_mention",
    )

    objects = ProtocolQuerySet.as_manager()

    class Meta:
        verbose_name = "protocole"
        ordering = ["start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="protocol_ends_after_start",
                violation_error_message="La fin du protocole précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(positive_share__gte=0, positive_share__lte=1),
                name="protocol_share_of_one",
                violation_error_message="Une part est comprise entre 0 et 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Say in French what the database would refuse: a day held by another protocol."""
        if None in (self.start, self.end):
            return  # a form says so of each field
        others = Protocol.objects.exclude(pk=self.pk).filter(start__lte=self.end, end__gte=self.start)
        if other := others.first():
            raise ValidationError(f"Ces dates chevauchent celles de « {other} ».")


class NonEntryReason(models.Model):
    """Why a referral ended without an entry."""

    code = models.CharField("code", max_length=30, primary_key=True)
    label = models.CharField("libellé", max_length=100)
    position = models.PositiveSmallIntegerField("rang", default=0)

    privacy = privacy("reference", public="code label position")

    class Meta:
        verbose_name = "motif de non-entrée"
        verbose_name_plural = "motifs de non-entrée"
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label


class ExitReason(models.Model):
    """Why a pathway ended; positive or other; neutral ones leave the second rate's denominator."""

    code = models.CharField("code", max_length=30, primary_key=True)
    label = models.CharField("libellé", max_length=100)
    positive = models.BooleanField("sortie positive")
    neutral = models.BooleanField("retirée du second taux des lettres")
    neutral_in_report = models.BooleanField("retirée du second taux du rapport d’activité")
    position = models.PositiveSmallIntegerField("rang", default=0)

    privacy = privacy("reference", public="code label positive neutral neutral_in_report position")

    class Meta:
        verbose_name = "motif de sortie"
        verbose_name_plural = "motifs de sortie"
        ordering = ["position", "label"]
        constraints = [
            models.CheckConstraint(
                condition=Q(positive=False) | Q(neutral=False, neutral_in_report=False),
                name="exit_reason_positive_or_neutral",
                violation_error_message="Une sortie positive ne se retire pas du taux.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class StepLabel(models.Model):
    """The name of what a step consists of (*opération* in the letters; not a funded `Operation`).

    `becomes`: what a contract of that name is called once it adds up to `becomes_after` months, renewals included.
    `immersion`: a PMSMP, which has an agreement and legal limits.
    """

    name = models.CharField("libellé", max_length=300, unique=True)
    lasting_job = models.BooleanField("emploi durable", default=False)
    becomes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name="devient", related_name="+"
    )
    becomes_after = models.PositiveSmallIntegerField("au bout de … mois", null=True, blank=True)
    in_use = models.BooleanField("proposé à la saisie", default=True)
    immersion = models.BooleanField("mise en situation (PMSMP)", default=False)

    privacy = privacy("reference", public="id name lasting_job becomes becomes_after in_use immersion")

    objects = StepLabelQuerySet.as_manager()

    class Meta:
        verbose_name = "libellé d’étape"
        verbose_name_plural = "libellés d’étape"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(becomes=None, becomes_after=None) | Q(becomes__isnull=False, becomes_after__isnull=False),
                name="step_label_becomes_whole",
                violation_error_message="Dites ce que le libellé devient, et au bout de combien de mois.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class LabelClassification(models.Model):
    """The group a label is offered in from a day on; each step keeps the one it was recorded with."""

    label = models.ForeignKey(
        StepLabel, on_delete=models.CASCADE, verbose_name="libellé", related_name="classifications"
    )
    classification = models.CharField("classification", max_length=30, choices=Classification)
    valid_from = models.DateField("depuis", null=True, blank=True)

    privacy = privacy("reference", public="id label classification valid_from")

    class Meta:
        verbose_name = "classification d’un libellé"
        verbose_name_plural = "classifications des libellés"
        ordering = ["label", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["label", "valid_from"], name="label_one_classification_a_day"),
            models.UniqueConstraint(
                fields=["label"], condition=Q(valid_from=None), name="label_one_first_classification"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} : {self.get_classification_display()}"


class BarrierFamily(models.Model):
    """A family of obstacles to employment (*frein*): mobility, housing, health… `short` names it on a drawing."""

    code = models.CharField("code", max_length=30, primary_key=True)
    label = models.CharField("libellé", max_length=100)
    short = models.CharField("libellé court", max_length=20)
    sensitive = models.BooleanField("touche à la santé ou à la justice", default=False)
    position = models.PositiveSmallIntegerField("rang", default=0)

    privacy = privacy("reference", public="code label short sensitive position")

    class Meta:
        verbose_name = "famille de freins"
        verbose_name_plural = "familles de freins"
        ordering = ["position", "label"]

    def __str__(self) -> str:
        return self.label


class BarrierProfile(models.Model):
    """A profile that ratings of obstacles lead to, and the pathway it proposes. The first that applies is chosen.

    It applies when at least `count` of its `families` (all of them when none is named) weigh `level` or more.
    """

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, verbose_name="protocole", related_name="barrier_profiles"
    )
    name = models.CharField("profil", max_length=100)
    position = models.PositiveSmallIntegerField("rang")
    families = models.ManyToManyField(BarrierFamily, blank=True, verbose_name="familles", related_name="+")
    level = models.PositiveSmallIntegerField("poids d’au moins")
    count = models.PositiveSmallIntegerField("dans … familles au moins")
    pathway = models.TextField("parcours proposé")

    privacy = privacy("reference", public="id protocol name position families level count pathway")

    class Meta:
        verbose_name = "profil de freins"
        verbose_name_plural = "profils de freins"
        ordering = ["protocol", "position"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "position"], name="barrier_profile_one_a_rank"),
            models.CheckConstraint(
                condition=Q(level__lte=3),
                name="barrier_profile_to_three",
                violation_error_message="Un frein se cote de 0 à 3.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EligibilityGroup(models.Model):
    """A group of criteria of a protocol: `needed` of them at least must be met. All groups must hold.

    Source: domain notes §2: the rule set belongs to the protocol and changes with it.
    """

    protocol = models.ForeignKey(
        Protocol, on_delete=models.CASCADE, verbose_name="protocole", related_name="eligibility_groups"
    )
    code = models.CharField("code", max_length=30)
    label = models.CharField("groupe", max_length=300)
    needed = models.PositiveSmallIntegerField("critères à réunir, au moins")
    open_list = models.BooleanField("un autre motif peut être décidé", default=False)
    position = models.PositiveSmallIntegerField("rang")

    privacy = privacy("reference", public="id protocol code label needed open_list position")

    class Meta:
        verbose_name = "groupe de critères"
        verbose_name_plural = "groupes de critères"
        ordering = ["protocol", "position"]
        constraints = [models.UniqueConstraint(fields=["protocol", "code"], name="eligibility_group_once")]

    def __str__(self) -> str:
        return self.label


class EligibilityCriterion(models.Model):
    """A criterion, how it is answered, and the proof it needs.

    `rule`: the code of the pure rule that answers it from what is known; "": the référent answers. `value`: the
    threshold of that rule (months, years of age), when it has one.
    """

    group = models.ForeignKey(
        EligibilityGroup, on_delete=models.CASCADE, verbose_name="groupe", related_name="criteria"
    )
    code = models.CharField("code", max_length=40)
    label = models.CharField("critère", max_length=300)
    rule = models.CharField("règle", max_length=40, blank=True)
    value = models.PositiveSmallIntegerField("seuil", null=True, blank=True)
    proof = models.CharField("pièce à produire", max_length=300, blank=True)
    sensitive = models.BooleanField("touche à la santé, au handicap, à la justice ou à l’origine", default=False)
    position = models.PositiveSmallIntegerField("rang")

    privacy = privacy("reference", public="id group code label rule value proof sensitive position")

    class Meta:
        verbose_name = "critère d’éligibilité"
        verbose_name_plural = "critères d’éligibilité"
        ordering = ["group", "position"]
        constraints = [models.UniqueConstraint(fields=["group", "code"], name="eligibility_criterion_once")]

    def __str__(self) -> str:
        return self.label
