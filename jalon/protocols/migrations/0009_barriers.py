"""The families of obstacles, and the profiles of each protocol, from the files frozen beside this migration."""

from pathlib import Path
from typing import Any

from django.db import migrations, models

from jalon.reference.files import read_csv
from jalon.reference.loading import merge

DATA = Path(__file__).parent / "data_0009"


def fill(apps: Any, schema_editor: Any) -> None:
    merge(apps.get_model("protocols", "BarrierFamily"), read_csv(DATA / "barrier_families.csv"), ("code",))
    profiles = read_csv(DATA / "barrier_profiles.csv")
    for protocol in apps.get_model("protocols", "Protocol").objects.all():
        for row in profiles:
            families = row["families"].split("|") if row["families"] else []
            told = {name: row[name] for name in ("name", "position", "level", "count", "pathway")}
            protocol.barrier_profiles.create(**told).families.set(families)


class Migration(migrations.Migration):
    dependencies = [("protocols", "0008_becomes")]

    operations = [
        migrations.AddField(
            "barrierfamily",
            "short",
            models.CharField("libellé court", max_length=20, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
