"""An alert may be put off to a day before what it announces: only the day it was put off on is compared."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("alerts", "0001_week")]

    operations = [
        migrations.RemoveConstraint("putoff", "put_off_later"),
        migrations.AlterModelOptions(
            "putoff",
            {
                "ordering": ["participant", "kind", "id"],
                "verbose_name": "report d’une alerte",
                "verbose_name_plural": "reports d’alertes",
            },
        ),
        migrations.RenameField("putoff", "at", "put_off_on"),
        migrations.AlterField("putoff", "put_off_on", models.DateField(verbose_name="reportée le")),
        migrations.AddConstraint(
            "putoff",
            models.CheckConstraint(
                condition=Q(until__gt=F("put_off_on")),
                name="put_off_later",
                violation_error_message="Une alerte se reporte à un jour à venir.",
            ),
        ),
    ]
