"""The rings, as import-linter reads them: the lowest is 0, siblings have the same number."""

import re
import tomllib
from functools import cache

from django.apps import apps
from django.db.models import Field, Model
from django.db.models.fields.related import RelatedField

from tests.repository.tree import ROOT


@cache
def rings() -> dict[str, int]:
    """The number of each app's ring."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {app: number for number, layer in enumerate(reversed(layers)) for app in re.findall(r"\w+", layer)}


def models() -> list[type[Model]]:
    """Every model of the project."""
    return [model for model in apps.get_models() if model.__module__.startswith("jalon.")]


def app_of(model: type[Model]) -> str:
    """The folder a model lives in."""
    return model.__module__.split(".")[1]


def fields(model: type[Model]) -> list["Field[object, object]"]:
    """The fields a model keeps, many-to-many ones included; not what others keep about it."""
    return [*model._meta.local_fields, *model._meta.local_many_to_many]


def relations() -> list[tuple[type[Model], "RelatedField[object, object]", type[Model]]]:
    """Every relation between two models of the project: its model, its field, its target."""
    kept = [(model, field) for model in models() for field in fields(model) if isinstance(field, RelatedField)]
    return [(model, field, field.related_model) for model, field in kept if field.related_model in models()]
