"""The European mention of each protocol, from the file frozen beside this migration; one already written is kept."""

from pathlib import Path
from typing import Any

from django.db import migrations

from jalon.reference.files import read_csv

DATA = Path(__file__).parent / "data_0005"


def fill(apps: Any, schema_editor: Any) -> None:
    protocols = apps.get_model("protocols", "Protocol").objects.filter(european_mention="")
    for row in read_csv(DATA / "mentions.csv"):
        protocols.filter(code=row["code"]).update(european_mention=row["european_mention"])


class Migration(migrations.Migration):
    dependencies = [("protocols", "0004_european_mention")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
