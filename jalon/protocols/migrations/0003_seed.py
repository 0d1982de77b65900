"""The two protocols and their lists, from the files frozen beside this migration (`sources.csv` says whence)."""

from pathlib import Path
from typing import Any

from django.db import migrations

from jalon.reference.files import read_csv
from jalon.reference.loading import merge

DATA = Path(__file__).parent / "data_0003"


def seed(apps: Any, schema_editor: Any) -> None:
    for name, file, key in (
        ("Protocol", "protocols.csv", "code"),
        ("NonEntryReason", "non_entry_reasons.csv", "code"),
        ("ExitReason", "exit_reasons.csv", "code"),
        ("StepLabel", "step_labels.csv", "name"),
    ):
        merge(apps.get_model("protocols", name), read_csv(DATA / file), (key,))
    classify(apps)


def classify(apps: Any) -> None:
    keys = dict(apps.get_model("protocols", "StepLabel").objects.values_list("name", "pk"))
    rows = [{**row, "label": keys[row["label"]]} for row in read_csv(DATA / "label_classifications.csv")]
    merge(apps.get_model("protocols", "LabelClassification"), rows, ("label", "valid_from"))


class Migration(migrations.Migration):
    dependencies = [("protocols", "0002_no_overlap"), ("reference", "0002_nomenclatures")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
