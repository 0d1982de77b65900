"""Pages of 25, each found from the row at the edge of the one before: the last page costs what the first does."""

from dataclasses import dataclass

from django.db.models import Q

from jalon.roster.models import FileSummary
from jalon.roster.queries import FileSummaryQuerySet
from jalon.web.roster.criteria import Sort

SIZE = 25
COUNTED = 5_000
"""Beyond, the number of people is not told exactly: counting would cost more than the page."""
SHOWN = ("participant", "caseworker", "commune", "district", "step_label")


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of the list; `before` and `after` are the rows from which the pages around it are found, or None."""

    rows: list[FileSummary]
    before: int | None
    after: int | None


def ordered(people: FileSummaryQuerySet, sort: Sort, *, backwards: bool = False) -> FileSummaryQuerySet:
    """The people in an order, or in the opposite one."""
    sign = "-" if sort.descending != backwards else ""
    return people.order_by(f"{sign}{sort.field}", f"{sign}pk")


def page(people: FileSummaryQuerySet, sort: Sort, *, after: str = "", before: str = "", sifted: bool = True) -> Page:
    """The page that follows a row, or precedes one; the first when that row is unknown.

    `sifted`: the people are some of all, which the order’s index alone does not find.
    """
    backwards = bool(before)
    edge = _edge(after or before, sort)
    if edge is None:
        backwards = False
    else:
        people = people.filter(_beyond(edge, sort, backwards=backwards))
    found = _read(ordered(people, sort, backwards=backwards)[: SIZE + 1], sifted=sifted)
    more, rows = len(found) > SIZE, found[:SIZE]
    if backwards:
        rows.reverse()
    has_before, has_after = (more, True) if backwards else (edge is not None, more)
    return Page(rows, rows[0].pk if rows and has_before else None, rows[-1].pk if rows and has_after else None)


def _read(people: FileSummaryQuerySet, *, sifted: bool) -> list[FileSummary]:
    """The rows with all that is shown of them. Where some must be sorted, their keys are, and few rows are read."""
    if not sifted:
        return list(people.select_related(*SHOWN))
    keys = list(people.values_list("pk", flat=True))
    shown = FileSummary.objects.select_related(*SHOWN).in_bulk(keys)
    return [shown[key] for key in keys if key in shown]


def count(people: FileSummaryQuerySet) -> int:
    """How many, up to COUNTED + 1."""
    return people.order_by()[: COUNTED + 1].count()


def _edge(key: str, sort: Sort) -> tuple[object, int] | None:
    """Where a row stands in the order. The address names it by its number alone, never by a name."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    return FileSummary.objects.filter(pk=int(key)).values_list(sort.field, "pk").first()


def _beyond(edge: tuple[object, int], sort: Sort, *, backwards: bool) -> Q:
    value, key = edge
    way = "lt" if sort.descending != backwards else "gt"
    # The first part is what an index understands.
    not_before = Q(**{f"{sort.field}__{way}e": value})
    return not_before & (Q(**{f"{sort.field}__{way}": value}) | Q(**{f"pk__{way}": key}))
