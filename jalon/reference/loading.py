"""Putting rows of files into tables: inserts and updates, deletes nothing.

Shared by the data migrations, which give the models of their own time, and by `actions.load_reference`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from jalon.reference.files import Row


@dataclass(frozen=True)
class Table:
    """A versioned file, the model it fills, and the columns that say which row is which."""

    model: str
    file: str
    key: tuple[str, ...]
    settings: bool = False
    """Values are the PLIE's own once they are there: only missing rows are added."""


TABLES = (
    Table("Commune", "communes.csv", ("code",)),
    Table("CommuneName", "commune_names.csv", ("commune", "valid_from")),
    Table("Perimeter", "perimeters.csv", ("code",)),
    Table("PerimeterCommune", "perimeter_communes.csv", ("perimeter", "commune", "valid_from")),
    Table("District", "districts.csv", ("code",)),
    Table("DistrictBoundary", "qpv_2024.geojson", ("district",)),
    Table("EducationLevel", "education_levels.csv", ("code",)),
    Table("ContractType", "contract_types.csv", ("code",)),
    Table("RetentionGround", "retention_grounds.csv", ("code",), settings=True),
)


@dataclass
class Merge:
    """What a file changes in a table: new records, and changed ones with their former values."""

    created: list[Any]
    updated: list[tuple[Any, dict[str, Any]]]


def merge(model: type[models.Model], rows: Iterable[Row], key: tuple[str, ...], *, settings: bool = False) -> Merge:
    """Write the rows that differ from the table and say which; a column that the model lacks is left out.

    ValidationError on a value that its column refuses. The caller holds the transaction.
    """
    found = {_key(record, key): record for record in model._base_manager.all()}
    result = Merge([], [])
    for row in rows:
        values = _values(model, row)
        record = found.get(tuple(values[_attname(model, name)] for name in key))
        if record is None:
            result.created.append(_checked(model(**values)))
        elif not settings and (old := {n: getattr(record, n) for n, v in values.items() if getattr(record, n) != v}):
            result.updated.append((record, old))
            for name in old:
                setattr(record, name, values[name])
            _checked(record)
    _write(model, result)
    return result


def _write(model: type[models.Model], result: Merge) -> None:
    model._base_manager.bulk_create(result.created, batch_size=1000)
    names = {name for _, old in result.updated for name in old}
    if names:
        fields = [f.name for f in model._meta.concrete_fields if f.attname in names]
        model._base_manager.bulk_update([record for record, _ in result.updated], fields, batch_size=500)


def _checked(record: models.Model) -> models.Model:
    relations = {f.name for f in record._meta.concrete_fields if f.is_relation}
    record.clean_fields(exclude=relations)  # the database checks relations, once, at the end
    return record


def _key(record: models.Model, key: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(record, _attname(type(record), name)) for name in key)


def _attname(model: type[models.Model], name: str) -> str:
    return str(model._meta.get_field(name).attname)  # type: ignore[union-attr]


def _values(model: type[models.Model], row: Mapping[str, Any]) -> dict[str, Any]:
    values = {}
    for column, text in row.items():
        try:
            field = model._meta.get_field(column)
        except FieldDoesNotExist:
            continue
        values[_attname(model, column)] = _value(field, text)
    return values


def _value(field: Any, text: Any) -> Any:
    if text == "":
        return None if field.null else ""
    if isinstance(field, models.BooleanField):
        return {"oui": True, "non": False}[text]
    return field.to_python(text)
