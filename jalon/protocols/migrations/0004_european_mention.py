"""The sentence that European rules ask for on every document."""

from django.db import migrations, models

from jalon.core.operations import AddFieldKeepingTriggers


class Migration(migrations.Migration):
    dependencies = [("protocols", "0003_seed")]

    operations = [
        AddFieldKeepingTriggers(
            model_name="protocol",
            name="european_mention",
            field=models.CharField(blank=True, max_length=300, verbose_name="mention européenne"),
        ),
    ]
