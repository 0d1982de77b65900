"""A sheet, or the data of a letter, as plain JSON and back: what a closed letter keeps."""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any

from jalon.core.charts import Chart, Series
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.parts import (
    Bar,
    Block,
    Paragraph,
    Plot,
    PlotKind,
    Rate,
    Row,
    Sheet,
    Table,
    Tale,
)

KIND = "is"
"""The key that says of what class an object is."""
PARTS: dict[str, Any] = {
    each.__name__: each for each in (Sheet, Block, Table, Row, Bar, Plot, Rate, Paragraph, Tale, Figure, Chart, Series)
}
VALUES: dict[str, Any] = {
    "date": dt.date.fromisoformat,
    "decimal": Decimal,
    "block": BlockCode,
    "plot": PlotKind,
}


def packed(node: Any) -> Any:
    """A sheet, or the data of a letter, as JSON writes it. TypeError for what neither holds."""
    match node:
        case BlockCode() | PlotKind():
            return {KIND: "block" if isinstance(node, BlockCode) else "plot", "value": node.value}
        case StrEnum():  # a unit, as a word
            return node.value
        case None | bool() | int() | float() | str():
            return node
        case Decimal():
            return {KIND: "decimal", "value": str(node)}
        case dt.date():
            return {KIND: "date", "value": node.isoformat()}
        case Mapping():
            return {key: packed(value) for key, value in node.items()}
        case list() | tuple():
            return [packed(each) for each in node]
    if type(node) in PARTS.values():
        return {KIND: type(node).__name__, **{name: packed(value) for name, value in _said(node)}}
    raise TypeError(f"a sheet holds no {type(node).__name__}")


def _said(part: Any) -> list[tuple[str, Any]]:
    """The fields that are not as usual."""
    values = [(field, getattr(part, field.name)) for field in dataclasses.fields(part)]
    return [(field.name, value) for field, value in values if value != _usual(field)]


def _usual(field: "dataclasses.Field[Any]") -> Any:
    return field.default_factory() if field.default_factory is not dataclasses.MISSING else field.default


def unpacked(node: Any) -> Any:
    """What was packed. KeyError or TypeError for what was not."""
    match node:
        case {"is": str(kind), "value": value} if kind in VALUES:
            return VALUES[kind](value)
        case {"is": str(kind)}:
            return PARTS[kind](**{name: _kept(unpacked(value)) for name, value in node.items() if name != KIND})
        case dict():
            return {key: unpacked(value) for key, value in node.items()}
        case list():
            return [unpacked(each) for each in node]
    return node


def _kept(value: Any) -> Any:
    """Parts are values: their lists are tuples."""
    return tuple(value) if isinstance(value, list) else value
