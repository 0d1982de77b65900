"""Nobody gives more than the whole of their time."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker
from jalon.audit.actions import save
from jalon.programme.models import Operation, OperationShare
from jalon.programme.rules import Dated, overfull_on

DAY = dt.date(2017, 6, 1)
BEFORE, AFTER = DAY - dt.timedelta(1), DAY + dt.timedelta(1)
HALF, MORE = Decimal("0.5"), Decimal("0.501")


@pytest.mark.parametrize(
    ("shares", "day"),
    [
        ([], None),
        ([(HALF, DAY, None), (HALF, DAY, None)], None),
        ([(HALF, BEFORE, None), (MORE, DAY, None)], DAY),
        ([(HALF, BEFORE, BEFORE), (MORE, DAY, None)], None),
        ([(HALF, BEFORE, DAY), (MORE, DAY, DAY)], DAY),
        ([(MORE, AFTER, None), (HALF, BEFORE, AFTER)], AFTER),
    ],
)
def test_the_first_day_on_which_shares_exceed_one(shares: list[Dated], day: dt.date | None) -> None:
    assert overfull_on(shares) == day


@pytest.mark.django_db
def test_a_share_too_many_is_refused_whatever_the_operation() -> None:
    nadia = Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")
    one, two = (Operation.objects.create(code=code, name=code, start=DAY) for code in ("A", "B"))
    kept = OperationShare(operation=one, caseworker=nadia, share=HALF, start=DAY)
    save(kept, by=None)
    kept.mission_letter = "classeur 2"
    save(kept, by=None)
    with pytest.raises(ValidationError, match="les parts de Nadia Cormier dépasseraient"):
        save(OperationShare(operation=two, caseworker=nadia, share=MORE, start=DAY), by=None)
    with pytest.raises(ValidationError, match="comprise entre 0 et 1"):
        save(OperationShare(operation=two, caseworker=nadia, share=Decimal(0), start=DAY), by=None)
