"""What the journal keeps of a record: plain JSON values, the sensitive ones masked."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from jalon.core.privacy import MASK, Privacy

_EMPTY = (None, "")


def snapshot(instance: models.Model) -> dict[str, Any]:
    """Every stored value of a record by field name, unmasked; keys of related rows, not the rows."""
    return {f.name: getattr(instance, f.attname) for f in instance._meta.concrete_fields if not f.generated}


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Names of the fields whose value differs, in the order of `after`."""
    return [name for name, value in after.items() if before.get(name) != value]


def masked(model: type[models.Model], values: Mapping[str, Any], names: Iterable[str] | None = None) -> dict[str, Any]:
    """`values` (of `names` only, when given) as the journal writes them: sensitive and non-empty → a mask."""
    privacy: Privacy = model.privacy  # type: ignore[attr-defined]
    hidden = privacy.sensitive | ({"password"} & privacy.personal)
    kept = values if names is None else {name: values.get(name) for name in names}
    return {name: MASK if name in hidden and value not in _EMPTY else _plain(value) for name, value in kept.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return DjangoJSONEncoder().default(value)
