"""Putting an example PLIE in an empty base: that of Dijon in 2017, or a small one to look at things quickly."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from jalon.accounts.models import Caseworker, User
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.core.work import Progress
from jalon.demo.accounts import FILE, open_accounts
from jalon.demo.appointments import write_example_appointments
from jalon.demo.publishing import publish
from jalon.demo.solver.example import write_example
from jalon.demo.week.actions import write_week
from jalon.exchange.imports.folder import Outcome, import_folder
from jalon.organisations.models import Organisation
from jalon.people.models import Participant
from jalon.reports.actions import compute_since
from jalon.reports.loading import load_history

NAME = "dijon-2017"
SMALL_FOLDER = Path(__file__).parent / "exemple"
SMALL_ACCOUNTS = FILE.with_name("comptes_petit.csv")
HISTORY = FILE.with_name("history_2016.csv")
FIRST_COMPUTED = 2017
TARGET = "demo"
HOLDERS = (Organisation, Caseworker, Participant, User)
"""An empty base has none of these; the nomenclatures of `migrate` do not count."""


class OtherData(Exception):
    """The base holds other data than the example."""


def load_example(progress: Progress | None = None, *, small: bool = False) -> bool:
    """Import an example and open its accounts, all or nothing; False when the base already holds it.

    Raises OtherData, having changed nothing.
    """
    name = SMALL_FOLDER.name if small else NAME
    with transaction.atomic():
        loaded = list(_loaded().values_list("target_key", flat=True))
        if _imports() > len(loaded) or (loaded and name not in loaded) or (not loaded and _holds_data()):
            raise OtherData
        if loaded:
            return False
        outcome = import_folder(SMALL_FOLDER, by=None, progress=progress) if small else _import_written(progress)
        if outcome.faults:
            raise ValueError("\n".join(map(str, outcome.faults)))
        write_example_appointments()
        open_accounts(SMALL_ACCOUNTS if small else FILE)
        write_week()
        if not small:
            _type_history()
            publish()
        record(by=None, verb=Verb.IMPORTED, target=TARGET, key=name)
    return True


def holds(name: str) -> bool:
    """Whether this example was loaded in the base."""
    return _loaded().filter(target_key=name).exists()


def _loaded() -> QuerySet[Event]:
    return Event.objects.filter(target=TARGET).order_by("pk")


def _import_written(progress: Progress | None) -> Outcome:
    """Write the example of Dijon as a folder and import it, as any PLIE imports its own."""
    with tempfile.TemporaryDirectory() as folder:
        example = Path(folder) / NAME
        write_example(example)
        return import_folder(example, by=None, progress=progress)


def _type_history() -> None:
    """What was published of 2016: typed figures, to compare with; everything from 2017 on is computed."""
    compute_since(by=None, year=FIRST_COMPUTED)
    faults = load_history(by=None, path=HISTORY).faults
    if faults:
        raise ValueError("\n".join(faults))


def _imports() -> int:
    """How many folders were ever imported."""
    return Event.objects.filter(verb=Verb.IMPORTED).exclude(target=TARGET).count()


def _holds_data() -> bool:
    return any(model._default_manager.exists() for model in HOLDERS)
