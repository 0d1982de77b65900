"""Nomenclatures: small published lists, each row with its code as the key and its dates of validity."""

from django.db import models

from jalon.core.privacy import privacy


class Commune(models.Model):
    """A commune of the official geographic code (INSEE COG), past or present."""

    code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=100)
    postcodes = models.CharField("codes postaux", max_length=200, blank=True)
    valid_from = models.DateField("valable du", null=True, blank=True)
    valid_to = models.DateField("valable au", null=True, blank=True)

    privacy = privacy("reference", public="code name postcodes valid_from valid_to")

    class Meta:
        verbose_name = "commune"
        ordering = ["name"]

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


class DistrictKind(models.TextChoices):
    PRIORITY = "qpv", "Quartier prioritaire (QPV)"
    WATCHED = "veille", "Quartier de veille"


class District(models.Model):
    """A priority district (QPV), or a watched one (*quartier de veille*), which is never counted as a QPV."""

    code = models.CharField("code", max_length=10, primary_key=True)
    name = models.CharField("nom", max_length=100)
    kind = models.CharField("nature", max_length=10, choices=DistrictKind)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, verbose_name="commune", related_name="districts")
    valid_from = models.DateField("valable du", null=True, blank=True)
    valid_to = models.DateField("valable au", null=True, blank=True)

    privacy = privacy("reference", public="code name kind commune valid_from valid_to")

    class Meta:
        verbose_name = "quartier"
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name


class EducationLevel(models.Model):
    """A level of education on the present scale, with its place on the former one and in ISCED."""

    code = models.CharField("code", max_length=10, primary_key=True)
    label = models.CharField("libellé", max_length=100)

    privacy = privacy("reference", public="code label")

    class Meta:
        verbose_name = "niveau de formation"
        verbose_name_plural = "niveaux de formation"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.label


class ContractType(models.Model):
    """A kind of work contract (or immersion), as the exchange format codes it."""

    code = models.CharField("code", max_length=20, primary_key=True)
    label = models.CharField("libellé", max_length=100)

    privacy = privacy("reference", public="code label")

    class Meta:
        verbose_name = "type de contrat"
        verbose_name_plural = "types de contrat"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label
