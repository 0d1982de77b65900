"""The nomenclatures, from the versioned files: `migrate` alone leaves a base ready to import."""

from typing import Any

from django.db import migrations

from jalon.reference.files import DATA, read
from jalon.reference.loading import TABLES, merge

MODELS = {
    "Commune",
    "CommuneName",
    "Perimeter",
    "PerimeterCommune",
    "District",
    "DistrictBoundary",
    "EducationLevel",
    "ContractType",
    "RetentionGround",
}


def load(apps: Any, schema_editor: Any) -> None:
    for table in TABLES:
        if table.model in MODELS:
            merge(apps.get_model("reference", table.model), read(DATA / table.file), table.key)


class Migration(migrations.Migration):
    dependencies = [("reference", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
