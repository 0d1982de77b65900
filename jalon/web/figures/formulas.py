"""A derived figure taken apart: what it is made of, and the calculation with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jalon.core import french
from jalon.core.rounding import Number
from jalon.indicators.kinds import Derived, Unit
from jalon.indicators.parameters import LABELS, OF_PROTOCOL, fte_periods
from jalon.indicators.registry import INDICATORS
from jalon.protocols.models import Protocol
from jalon.reports.sheet.print import exactly, printed
from jalon.web.figures.cells import Cell
from jalon.web.figures.question import Question, address

WORDS = {
    "entries_per_fte": "entrées par ETP",
    "active_file_per_fte": "parcours par ETP",
    "fte": "ETP",
    "months": "mois",
}
"""Said after a number of the calculation, where the number alone would not tell."""


@dataclass(frozen=True, slots=True)
class Input:
    """A number that the formula takes: its name, its value, where it comes from."""

    label: str
    cell: Cell
    source: str


@dataclass(frozen=True)
class Formula:
    """The inputs and the calculation; without a value, `lacking` says why."""

    inputs: list[Input]
    calculation: str
    lacking: str
    protocol: Protocol | None
    fte_periods: list[Any]


def formula(question: Question, derived: Derived, values: Mapping[str, Any]) -> Formula:
    """The formula of a derived figure, from the values of all that it needs. Two queries at most."""
    governed = any(name in OF_PROTOCOL for name in derived.needs)
    protocol = Protocol.objects.in_force_on(question.window.end) if governed else None
    in_force = derived.needs == ("fte_in_force",)
    cut = list(question.filters.items())
    held = fte_periods(question.window.end, cut).select_related("caseworker", "host") if in_force else []
    periods = sorted(held, key=lambda period: (str(period.caseworker), period.start))
    exact = derived.exact(values)
    lacking = "" if exact is not None else _lacking(derived, values)
    calculation = "" if exact is None else _calculation(derived, values, exact, [each.fte for each in periods])
    inputs = [_input(name, question, values, protocol) for name in derived.needs if not in_force]
    return Formula(inputs, calculation, lacking, protocol, periods)


def _input(name: str, question: Question, values: Mapping[str, Any], protocol: Protocol | None) -> Input:
    if name in INDICATORS:
        each = INDICATORS[name]
        url = address(name, question.window, question.named)
        return Input(each.label, Cell(printed(values[name], each.unit), url), "chiffre de la même période")
    source = str(protocol or "aucun protocole en vigueur") if name in OF_PROTOCOL else "calendrier"
    label = LABELS[name]
    return Input(label[0].upper() + label[1:], Cell(printed(values[name], Unit.ENTRIES)), source)


def _calculation(derived: Derived, values: Mapping[str, Any], exact: Number, parts: list[Any]) -> str:
    """The formula with its numbers: `56 entrées par ETP × 12,7 ETP = 711,2, arrondi à 711`."""
    numbers = {name: _with_word(name, values[name]) for name in derived.needs}
    written = derived.calculation.format(**numbers)
    if parts:
        written = " + ".join(french.number(part or 0) for part in parts)
    text, whole_truth = exactly(exact)
    unit = f"{french.NARROW}%" if derived.unit is Unit.PERCENT else ""
    result = printed(derived.value(values), derived.unit)
    sign = "=" if whole_truth else "≈"
    rounded = "" if f"{text}{unit}" == result else f", arrondi à {result}"
    return f"{written} {sign} {text}{unit}{rounded}"


def _with_word(name: str, value: Any) -> str:
    number = french.number(value)
    return f"{number}{french.NO_BREAK}{WORDS[name]}" if name in WORDS else number


def _lacking(derived: Derived, values: Mapping[str, Any]) -> str:
    absent = [name for name in derived.needs if values[name] is None]
    if any(name in OF_PROTOCOL for name in absent):
        return "Aucun protocole n’est en vigueur le dernier jour de la période : il n’y a pas d’objectif."
    if absent:
        return "Ce dont ce chiffre dépend n’a pas de valeur."
    return "Le dénominateur est zéro : il n’y a pas de taux."
