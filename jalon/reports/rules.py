"""When a figure may be typed by hand: values in, the reason of a refusal out ("" when it may)."""

from decimal import Decimal

from jalon.core.french import NO_BREAK
from jalon.core.periods import Period


def why_not_typed(period: Period, computed_since: int | None) -> str:
    """A period is typed or computed, never both. `computed_since`: the first year that is computed, None without any.

    Source: docs/rules/historique.md.
    """
    if computed_since is None or period.start.year < computed_since:
        return ""
    return (
        f"Jalon calcule les chiffres depuis {computed_since}, à partir des dossiers{NO_BREAK}: un chiffre saisi les "
        f"contredirait. Écrivez une période d’avant {computed_since}."
    )


def why_not_value(value: Decimal, *, whole: bool) -> str:
    """A published figure is not negative; a count, a mean of days and a rate are whole numbers."""
    if value < 0:
        return "Un chiffre publié n’est pas négatif."
    if whole and value != value.to_integral_value():
        return "Ce chiffre se publie sans décimale."
    return ""
