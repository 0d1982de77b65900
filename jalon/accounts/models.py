"""Référents with their full-time equivalents, and the accounts that open Jalon."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from jalon.accounts.enums import CoverageKind, Role
from jalon.accounts.queries import CoverageQuerySet, MembershipQuerySet
from jalon.accounts.roles import ADMINISTERED, capabilities
from jalon.core import clock
from jalon.core.privacy import privacy
from jalon.organisations.models import Organisation
from jalon.reference.models import Commune


class Caseworker(models.Model):
    """A référent de parcours; exists whether or not an account was opened for them."""

    code = models.CharField("code", max_length=200, unique=True)
    last_name = models.CharField("nom", max_length=200, blank=True)
    first_name = models.CharField("prénom", max_length=200, blank=True)
    email = models.CharField("courriel", max_length=300, blank=True)

    privacy = privacy("employment", public="id code", personal="last_name first_name email")

    class Meta:
        verbose_name = "référent"
        ordering = ["last_name", "first_name", "code"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.code


class FtePeriod(models.Model):
    """A period during which a référent works a constant share of full time for one employer."""

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="fte_periods"
    )
    host = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="structure porteuse",
        related_name="+",
    )
    fte = models.DecimalField("ETP", max_digits=8, decimal_places=4, null=True, blank=True)
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)

    privacy = privacy("employment", public="id caseworker host fte start end")

    class Meta:
        verbose_name = "période d’ETP"
        verbose_name_plural = "périodes d’ETP"
        ordering = ["caseworker", "start"]
        constraints = [
            models.UniqueConstraint(fields=["caseworker", "start"], name="fte_period_one_a_start"),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="fte_period_ends_after_start",
                violation_error_message="La fin de la période précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(fte=None) | Q(fte__gte=0),
                name="fte_not_negative",
                violation_error_message="Un ETP ne peut pas être négatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker}, {self.fte} ETP"


class Coverage(models.Model):
    """What a référent is chosen for: a commune, a speciality (*référent thématique*), a business sector (in pairs).

    `words`: those of the speciality or of the sector, between commas; looked for in why a person was sent.
    """

    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.CASCADE, verbose_name="référent", related_name="coverages"
    )
    kind = models.CharField("nature", max_length=20, choices=CoverageKind)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, verbose_name="commune", related_name="+"
    )
    words = models.CharField("mots", max_length=300, blank=True)
    start = models.DateField("du")
    end = models.DateField("au", null=True, blank=True)

    privacy = privacy("employment", public="id caseworker kind commune words start end")

    objects = CoverageQuerySet.as_manager()

    class Meta:
        verbose_name = "commune, spécialité ou secteur"
        verbose_name_plural = "communes, spécialités et secteurs"
        ordering = ["caseworker", "kind", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="coverage_ends_after_start",
                violation_error_message="La fin précède le début.",
            ),
            models.CheckConstraint(
                condition=Q(kind=CoverageKind.COMMUNE, commune__isnull=False, words="")
                | (~Q(kind=CoverageKind.COMMUNE) & Q(commune=None) & ~Q(words="")),
                name="coverage_of_something",
                violation_error_message="Choisissez une commune, ou écrivez les mots de la spécialité ou du secteur.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caseworker} : {self.commune or self.words}"


class UserManager(BaseUserManager["User"]):
    """Creates accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A new account; without a password, it cannot sign in yet."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Addresses are compared without case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account: what its holder may do follows from the memberships of the day."""

    email = models.EmailField("courriel", unique=True)
    last_name = models.CharField("nom", max_length=200)
    first_name = models.CharField("prénom", max_length=200, blank=True)
    is_active = models.BooleanField("compte ouvert", default=True)

    privacy = privacy(
        "employment",
        public="id is_active is_superuser groups user_permissions",
        personal="email last_name first_name last_login password",
    )

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["last_name"]

    class Meta:
        verbose_name = "compte"
        ordering = ["last_name", "first_name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_once", violation_error_message="Cette adresse a déjà un compte."
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """Those in force today; read once a request, as the account itself."""
        return list(self.memberships.in_force_on(clock.today()))

    @property
    def current_roles(self) -> set[Role]:
        """The roles held today. A superuser (made on the server) is a technical administrator, nothing more."""
        if not self.is_active:
            return set()
        held = {Role(membership.role) for membership in self.current_memberships}
        return held | {Role.ADMIN} if self.is_superuser else held

    @property
    def is_staff(self) -> bool:
        """Whether the settings open today."""
        return any(map(self.has_module_perms, ADMINISTERED))

    def has_module_perms(self, app_label: str) -> bool:
        """Whether a role of the day opens the settings screens of the app."""
        return ADMINISTERED.get(app_label) in capabilities(self.current_roles)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As `has_module_perms`: an app's screens open together. Django's own permissions are not used."""
        return self.has_module_perms(perm.partition(".")[0])


class Membership(models.Model):
    """A role held by an account, by dates; a référent's names the référent, an employer's the organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name="compte", related_name="memberships")
    role = models.CharField("rôle", max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisme", related_name="+"
    )
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, null=True, blank=True, verbose_name="référent", related_name="memberships"
    )
    start = models.DateField("depuis")
    end = models.DateField("jusqu’au", null=True, blank=True)

    privacy = privacy("employment", public="id user role organisation caseworker start end")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "habilitation"
        ordering = ["user", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="membership_ends_after_start",
                violation_error_message="La fin de l’habilitation précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.CASEWORKER, caseworker__isnull=False)
                | (~Q(role=Role.CASEWORKER) & Q(caseworker=None)),
                name="membership_caseworker_named",
                violation_error_message="Une habilitation de référent nomme le référent, les autres non.",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.HOST_MANAGER) | Q(organisation__isnull=False),
                name="membership_host_named",
                violation_error_message="Un responsable de structure porteuse a un organisme.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.get_role_display()}"
