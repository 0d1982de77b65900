"""The ready-made accounts of the example, one per role. Their password is public: never on a network."""

import csv
import datetime as dt
from pathlib import Path
from typing import NamedTuple

from jalon.accounts.actions import open_account
from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker
from jalon.organisations.models import Organisation

FILE = Path(__file__).parent / "data" / "comptes.csv"
SINCE = dt.date(2016, 7, 1)
"""The day the example begins."""


class Account(NamedTuple):
    """A line of a file of accounts."""

    role: Role
    first_name: str
    last_name: str
    email: str
    password: str
    caseworker: str
    organisation: str


def accounts(file: Path = FILE) -> list[Account]:
    """The accounts of an example, in the order of the roles."""
    with file.open(encoding="utf-8", newline="") as stream:
        _, *lines = csv.reader(stream, delimiter=";")
    return [Account(Role(role), *cells) for role, *cells in lines]


def open_accounts(file: Path = FILE) -> None:
    """Open them; the référents and the organisations they name must exist."""
    for account in accounts(file):
        open_account(
            by=None,
            email=account.email,
            password=account.password,
            first_name=account.first_name,
            last_name=account.last_name,
            role=account.role,
            since=SINCE,
            caseworker=Caseworker.objects.get(code=account.caseworker) if account.caseworker else None,
            organisation=Organisation.objects.get(code=account.organisation) if account.organisation else None,
        )
