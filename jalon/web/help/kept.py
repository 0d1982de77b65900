"""What is kept about people, why and how long: read from the models and from the retention grounds in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from jalon.core.privacy import Privacy
from jalon.reference.models import RetentionGround


@dataclass(frozen=True, slots=True)
class Record:
    """A kind of record, and what it says of a person, in the words of the pages."""

    name: str
    personal: list[str]
    sensitive: list[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A reason to keep records, and the kinds that it keeps."""

    ground: RetentionGround
    records: list[Record]


def kept() -> list[Kept]:
    """The grounds under which something is kept about people."""
    found = list(_records())
    grounds = [Kept(ground, _of(ground.code, found)) for ground in RetentionGround.objects.order_by("pk")]
    return [each for each in grounds if each.records]


def _records() -> Iterable[tuple[str, Record]]:
    for model in apps.get_models():
        privacy: Privacy | None = getattr(model, "privacy", None)
        if privacy and (privacy.personal or privacy.sensitive):
            name = str(model._meta.verbose_name_plural)
            yield privacy.ground, Record(name, _said(model, privacy.personal), _said(model, privacy.sensitive))


def _said(model: type[Model], names: Iterable[str]) -> list[str]:
    """The labels of the fields, in the model's order."""
    fields: list[Any] = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [str(field.verbose_name) for field in fields if field.name in names]


def _of(ground: str, found: list[tuple[str, Record]]) -> list[Record]:
    return [record for code, record in found if code == ground]
