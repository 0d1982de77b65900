"""Reasons and step labels, as `migrate` leaves them."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason, NonEntryReason, StepLabel

pytestmark = pytest.mark.django_db

# Written from the exchange format, not from the files.
NON_ENTRY = (
    "absent annulation autre_accompagnement comportement deja_accompagne demenagement emploi_formation fle maternite"
    " administratif familial refus sante"
)
POSITIVE = "emploi emploi_aide formation_qualifiante"
OTHER = (
    "non_respect plus_30_mois sante autre_accompagnement demenagement demande indisponible maternite administratif"
    " retraite deces autre"
)


def test_the_reasons_are_those_of_the_exchange_format() -> None:
    assert [reason.code for reason in NonEntryReason.objects.all()] == NON_ENTRY.split()
    assert [reason.code for reason in ExitReason.objects.all()] == [*POSITIVE.split(), *OTHER.split()]
    assert {reason.code for reason in ExitReason.objects.filter(positive=True)} == set(POSITIVE.split())


def test_the_letters_and_the_report_do_not_leave_out_the_same_reasons() -> None:
    letters = {reason.code for reason in ExitReason.objects.filter(neutral=True)}
    report = {reason.code for reason in ExitReason.objects.filter(neutral_in_report=True)}
    assert letters == {"demenagement", "deces", "retraite", "maternite", "sante"}
    assert letters - report == {"maternite"}
    assert report < letters


def test_a_positive_exit_is_never_neutral() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ExitReason.objects.filter(pk="emploi").update(neutral=True)


def group(name: str, day: dt.date) -> str:
    """The classification offered for the label on the day."""
    found: str = StepLabel.objects.classified_on(day).values_list("classification", flat=True).get(name=name)
    return found


@pytest.mark.parametrize(
    ("name", "moved_on"), [("Start Again", dt.date(2017, 11, 1)), ("100C 100E", dt.date(2017, 12, 1))]
)
def test_two_labels_left_mobilisation_for_training(name: str, moved_on: dt.date) -> None:
    assert group(name, moved_on - dt.timedelta(days=1)) == Classification.MOBILISATION
    assert group(name, moved_on) == Classification.NON_QUALIFYING


def test_every_label_is_classified_since_always() -> None:
    labels = StepLabel.objects.classified_on(dt.date(2008, 1, 1))
    assert labels.count() == 52
    assert {label.classification for label in labels} == set(Classification)


def test_an_unclassified_label_has_no_group() -> None:
    StepLabel.objects.create(name="Atelier Rouge-gorge")
    assert StepLabel.objects.classified_on(dt.date(2017, 1, 1)).get(name="Atelier Rouge-gorge").classification is None


def test_lasting_jobs_are_the_two_rows_of_the_comments() -> None:
    lasting = StepLabel.objects.filter(lasting_job=True)
    assert [label.name for label in lasting] == [
        "Contrat de professionnalisation / Apprentissage",
        "Contrat long (CDI /CDD +6 mois)",
    ]
