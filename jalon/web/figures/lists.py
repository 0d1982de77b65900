"""The order of a list and its pages. A page starts from the row that the address names: no row is counted past."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Expression, F, Q, QuerySet

PAGE = 25
Keys = Sequence[Expression | F]


@dataclass(frozen=True, slots=True)
class Sort:
    """The keys of an order, none of which may be null, and its direction; ties go by primary key."""

    code: str
    keys: Keys
    descending: bool

    @property
    def names(self) -> list[str]:
        """The names that `keyed` gives to the keys."""
        return [*(f"key_{place}" for place in range(len(self.keys))), "pk"]

    def keyed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows with their keys."""
        keyed: QuerySet[Any] = rows.annotate(**dict(zip(self.names, self.keys, strict=False)))
        return keyed

    def ordered(self, rows: QuerySet[Any], *, backwards: bool = False) -> QuerySet[Any]:
        """The rows in this order, or in the opposite one."""
        sign = "-" if self.descending != backwards else ""
        keyed = self.keyed(rows)
        return keyed.order_by(*(f"{sign}{name}" for name in self.names))

    def beyond(self, marks: Sequence[Any], *, backwards: bool) -> Q:
        """The condition of the rows that come after these keys in this order (before them, backwards)."""
        side = "lt" if self.descending != backwards else "gt"
        found, equal = Q(), Q()
        for name, mark in zip(self.names, marks, strict=True):
            found |= equal & Q(**{f"{name}__{side}": mark})
            equal &= Q(**{name: mark})
        return found


@dataclass(frozen=True, slots=True)
class Page:
    """The keys of the rows of a page; `before` and `after` are the rows where the neighbouring pages start, or None."""

    rows: list[int]
    before: int | None
    after: int | None


def page_of(rows: QuerySet[Any], sort: Sort, *, after: str, before: str) -> Page:
    """The page that follows the row `after`, or precedes `before`; the first one without either. Two queries."""
    backwards = bool(before and not after)
    marks = _marks(rows, sort, before if backwards else after)
    if marks is None:
        return _page(sort.ordered(rows), backwards=False, started=False)
    found = sort.ordered(rows, backwards=backwards).filter(sort.beyond(marks, backwards=backwards))
    page = _page(found, backwards=backwards, started=True)
    # What is left before a page may be less than a page: then the first page is shown whole.
    return _page(sort.ordered(rows), backwards=False, started=False) if backwards and page.before is None else page


def _page(rows: QuerySet[Any], *, backwards: bool, started: bool) -> Page:
    keys = list(rows.values_list("pk", flat=True)[: PAGE + 1])
    more, keys = len(keys) > PAGE, keys[:PAGE]
    if backwards:
        keys.reverse()
    has_before, has_after = (more, True) if backwards else (started, more)
    return Page(keys, keys[0] if keys and has_before else None, keys[-1] if keys and has_after else None)


def _marks(rows: QuerySet[Any], sort: Sort, mark: str) -> Any:
    """The keys of the row that the address names, whether or not it is still in the list; None without one."""
    if not mark.isdecimal() or len(mark) > 18:
        return None
    every = sort.keyed(rows.model._default_manager.order_by())
    return every.filter(pk=int(mark)).values_list(*sort.names).first()
