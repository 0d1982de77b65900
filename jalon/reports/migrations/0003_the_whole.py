"""The version that everyone starts with: the letter of the whole PLIE."""

from typing import Any

from django.db import migrations


def add(apps: Any, schema_editor: Any) -> None:
    apps.get_model("reports", "Edition").objects.get_or_create(audience="ensemble", defaults={"name": "Tout le PLIE"})


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_publication")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
