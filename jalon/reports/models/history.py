"""What is published and not computed: the figures of the years before Jalon, typed with their source."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from jalon.accounts.models import User
from jalon.core import periods
from jalon.core.periods import Period
from jalon.core.privacy import privacy
from jalon.indicators.kinds import Indicator, Unit
from jalon.indicators.registry import INDICATORS
from jalon.reports.rules import why_not_value

FIRST_YEAR, LAST_YEAR = 1990, 2099


class TypedFigure(models.Model):
    """A figure of a period before Jalon (*historique saisi*), with the document that published it.

    `period` is written 2016-03 (a month) or 2016 (a year). `entered_by` None: a command run on the server.
    """

    code = models.CharField("chiffre", max_length=60)
    period = models.CharField("période", max_length=7)
    value = models.DecimalField("valeur", max_digits=12, decimal_places=4)
    source = models.CharField("source", max_length=300)
    entered_on = models.DateField("saisi le")
    entered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="saisi par", related_name="+"
    )

    privacy = privacy("reference", public="id code period value source entered_on entered_by")

    class Meta:
        verbose_name = "chiffre saisi"
        verbose_name_plural = "historique saisi"
        ordering = ["-period", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "period"],
                name="typed_figure_once",
                violation_error_message="Ce chiffre est déjà saisi pour cette période : corrigez-le.",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="typed_figure_not_negative",
                violation_error_message="Un chiffre publié n’est pas négatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.period}"

    def clean(self) -> None:
        """Say, field by field, what cannot be: a code, a period or a value that is none."""
        faults: dict[str, str] = {}
        if self.code not in INDICATORS:
            faults["code"] = "Ce chiffre n’est pas défini dans Jalon."
        elif why := why_not_value(self.value, whole=self.is_whole):
            faults["value"] = why
        try:
            known = FIRST_YEAR <= self.days.start.year <= LAST_YEAR
        except ValueError:
            known = False
        if not known:
            faults["period"] = "Écrivez un mois ou une année, ex. : 2016-03, 2016."
        if faults:
            raise ValidationError(faults)

    @property
    def indicator(self) -> Indicator:
        """What the figure counts. KeyError for a code that Jalon does not define."""
        return INDICATORS[self.code]

    @property
    def is_whole(self) -> bool:
        """Whether it is published without decimals."""
        return self.indicator.unit is not Unit.FTE

    @property
    def days(self) -> Period:
        """The days of the period. ValueError when it is none."""
        return periods.parse(self.period)


class ComputedSince(models.Model):
    """The first year whose figures are computed; what is dated before only opens pathways. One row at most."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    year = models.PositiveSmallIntegerField("première année calculée", validators=[MinValueValidator(FIRST_YEAR)])

    privacy = privacy("reference", public="id year")

    class Meta:
        verbose_name = "première année calculée"
        verbose_name_plural = "première année calculée"
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(id=1), name="computed_since_one_row")]

    def __str__(self) -> str:
        return str(self.year)
