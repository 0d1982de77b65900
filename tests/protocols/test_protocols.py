"""The two protocols, as `migrate` leaves them, and what the database refuses."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jalon.protocols.enums import EntryDateBasis
from jalon.protocols.models import Protocol

pytestmark = pytest.mark.django_db


def protocol(start: dt.date, end: dt.date, **changes: Any) -> Protocol:
    """A third protocol, like the second but for its dates and what is said."""
    values = Protocol.objects.filter(pk="2021-2026").values().get()
    return Protocol(**{**values, "code": "essai", "name": "Essai", "start": start, "end": end, **changes})


@pytest.mark.parametrize("code", ["2016-2020", "2021-2026"])
def test_targets_are_those_of_the_agreements(code: str) -> None:
    found = Protocol.objects.get(pk=code)
    assert (found.entries_per_fte, found.active_file_per_fte, found.positive_share) == (56, 70, Decimal("0.5"))
    assert (found.partner_referrals, found.partner_entries) == (800, 670)
    assert (found.max_months, found.suspension_max_months, found.review_every_months) == (30, 2, 5)
    assert found.entry_date_basis == EntryDateBasis.VALIDATED
    assert found.perimeter_id == "dijon-metropole"


def test_entry_is_systematic_since_2021() -> None:
    systematic = Protocol.objects.filter(systematic_entry=True)
    assert [p.code for p in systematic] == ["2021-2026"]


@pytest.mark.parametrize(
    ("day", "in_force", "for_entry"),
    [
        (dt.date(2014, 5, 1), None, "2016-2020"),
        (dt.date(2015, 12, 31), None, "2016-2020"),
        (dt.date(2016, 1, 1), "2016-2020", "2016-2020"),
        (dt.date(2020, 12, 31), "2016-2020", "2016-2020"),
        (dt.date(2021, 1, 1), "2021-2026", "2021-2026"),
        (dt.date(2026, 12, 31), "2021-2026", "2021-2026"),
        (dt.date(2027, 1, 1), None, None),
    ],
)
def test_which_protocol_governs(day: dt.date, in_force: str | None, for_entry: str | None) -> None:
    assert getattr(Protocol.objects.in_force_on(day), "code", None) == in_force
    assert getattr(Protocol.objects.for_entry(day), "code", None) == for_entry


def test_no_protocol_at_all_governs_nothing() -> None:
    Protocol.objects.all().delete()
    assert Protocol.objects.for_entry(dt.date(2017, 1, 1)) is None


OVERLAPS = [
    (dt.date(2026, 12, 31), dt.date(2030, 12, 31)),
    (dt.date(2010, 1, 1), dt.date(2016, 1, 1)),
    (dt.date(2018, 1, 1), dt.date(2018, 12, 31)),
    (dt.date(2010, 1, 1), dt.date(2030, 1, 1)),
]


@pytest.mark.parametrize(("start", "end"), OVERLAPS)
def test_the_database_refuses_two_protocols_on_a_day(start: dt.date, end: dt.date) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        protocol(start, end).save(force_insert=True)


def test_the_database_refuses_a_move_onto_another() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Protocol.objects.filter(pk="2021-2026").update(start=dt.date(2020, 12, 31))


def test_protocols_that_touch_do_not_overlap() -> None:
    protocol(dt.date(2027, 1, 1), dt.date(2032, 12, 31)).save(force_insert=True)
    assert Protocol.objects.count() == 3


@pytest.mark.parametrize(("start", "end"), OVERLAPS)
def test_a_form_says_so_in_french_first(start: dt.date, end: dt.date) -> None:
    with pytest.raises(ValidationError, match="chevauchent"):
        protocol(start, end).full_clean()


def test_a_protocol_does_not_overlap_itself() -> None:
    Protocol.objects.get(pk="2016-2020").full_clean()


@pytest.mark.parametrize(
    ("end", "changes"), [(dt.date(2026, 12, 31), {}), (dt.date(2032, 12, 31), {"positive_share": Decimal("1.5")})]
)
def test_the_database_refuses_nonsense(end: dt.date, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        protocol(dt.date(2027, 1, 1), end, **changes).save(force_insert=True)
