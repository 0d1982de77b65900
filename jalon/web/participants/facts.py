"""Facts as the file shows them: a label and words; what is sensitive and masked never reaches the page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from jalon.core.french import number
from jalon.core.privacy import Privacy
from jalon.people.models import Situation
from jalon.reference.enums import DistrictKind

UNKNOWN = "inconnu"
HIDDEN = "masqué"

SITUATION_FIELDS = (
    "commune",
    "district",
    "level",
    "rsa",
    "job_seeker",
    "months_without_work",
    "single_parent",
    "homeless",
    "disability",
    "court_order",
    "outside_eu",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """`text` is what to print; `known` is false when nothing was recorded."""

    label: str
    text: str
    known: bool = True
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class SituationTable:
    """What was true of a person on some days, side by side. `unknown`: what no row tells."""

    headings: list[tuple[str, dt.date]]
    rows: list[tuple[str, list[Fact]]]
    unknown: list[str]


def fact(record: models.Model, name: str, *, shown: bool) -> Fact:
    """A field of a record; masked when its model says that it is sensitive, unless `shown`."""
    label = str(getattr(record._meta.get_field(name), "verbose_name", name))
    if name in _privacy(record).sensitive and not shown:
        return Fact(label, HIDDEN, hidden=True)
    text = _text(record, name)
    return Fact(label, text or UNKNOWN, known=bool(text))


def situation_on(situations: Iterable[Situation], day: dt.date) -> Situation | None:
    """The latest situation not after the day; None when there is none. `situations` go from the oldest."""
    held = [situation for situation in situations if situation.date <= day]
    return held[-1] if held else None


def situation_table(situations: Mapping[str, Situation], *, shown: bool) -> SituationTable:
    """These situations side by side, each under its heading."""
    columns = [[fact(situation, name, shown=shown) for name in SITUATION_FIELDS] for situation in situations.values()]
    lines = [(facts[0].label, list(facts)) for facts in zip(*columns, strict=True)]
    known = [line for line in lines if any(told.known for told in line[1])]
    unknown = [label for label, facts in lines if not any(told.known for told in facts)]
    return SituationTable([(heading, situation.date) for heading, situation in situations.items()], known, unknown)


def district_name(situation: Situation) -> str:
    """The district, told a QPV when it is one; "" when unknown."""
    if situation.outside_districts:
        return "hors de tout quartier"
    if situation.district is None:
        return ""
    mark = " (QPV)" if situation.district.kind == DistrictKind.PRIORITY else ""
    return f"{situation.district}{mark}"


def _text(record: models.Model, name: str) -> str:
    if isinstance(record, Situation) and name == "district":
        return district_name(record)
    value = getattr(record, name)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int):
        return number(value)
    return str(value or "")


def _privacy(record: Any) -> Privacy:
    found: Privacy = record.privacy
    return found
