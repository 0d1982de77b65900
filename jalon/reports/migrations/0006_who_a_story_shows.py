"""Whom a story shows or quotes, by dates; or that nobody may be recognised; and whether it is printed yet."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_withdrawal_has_evidence'),
        ('reports', '0005_comment_hands_and_set_aside'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='story',
            name='people',
        ),
        migrations.AddField(
            model_name='story',
            name='nobody',
            field=models.BooleanField(default=False, verbose_name='personne n’est reconnaissable'),
        ),
        migrations.AddField(
            model_name='story',
            name='printed',
            field=models.BooleanField(default=True, verbose_name='paraît dans la lettre'),
        ),
        migrations.CreateModel(
            name='StoryPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shown', models.BooleanField(verbose_name='visible sur l’image')),
                ('quoted', models.BooleanField(verbose_name='nommé ou cité')),
                ('added_at', models.DateTimeField(verbose_name='ajouté le')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='retiré le')),
                ('participant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.participant', verbose_name='participant')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='reports.story', verbose_name='retour')),
            ],
            options={
                'verbose_name': 'personne d’un retour',
                'verbose_name_plural': 'personnes d’un retour',
                'ordering': ['story', 'added_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('story', 'participant'), name='story_person_once'), models.CheckConstraint(condition=models.Q(('shown', True), ('quoted', True), _connector='OR'), name='story_person_shown_or_quoted', violation_error_message='Dites si la personne est visible, nommée ou citée.'), models.CheckConstraint(condition=models.Q(('removed_at', None), ('removed_at__gte', models.F('added_at')), _connector='OR'), name='story_person_removed_after_added')],
            },
        ),
    ]
