"""The figures that comments are made of, beside those of the tables. Source: docs/rules/commentaires.md."""

from fractions import Fraction

from django.db.models import Q

from jalon.indicators import measures as m
from jalon.indicators.kinds import Count, Derived, Moment, Subject, Unit
from jalon.protocols.enums import Classification

COMMENTS = "Les commentaires des lettres de 2017."

ENTRIES_GAP = Derived(
    code="entries_gap_to_date",
    label="Écart à l’objectif d’entrées à date",
    definition="De combien les entrées depuis janvier s’écartent de celles attendues pour les mois écoulés, "
    "d’un côté ou de l’autre.",
    formula="écart entre les entrées depuis janvier et l’objectif d’entrées à date",
    unit=Unit.ENTRIES,
    source=COMMENTS,
    needs=("entries_cumulative", "target_entries_to_date"),
    calculation="écart entre {entries_cumulative} et {target_entries_to_date}",
    compute=lambda entries, target: abs(entries - target),
)
ENTRIES_PER_MONTH = Derived(
    code="entries_per_month",
    label="Entrées par mois, en moyenne",
    definition="Les entrées depuis janvier, divisées par le nombre de mois écoulés.",
    formula="entrées depuis janvier ÷ mois",
    unit=Unit.ENTRIES,
    source=COMMENTS,
    needs=("entries_cumulative", "months"),
    calculation="{entries_cumulative} ÷ {months}",
    compute=Fraction,
)
ACTIVE_FILE_GAP = Derived(
    code="active_file_gap",
    label="Écart à l’objectif de file active",
    definition="De combien la file active s’écarte de son objectif, d’un côté ou de l’autre.",
    formula="écart entre la file active et son objectif",
    unit=Unit.PATHWAYS,
    source=COMMENTS,
    needs=("active_file_real", "active_file_target"),
    calculation="écart entre {active_file_real} et {active_file_target}",
    compute=lambda active, target: abs(active - target),
)
POSITIVE_GAP = Derived(
    code="positive_gap_to_date",
    label="Écart à l’objectif de sorties positives à date",
    definition="De combien les sorties positives depuis janvier s’écartent de celles attendues pour les mois écoulés, "
    "d’un côté ou de l’autre.",
    formula="écart entre les sorties positives depuis janvier et leur objectif à date",
    unit=Unit.EXITS,
    source=COMMENTS,
    needs=("positive_cumulative", "target_positive_to_date"),
    calculation="écart entre {positive_cumulative} et {target_positive_to_date}",
    compute=lambda positive, target: abs(positive - target),
)
LASTING_JOBS = Count(
    code="lasting_job_steps",
    label="Étapes d’emploi durable",
    definition="Les étapes d’emploi de la période dont le libellé est marqué « emploi durable ».",
    formula="étapes de la période, du groupe Emploi, dont le libellé est un emploi durable",
    unit=Unit.STEPS,
    source=COMMENTS,
    subject=Subject.STEP,
    condition=lambda w: Q(classification=Classification.JOB, label__lasting_job=True),
    moment=Moment.END,
    part_of=m.STEPS,
)
WORKSITES = Count(
    code="worksite_steps",
    label="Étapes en chantier d’insertion",
    definition="Les étapes de mobilisation de la période dont le libellé dit « chantier ».",
    formula="étapes de la période, du groupe Mobilisation, dont le libellé contient « chantier »",
    unit=Unit.STEPS,
    source=COMMENTS,
    subject=Subject.STEP,
    condition=lambda w: Q(classification=Classification.MOBILISATION, label__name__icontains="chantier"),
    moment=Moment.END,
    part_of=m.STEPS,
)
REMARKS = (ENTRIES_GAP, ENTRIES_PER_MONTH, ACTIVE_FILE_GAP, LASTING_JOBS, WORKSITES, POSITIVE_GAP)
