"""What a page of figures is asked: an indicator, a window, filters; read from an address, written to one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.urls import reverse

from jalon.indicators.dimensions import Dimension
from jalon.indicators.engine import with_needs
from jalon.indicators.kinds import Count, Derived, Indicator, Mean
from jalon.indicators.parameters import LABELS as PARAMETERS
from jalon.indicators.parameters import OF_THE_WHOLE, WITH_FTE
from jalon.indicators.registry import DIMENSIONS, INDICATORS
from jalon.indicators.window import Window
from jalon.web.figures import keys

PERIOD, AS_OF, BY, SORT, AFTER, BEFORE = "periode", "connu", "par", "tri", "apres", "avant"
PLACES = {PERIOD, AS_OF, BY, SORT, AFTER, BEFORE}
"""What an address may hold beside filters."""


def address(code: str, window: Window, filters: Mapping[str, Any], **more: str) -> str:
    """The page of a figure."""
    return f"{reverse('figures:figure', args=[code])}?{query(window, filters, **more)}"


def query(window: Window, filters: Mapping[str, Any], **more: str) -> str:
    """The part of an address after the question mark; what is empty is left out."""
    as_of = window.as_of.isoformat() if window.as_of else ""
    said = {PERIOD: window.name, AS_OF: as_of, **{name: keys.written(key) for name, key in filters.items()}, **more}
    return urlencode({name: value for name, value in said.items() if value})


def dimensions_of(indicator: Indicator) -> list[Dimension]:
    """The dimensions that cut all the records behind an indicator, and the numbers that its formula takes elsewhere."""
    leaves = with_needs([indicator])
    taken = {name for each in leaves if isinstance(each, Derived) for name in each.needs} & set(PARAMETERS)
    if taken & set(OF_THE_WHOLE):
        return []
    counts = [each.over if isinstance(each, Mean) else each for each in leaves if isinstance(each, Count | Mean)]
    possible = WITH_FTE if "fte_in_force" in taken else DIMENSIONS.values()
    return [each for each in possible if all(each.applies(count) for count in counts)]


@dataclass(frozen=True)
class Question:
    """An indicator in a window, with filters in the order of the dimensions; `cuts`: all it may be cut by, if said."""

    indicator: Indicator
    window: Window
    filters: dict[Dimension, Any] = field(default_factory=dict)
    cuts: tuple[Dimension, ...] | None = None

    @property
    def discreet(self) -> bool:
        """Whether small numbers are left untold: the reader is not of the PLIE's own people."""
        return self.cuts is not None

    @property
    def counted(self) -> Count | None:
        """The count whose records are behind the figure; None for a derived one."""
        if isinstance(self.indicator, Mean):
            return self.indicator.over
        return self.indicator if isinstance(self.indicator, Count) else None

    @property
    def named(self) -> dict[str, Any]:
        """The filters by code of dimension."""
        return {dimension.code: key for dimension, key in self.filters.items()}

    def address(self, **more: str) -> str:
        """The page of this figure."""
        return address(self.indicator.code, self.window, self.named, **more)

    def query(self, **more: str) -> str:
        """The same, after the question mark only."""
        return query(self.window, self.named, **more)

    def with_filter(self, dimension: Dimension, key: Any) -> "Question":
        """The same figure, of one cell."""
        return replace(self, filters={**self.filters, dimension: key})

    def without(self, dimension: Dimension) -> "Question":
        """The same figure with one filter less."""
        return replace(self, filters={each: key for each, key in self.filters.items() if each != dimension})


def indicator_of(code: str) -> Indicator:
    """The indicator of that code; Http404 when there is none."""
    if code not in INDICATORS:
        raise Http404("Aucun indicateur ne porte ce nom.")
    return INDICATORS[code]


def filters_of(indicator: Indicator, said: QueryDict) -> dict[Dimension, Any]:
    """The filters of an address; Http404 for one that does not apply, which would otherwise be passed over."""
    possible = {each.code: each for each in dimensions_of(indicator)}
    unknown = set(said) - PLACES - set(possible)
    if unknown:
        raise Http404(f"Ce chiffre ne se filtre pas par {', '.join(sorted(unknown))}.")
    try:
        return {each: keys.read(each, str(said[code])) for code, each in possible.items() if said.get(code)}
    except ValueError as error:
        raise Http404("Cette valeur de filtre n’existe pas.") from error


def choice_of(code: str, possible: Iterable[Dimension]) -> Dimension | None:
    """The dimension of that code among the possible ones; None without a code. Http404 for another."""
    if not code:
        return None
    for dimension in possible:
        if dimension.code == code:
            return dimension
    raise Http404(f"Ce chiffre ne se répartit pas par {code}.")
