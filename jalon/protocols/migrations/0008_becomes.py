"""What a short contract is called once it lasts, and which labels are PMSMP, from the files frozen beside; a choice
made before is kept."""

from pathlib import Path
from typing import Any

from django.db import migrations, models

from jalon.reference.files import read_csv

DATA = Path(__file__).parent / "data_0008"


def fill(apps: Any, schema_editor: Any) -> None:
    labels = apps.get_model("protocols", "StepLabel").objects
    for row in read_csv(DATA / "becomes.csv"):
        longer = labels.filter(name=row["becomes"]).first()
        if longer:
            short = labels.filter(name=row["name"], becomes=None)
            short.update(becomes=longer, becomes_after=int(row["becomes_after"]))
    labels.filter(name__in=[row["name"] for row in read_csv(DATA / "immersions.csv")]).update(immersion=True)


class Migration(migrations.Migration):
    dependencies = [("protocols", "0007_eligibility")]

    operations = [
        migrations.AddField(
            "steplabel", "immersion", models.BooleanField("mise en situation (PMSMP)", default=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
