"""What is written of the typed history; each act tells the journal."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.reports.history import computed_since, of_the_month_only
from jalon.reports.models import ComputedSince, TypedFigure
from jalon.reports.rules import why_not_typed


def type_figure(*, by: User | None, code: str, period: str, value: Decimal, source: str) -> TypedFigure:
    """A figure of a period before Jalon. ValidationError, field by field, when it may not be typed."""
    figure = TypedFigure(code=code, period=period, value=value, source=source)
    _save(figure, by)
    return figure


def correct_figure(
    figure: TypedFigure, *, by: User | None, code: str, period: str, value: Decimal, source: str
) -> bool:
    """Change what was typed; False when nothing differs. ValidationError as `type_figure`."""
    said = (code, period, value, source)
    if said == (figure.code, figure.period, figure.value, figure.source):
        return False
    figure.code, figure.period, figure.value, figure.source = said
    _save(figure, by)
    return True


def remove_figure(figure: TypedFigure, *, by: User | None) -> None:
    """Take a typed figure away; the journal keeps what it said."""
    audit.delete(figure, by=by)


def compute_since(*, by: User | None, year: int) -> None:
    """Set the first year that is computed. ValidationError when a figure is typed for that year or a later one."""
    with transaction.atomic():
        held = TypedFigure.objects.filter(period__gte=str(year)).order_by("period").first()
        if held:
            raise ValidationError(
                {"year": f"Un chiffre est saisi pour {held.period} : retirez-le avant de calculer cette année-là."}
            )
        said = ComputedSince.objects.first() or ComputedSince()
        said.year = year
        audit.save(said, by=by)


def _save(figure: TypedFigure, by: User | None) -> None:
    with transaction.atomic():
        figure.entered_on, figure.entered_by = clock.today(), by
        figure.clean_fields()
        figure.clean()
        why = why_not_typed(figure.days, computed_since())
        if not why and len(figure.period) == 4 and of_the_month_only(figure.code):
            why = "Ce chiffre n’existe que pour un mois. Écrivez un mois, ex. : mars 2016."
        if why:
            raise ValidationError({"period": why})
        audit.save(figure, by=by)
