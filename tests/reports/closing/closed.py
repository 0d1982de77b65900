"""A month closed on a small folder, for the tests of what changes afterwards."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from jalon.accounts.models import User
from jalon.core import periods
from jalon.exchange.imports.folder import import_folder
from jalon.reports.closing.actions import close
from jalon.reports.closing.changes import Changes, Group, changes
from jalon.reports.models import Closing
from tests.exchange.example import write

MARCH = periods.month(2017, 3)
END = dt.date(2017, 3, 31)
Today = Callable[[dt.date], dt.date]

BEFORE = {
    "parcours": (
        "code;participant;prescription;referent;entree;saisie_le\n"
        "C1;P1;O1;R1;2017-02-01;\n"
        "C2;P2;O2;R2;2017-02-10;2017-03-02\n"
    ),
    "situations": "participant;date\n",
    "affectations": "parcours;referent;debut\n",
    "sorties": "parcours;date;motif;saisie_le\nC1;2017-03-20;emploi;2017-03-22\n",
}
"""What the base held on 31 March: nothing of what the example says of later months."""


def claire() -> User:
    """The coordinator."""
    return User.objects.create_user("claire@example.org", last_name="Tilleul", first_name="Claire")


def brought(folder: Path, files: Mapping[str, str], by: User | None = None) -> None:
    """The example imported, some of its files changed."""
    outcome = import_folder(write(folder, **files), by=by)
    assert outcome.accepted, [str(fault) for fault in outcome.faults]


def closed(by: User | None = None, why: str = "", as_of: dt.date = END) -> Closing:
    """March closed here and now."""
    found = close(by=by, period=MARCH, as_of=as_of, why=why)
    assert found.closed_at, found.trouble
    return found


def changed(closing: Closing) -> Changes:
    """What has changed in the letter of the whole PLIE."""
    return changes(closing.letters.get(edition__audience="ensemble"))


def totals(group: Group) -> dict[str, tuple[int, int, int]]:
    """The figures that a group moved."""
    return {effect.code: (effect.frozen, effect.now, effect.delta) for effect in group.totals}


def cells(group: Group) -> set[tuple[object, ...]]:
    """The cells that it moved, one dimension at a time."""
    found = [effect for effect in group.cells if len(effect.cell) == 1]
    return {(each.code, *map(str, each.cell.values()), each.frozen, each.now) for each in found}
