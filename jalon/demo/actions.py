"""Putting the example PLIE in an empty base."""

from pathlib import Path

from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.demo.accounts import open_accounts
from jalon.exchange.imports.folder import import_folder
from jalon.exchange.imports.parsing import Progress
from jalon.organisations.models import Organisation
from jalon.people.models import Participant

FOLDER = Path(__file__).parent / "exemple"
TARGET = "demo"
HOLDERS = (Organisation, Caseworker, Participant, User)
"""An empty base has none of these; the nomenclatures of `migrate` do not count."""


class OtherData(Exception):
    """The base holds other data than the example."""


def load_example(progress: Progress | None = None) -> bool:
    """Import the example and open its accounts, all or nothing; False when the base already holds it.

    Raises OtherData, having changed nothing.
    """
    with transaction.atomic():
        loaded = Event.objects.filter(target=TARGET).exists()
        if _imports() > int(loaded) or (not loaded and _holds_data()):
            raise OtherData
        if loaded:
            return False
        outcome = import_folder(FOLDER, by=None, progress=progress)
        if outcome.faults:
            raise ValueError("\n".join(map(str, outcome.faults)))
        open_accounts()
        record(by=None, verb=Verb.IMPORTED, target=TARGET, key=FOLDER.name)
    return True


def _imports() -> int:
    """How many folders were ever imported."""
    return Event.objects.filter(verb=Verb.IMPORTED).exclude(target=TARGET).count()


def _holds_data() -> bool:
    return any(model._default_manager.exists() for model in HOLDERS)
