"""Nomenclatures: small published lists, each row with its code as the key and its dates of validity."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from jalon.core.privacy import privacy
from jalon.reference.enums import DistrictKind
from jalon.reference.queries import CommuneQuerySet, DistrictQuerySet, ValidityQuerySet


class Validity(models.Model):
    """Dates of validity, both ends included; None: since always, or still."""

    valid_from = models.DateField("valable du", null=True, blank=True)
    valid_to = models.DateField("valable au", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_valid_in_order",
                violation_error_message="La fin de validité précède son début.",
            )
        ]

    def covers(self, day: dt.date) -> bool:
        """Whether the row is valid on the day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class Commune(Validity):
    """A commune of the official geographic code (INSEE COG), past or present, under its latest name."""

    code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    postcodes = models.CharField("codes postaux", max_length=200, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name="réunie à", related_name="+"
    )

    privacy = privacy("reference", public="code name postcodes successor valid_from valid_to")

    objects = CommuneQuerySet.as_manager()

    class Meta(Validity.Meta):
        verbose_name = "commune"
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name

    def name_on(self, day: dt.date) -> str:
        """The name the code had on the day (21452: Neuilly-lès-Dijon until 27 February 2019)."""
        return next((former.name for former in self.names.all() if former.covers(day)), self.name)


class CommuneName(Validity):
    """A name that a commune's code has had; only codes whose name changed have rows here."""

    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, verbose_name="commune", related_name="names")
    name = models.CharField("nom", max_length=100)

    privacy = privacy("reference", public="id commune name valid_from valid_to")

    class Meta(Validity.Meta):
        verbose_name = "nom d’une commune"
        verbose_name_plural = "noms des communes"
        ordering = ["commune", F("valid_from").asc(nulls_first=True)]
        constraints = [
            *Validity.Meta.constraints,
            models.UniqueConstraint(fields=["commune", "valid_from"], name="commune_one_name_a_day"),
            models.UniqueConstraint(fields=["commune"], condition=Q(valid_from=None), name="commune_one_first_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Perimeter(models.Model):
    """A territory: the communes that belong to it, by date."""

    code = models.CharField("code", max_length=50, primary_key=True)
    name = models.CharField("nom", max_length=100)

    privacy = privacy("reference", public="code name")

    class Meta:
        verbose_name = "périmètre"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PerimeterCommune(Validity):
    """A commune's belonging to a perimeter."""

    perimeter = models.ForeignKey(
        Perimeter, on_delete=models.CASCADE, verbose_name="périmètre", related_name="memberships"
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, verbose_name="commune", related_name="memberships")

    privacy = privacy("reference", public="id perimeter commune valid_from valid_to")

    class Meta(Validity.Meta):
        verbose_name = "commune d’un périmètre"
        verbose_name_plural = "communes d’un périmètre"
        ordering = ["perimeter", "commune", F("valid_from").asc(nulls_first=True)]
        constraints = [
            *Validity.Meta.constraints,
            models.UniqueConstraint(fields=["perimeter", "commune", "valid_from"], name="perimeter_commune_once_a_day"),
            models.UniqueConstraint(
                fields=["perimeter", "commune"], condition=Q(valid_from=None), name="perimeter_commune_once_from_always"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune} ({self.perimeter})"


class District(Validity):
    """A priority district (QPV), or a watched one (*quartier de veille*), which is never counted as a QPV."""

    code = models.CharField("code", max_length=10, primary_key=True)
    name = models.CharField("nom", max_length=100)
    kind = models.CharField("nature", max_length=10, choices=DistrictKind)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, verbose_name="commune", related_name="districts")
    coded_by = models.CharField("code publié par", max_length=50, blank=True)

    privacy = privacy("reference", public="code name kind commune coded_by valid_from valid_to")

    objects = DistrictQuerySet.as_manager()

    class Meta(Validity.Meta):
        verbose_name = "quartier"
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_priority(self) -> bool:
        """Whether it is a QPV; a watched district is not."""
        return self.kind == DistrictKind.PRIORITY


class DistrictBoundary(models.Model):
    """The limits of a district, as published: apart, so that reading a district stays light."""

    district = models.OneToOneField(
        District, on_delete=models.CASCADE, primary_key=True, verbose_name="quartier", related_name="boundary"
    )
    coordinates = models.JSONField("coordonnées (GeoJSON MultiPolygon)")

    privacy = privacy("reference", public="district coordinates")

    class Meta:
        verbose_name = "limites d’un quartier"
        verbose_name_plural = "limites des quartiers"
        ordering = ["district"]

    def __str__(self) -> str:
        return str(self.district)


class EducationLevel(models.Model):
    """A level of education on the present scale, with its place on the former one and in ISCED."""

    code = models.CharField("code", max_length=10, primary_key=True)
    label = models.CharField("libellé", max_length=100)
    former_scale = models.CharField("ancienne échelle", max_length=10)
    isced = models.CharField("CITE", max_length=10, blank=True)
    at_most_v = models.BooleanField("au plus niveau V de l’ancienne échelle")

    privacy = privacy("reference", public="code label former_scale isced at_most_v")

    class Meta:
        verbose_name = "niveau de formation"
        verbose_name_plural = "niveaux de formation"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label


class ContractType(Validity):
    """A kind of work contract (or immersion), as the exchange format codes it; the dates are those of signature."""

    code = models.CharField("code", max_length=20, primary_key=True)
    label = models.CharField("libellé", max_length=100)
    job = models.BooleanField("est un emploi", default=True)
    subsidised = models.BooleanField("contrat aidé", default=False)
    work_study = models.BooleanField("alternance", default=False)
    integration = models.BooleanField("contrat d’insertion (IAE)", default=False)

    privacy = privacy("reference", public="code label job subsidised work_study integration valid_from valid_to")

    objects = ValidityQuerySet.as_manager()

    class Meta(Validity.Meta):
        verbose_name = "type de contrat"
        verbose_name_plural = "types de contrat"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class RetentionGround(models.Model):
    """Why records are kept, and for how many months: a setting, with its legal source."""

    code = models.CharField("code", max_length=50, primary_key=True)
    label = models.CharField("libellé", max_length=200)
    duration = models.PositiveSmallIntegerField("durée, en mois", null=True, blank=True)
    counted_from = models.CharField("à compter de", max_length=200, blank=True)
    source = models.CharField("source", max_length=300, blank=True)

    privacy = privacy("reference", public="code label duration counted_from source")

    class Meta:
        verbose_name = "durée de conservation"
        verbose_name_plural = "durées de conservation"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label
