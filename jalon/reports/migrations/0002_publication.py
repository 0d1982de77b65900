"""What is published: versions, words, closings."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('messaging', '0001_initial'),
        ('organisations', '0001_initial'),
        ('people', '0002_consent'),
        ('reference', '0002_nomenclatures'),
        ('reports', '0001_typed_figures'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClosingPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, unique=True, verbose_name='période')),
                ('planned_on', models.DateField(verbose_name='à arrêter le')),
            ],
            options={
                'verbose_name': 'jour prévu de l’arrêté',
                'verbose_name_plural': 'jours prévus des arrêtés',
                'ordering': ['-period'],
            },
        ),
        migrations.CreateModel(
            name='Closing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='clé')),
                ('period', models.CharField(max_length=7, verbose_name='période')),
                ('number', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('as_of', models.DateField(verbose_name='telle que connue le')),
                ('why', models.CharField(blank=True, max_length=500, verbose_name='pourquoi une nouvelle version')),
                ('asked_at', models.DateTimeField(verbose_name='demandé le')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='arrêté le')),
                ('stopped_at', models.DateTimeField(null=True, verbose_name='abandonné le')),
                ('trouble', models.CharField(blank=True, max_length=500, verbose_name='ce qui l’a empêché')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='par')),
            ],
            options={
                'verbose_name': 'arrêté',
                'ordering': ['-period', '-number', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='nom')),
                ('audience', models.CharField(choices=[('ensemble', 'Tout le PLIE'), ('referent', 'Un référent'), ('porteur', 'Une structure porteuse'), ('commune', 'Une commune'), ('financeur', 'Un financeur'), ('prescripteur', 'Un prescripteur, agences comprises'), ('agence', 'Une agence de prescripteur')], max_length=20, verbose_name='pour')),
                ('blocks', models.JSONField(blank=True, default=list, verbose_name='rubriques')),
                ('retired_on', models.DateField(blank=True, null=True, verbose_name='retirée le')),
                ('caseworker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.caseworker', verbose_name='référent')),
                ('commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.commune', verbose_name='commune')),
                ('lists', models.ManyToManyField(blank=True, related_name='editions', to='messaging.mailinglist', verbose_name='listes de diffusion')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation', verbose_name='organisme')),
            ],
            options={
                'verbose_name': 'version de la lettre',
                'verbose_name_plural': 'versions de la lettre',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Comment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, verbose_name='période')),
                ('block', models.CharField(choices=[('essentiel', 'L’essentiel'), ('tendances', 'Entrées et file active, mois par mois'), ('prescripteurs', 'Prescripteurs'), ('non_entrees', 'Non-entrées'), ('retour', 'Retour sur une action'), ('etapes', 'Étapes'), ('sorties', 'Sorties')], max_length=20, verbose_name='rubrique')),
                ('text', models.TextField(verbose_name='texte')),
                ('written_at', models.DateTimeField(verbose_name='écrit le')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='reports.edition', verbose_name='version')),
            ],
            options={
                'verbose_name': 'commentaire',
                'ordering': ['period', 'edition', 'block'],
            },
        ),
        migrations.CreateModel(
            name='ClosedLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='nom de la version')),
                ('sheet', models.JSONField(verbose_name='feuille')),
                ('data', models.JSONField(verbose_name='données')),
                ('definitions', models.JSONField(verbose_name='définitions')),
                ('pdf', models.BinaryField(verbose_name='PDF')),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte du PDF')),
                ('closing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='reports.closing', verbose_name='arrêté')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='closed', to='reports.edition', verbose_name='version')),
            ],
            options={
                'verbose_name': 'lettre arrêtée',
                'verbose_name_plural': 'lettres arrêtées',
                'ordering': ['closing', 'name'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField(verbose_name='contenu')),
                ('media_type', models.CharField(max_length=20, verbose_name='type')),
                ('width', models.PositiveSmallIntegerField(verbose_name='largeur, en points')),
                ('height', models.PositiveSmallIntegerField(verbose_name='hauteur, en points')),
                ('sha256', models.CharField(max_length=64, unique=True, verbose_name='empreinte')),
                ('added_at', models.DateTimeField(verbose_name='déposée le')),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='déposée par')),
            ],
            options={
                'verbose_name': 'image',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Letterhead',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='nom du PLIE')),
                ('logo_alt', models.CharField(blank=True, max_length=200, verbose_name='ce que dit le logo')),
                ('logo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.picture', verbose_name='logo')),
            ],
            options={
                'verbose_name': 'en-tête',
                'verbose_name_plural': 'en-tête',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, unique=True, verbose_name='période')),
                ('title', models.CharField(max_length=100, verbose_name='titre')),
                ('text', models.TextField(verbose_name='texte')),
                ('picture_alt', models.CharField(blank=True, max_length=250, verbose_name='ce que montre l’image')),
                ('written_at', models.DateTimeField(verbose_name='écrit le')),
                ('people', models.ManyToManyField(blank=True, related_name='+', to='people.participant', verbose_name='participants montrés ou cités')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reports.picture', verbose_name='image')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
            ],
            options={
                'verbose_name': 'retour sur une action',
                'verbose_name_plural': 'retours sur une action',
                'ordering': ['-period'],
            },
        ),
        migrations.CreateModel(
            name='AcceptedName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7, verbose_name='période')),
                ('words', models.CharField(max_length=300, verbose_name='mots trouvés')),
                ('reason', models.CharField(max_length=300, verbose_name='raison')),
                ('accepted_at', models.DateTimeField(verbose_name='accepté le')),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accepté par')),
            ],
            options={
                'verbose_name': 'nom accepté',
                'verbose_name_plural': 'noms acceptés',
                'ordering': ['period', 'words'],
                'constraints': [models.UniqueConstraint(fields=('period', 'words'), name='accepted_name_once'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='accepted_name_says_why', violation_error_message='Dites pourquoi ces mots peuvent être publiés.')],
            },
        ),
        migrations.CreateModel(
            name='ClosedList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=60, verbose_name='chiffre')),
                ('records', models.JSONField(verbose_name='dossiers')),
                ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lists', to='reports.closedletter', verbose_name='lettre')),
            ],
            options={
                'verbose_name': 'liste arrêtée',
                'verbose_name_plural': 'listes arrêtées',
                'ordering': ['letter', 'code'],
                'constraints': [models.UniqueConstraint(fields=('letter', 'code'), name='closed_list_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', False)), fields=('period', 'number'), name='closing_number_once'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None), ('stopped_at', None), ('trouble', '')), fields=('period',), name='closing_one_under_way', violation_error_message='Un arrêté de cette période est déjà en cours.'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('number', 1), models.Q(('why', ''), _negated=True), _connector='OR'), name='closing_again_says_why', violation_error_message='Dites pourquoi une nouvelle version est arrêtée.'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='closing_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='closing',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at', None), models.Q(('closed_at__gte', models.F('asked_at')), ('stopped_at', None), ('trouble', '')), _connector='OR'), name='closing_one_end'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'ensemble'), ('caseworker', None), ('commune', None), ('organisation', None)), models.Q(('audience', 'referent'), ('caseworker__isnull', False), ('commune', None), ('organisation', None)), models.Q(('audience__in', ['porteur', 'prescripteur', 'agence']), ('caseworker', None), ('commune', None), ('organisation__isnull', False)), models.Q(('audience', 'commune'), ('caseworker', None), ('commune__isnull', False), ('organisation', None)), models.Q(('audience', 'financeur'), ('caseworker', None), ('organisation__isnull', False)), _connector='OR'), name='edition_says_whose', violation_error_message='Dites de qui sont les dossiers : ce que demande le type de version.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('audience', 'ensemble')), fields=('audience',), name='edition_one_of_the_whole'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('caseworker__isnull', False)), fields=('audience', 'caseworker'), name='edition_once_by_caseworker', violation_error_message='Cette version existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('commune', None), ('organisation__isnull', False)), fields=('audience', 'organisation'), name='edition_once_by_organisation', violation_error_message='Cette version existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('commune__isnull', False), ('organisation', None)), fields=('audience', 'commune'), name='edition_once_by_commune', violation_error_message='Cette version existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('commune__isnull', False), ('organisation__isnull', False)), fields=('audience', 'organisation', 'commune'), name='edition_once_by_organisation_commune', violation_error_message='Cette version existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='comment',
            constraint=models.UniqueConstraint(fields=('period', 'edition', 'block'), name='comment_one_a_block'),
        ),
        migrations.AddConstraint(
            model_name='closedletter',
            constraint=models.UniqueConstraint(fields=('closing', 'edition'), name='closed_letter_once'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='letterhead_one_row'),
        ),
        migrations.AddConstraint(
            model_name='letterhead',
            constraint=models.CheckConstraint(condition=models.Q(('logo', None), models.Q(('logo_alt', ''), _negated=True), _connector='OR'), name='letterhead_logo_said', violation_error_message='Dites en quelques mots ce que montre le logo.'),
        ),
        migrations.AddConstraint(
            model_name='story',
            constraint=models.CheckConstraint(condition=models.Q(('picture', None), models.Q(('picture_alt', ''), _negated=True), _connector='OR'), name='story_picture_said', violation_error_message='Dites ce que montre l’image : elle est lue à qui ne la voit pas.'),
        ),
    ]
