"""The draft may be printed again, and the words taken back; each sentence added by hand keeps its author."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0004_closed_for_good"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="aside",
            field=models.BooleanField(default=False, verbose_name="mis de côté"),
        ),
        migrations.AddField(
            model_name="comment",
            name="hands",
            field=models.JSONField(blank=True, default=dict, verbose_name="phrases ajoutées, et par qui"),
        ),
        migrations.AlterField(
            model_name="comment",
            name="text",
            field=models.TextField(blank=True, verbose_name="texte"),
        ),
    ]
