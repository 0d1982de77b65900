"""Taking a consent back has its proof, as giving it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_consent'),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='withdrawal',
            field=models.CharField(blank=True, max_length=300, verbose_name='preuve du retrait'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawal', ''), ('withdrawn_on', None)), models.Q(('withdrawn_on__isnull', False), models.Q(('withdrawal', ''), _negated=True)), _connector='OR'), name='consent_withdrawal_has_evidence', violation_error_message='Dites comment la personne a retiré son accord.'),
        ),
    ]
