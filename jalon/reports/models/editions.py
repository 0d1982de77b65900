"""Who a letter comes from, and the versions of it for each reader."""

from django.db import models
from django.db.models import Q

from jalon.accounts.models import Caseworker
from jalon.core.privacy import privacy
from jalon.messaging.models import MailingList
from jalon.organisations.models import Organisation
from jalon.reference.models import Commune
from jalon.reports.enums import Audience
from jalon.reports.models.writing import Picture


class Letterhead(models.Model):
    """The name and the logo printed at the head of what the PLIE publishes. One row at most."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    name = models.CharField("nom du PLIE", max_length=100)
    logo = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, verbose_name="logo", related_name="+"
    )
    logo_alt = models.CharField("ce que dit le logo", max_length=200, blank=True)

    privacy = privacy("reference", public="id name logo logo_alt")

    class Meta:
        verbose_name = "en-tête"
        verbose_name_plural = "en-tête"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="letterhead_one_row"),
            models.CheckConstraint(
                condition=Q(logo=None) | ~Q(logo_alt=""),
                name="letterhead_logo_said",
                violation_error_message="Dites en quelques mots ce que montre le logo.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


OF_CASEWORKER = Q(audience=Audience.CASEWORKER, caseworker__isnull=False, organisation=None, commune=None)
OF_ORGANISATION = Q(
    audience__in=[Audience.HOST, Audience.REFERRER, Audience.AGENCY],
    caseworker=None,
    organisation__isnull=False,
    commune=None,
)
OF_COMMUNE = Q(audience=Audience.COMMUNE, caseworker=None, organisation=None, commune__isnull=False)
OF_FUNDER = Q(audience=Audience.FUNDER, caseworker=None, organisation__isnull=False)
OF_ALL = Q(audience=Audience.WHOLE, caseworker=None, organisation=None, commune=None)


class Edition(models.Model):
    """A version (*version*) of the letter: whose files it counts, which blocks it shows, whom it is sent to.

    `blocks`: the codes shown, in their order; empty: all, in the usual one. A funder's version counts the files of
    `commune` when it has one, else all.
    """

    name = models.CharField("nom", max_length=100, unique=True)
    audience = models.CharField("pour", max_length=20, choices=Audience)
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, null=True, blank=True, verbose_name="référent", related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisme", related_name="+"
    )
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, verbose_name="commune", related_name="+"
    )
    blocks = models.JSONField("rubriques", default=list, blank=True)
    lists = models.ManyToManyField(MailingList, blank=True, verbose_name="listes de diffusion", related_name="editions")
    retired_on = models.DateField("retirée le", null=True, blank=True)

    privacy = privacy("reference", public="id name audience caseworker organisation commune blocks lists retired_on")

    class Meta:
        verbose_name = "version de la lettre"
        verbose_name_plural = "versions de la lettre"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=OF_ALL | OF_CASEWORKER | OF_ORGANISATION | OF_COMMUNE | OF_FUNDER,
                name="edition_says_whose",
                violation_error_message="Dites de qui sont les dossiers : ce que demande le type de version.",
            ),
            models.UniqueConstraint(
                fields=["audience"], condition=Q(audience=Audience.WHOLE), name="edition_one_of_the_whole"
            ),
            *(
                models.UniqueConstraint(
                    fields=["audience", *fields],
                    condition=condition,
                    name=f"edition_once_by_{'_'.join(fields)}",
                    violation_error_message="Cette version existe déjà.",
                )
                for fields, condition in (
                    (["caseworker"], Q(caseworker__isnull=False)),
                    (["organisation"], Q(organisation__isnull=False, commune=None)),
                    (["commune"], Q(commune__isnull=False, organisation=None)),
                    (["organisation", "commune"], Q(commune__isnull=False, organisation__isnull=False)),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.name
