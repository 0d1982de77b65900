"""Partners: organisations with their dated roles, their agencies, their agents."""

from django.db import models
from django.db.models import F, Q

from jalon.core.privacy import privacy
from jalon.organisations.enums import OrganisationKind, ReferrerCategory
from jalon.organisations.queries import OrganisationQuerySet, OrganisationRoleQuerySet


class Organisation(models.Model):
    """A partner, or an agency of one (`parent`)."""

    code = models.CharField("code", max_length=200, unique=True)
    name = models.CharField("nom", max_length=300)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name="agence de", related_name="agencies"
    )
    category = models.CharField("catégorie de prescripteur", max_length=20, choices=ReferrerCategory, blank=True)

    privacy = privacy("reference", public="id code name parent category")
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisme"
        ordering = ["name", "code"]

    def __str__(self) -> str:
        return self.name


class OrganisationRole(models.Model):
    """A part an organisation plays, by dates (None: always, or still)."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, verbose_name="organisme", related_name="roles"
    )
    kind = models.CharField("rôle", max_length=20, choices=OrganisationKind)
    start = models.DateField("depuis", null=True, blank=True)
    end = models.DateField("jusqu’au", null=True, blank=True)

    privacy = privacy("reference", public="id organisation kind start end")
    objects = OrganisationRoleQuerySet.as_manager()

    class Meta:
        verbose_name = "rôle d’un organisme"
        verbose_name_plural = "rôles des organismes"
        ordering = ["organisation", "kind", "start"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "start"], name="role_once_a_day"),
            models.UniqueConstraint(
                fields=["organisation", "kind"], condition=Q(start=None), name="role_once_from_the_beginning"
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=F("start")),
                name="role_ends_after_start",
                violation_error_message="La fin du rôle précède son début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.get_kind_display()}"


class Agent(models.Model):
    """Someone at a partner's: the adviser who refers, the social worker who stays in charge."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, verbose_name="organisme", related_name="agents"
    )
    last_name = models.CharField("nom", max_length=200)
    first_name = models.CharField("prénom", max_length=200, blank=True)
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=50, blank=True)
    start = models.DateField("depuis", null=True, blank=True)
    end = models.DateField("jusqu’au", null=True, blank=True)

    privacy = privacy("partnership", public="id organisation start end", personal="last_name first_name email phone")

    class Meta:
        verbose_name = "agent"
        ordering = ["last_name", "first_name"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
