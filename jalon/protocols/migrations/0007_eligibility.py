"""Who may enter, protocol by protocol, from the files frozen beside this migration; what is already there is kept."""

from pathlib import Path
from typing import Any

from django.db import migrations

from jalon.reference.files import read_csv
from jalon.reference.loading import merge

DATA = Path(__file__).parent / "data_0007"


def seed(apps: Any, schema_editor: Any) -> None:
    known = set(apps.get_model("protocols", "Protocol").objects.values_list("pk", flat=True))
    groups = apps.get_model("protocols", "EligibilityGroup")
    rows = [row for row in read_csv(DATA / "eligibility_groups.csv") if row["protocol"] in known]
    merge(groups, rows, ("protocol", "code"), settings=True)
    keys = {(protocol, code): key for key, protocol, code in groups.objects.values_list("pk", "protocol", "code")}
    criteria = [
        {**row, "group": keys[row["protocol"], row["group"]]}
        for row in read_csv(DATA / "eligibility_criteria.csv")
        if row["protocol"] in known
    ]
    merge(apps.get_model("protocols", "EligibilityCriterion"), criteria, ("group", "code"), settings=True)


class Migration(migrations.Migration):
    dependencies = [("protocols", "0006_week")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
