"""What holds for every model: classified field by field, ordered, without a clock of its own."""

import csv

import pytest
from django.core.management import call_command
from django.db.models import DateField, Model, TimeField

from jalon.core.privacy import Privacy
from tests.repository.rings import fields, models
from tests.repository.tree import ROOT

GROUNDS = ROOT / "jalon" / "reference" / "data" / "retention_grounds.csv"

each_model = pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)


@each_model
def test_every_field_has_a_privacy_class(model: type[Model]) -> None:
    classes: Privacy = vars(model)["privacy"]
    assert classes.classified == {field.name for field in fields(model)}


@each_model
def test_rows_are_kept_on_a_known_ground(model: type[Model]) -> None:
    with GROUNDS.open(encoding="utf-8", newline="") as file:
        grounds = {row["code"] for row in csv.DictReader(file, delimiter=";")}
    classes: Privacy = vars(model)["privacy"]
    assert classes.ground in grounds


@each_model
def test_lists_have_an_order(model: type[Model]) -> None:
    assert model._meta.ordering


@each_model
def test_no_field_reads_the_calendar_by_itself(model: type[Model]) -> None:
    dated = [field for field in fields(model) if isinstance(field, DateField | TimeField)]
    assert [field.name for field in dated if field.auto_now or field.auto_now_add or field.has_default()] == []


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
