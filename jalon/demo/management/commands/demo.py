"""`manage demo`: the example PLIE in an empty base, and the accounts to look around with. Called by `run.py demo`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.demo.accounts import accounts
from jalon.demo.actions import OtherData, load_example
from jalon.exchange.management.commands.import_folder import Bar

ADDRESS = "http://127.0.0.1:8000"
HEADINGS = ("Rôle", "Adresse électronique", "Mot de passe")


class Command(BaseCommand):
    help = "Charge le PLIE d’exemple dans une base vide et dit avec quels comptes y entrer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--small", action="store_true", help="un petit exemple de vingt personnes")

    def handle(self, *args: Any, small: bool = False, **options: Any) -> None:
        try:
            new = load_example(Bar(), small=small)
        except OtherData:
            raise CommandError(
                "Cette base contient d’autres données que l’exemple : rien n’y est changé. "
                "Choisissez une base vide par DATABASE_URL."
            ) from None
        self.stdout.write(f"Le PLIE d’exemple est {'chargé.' if new else 'déjà là : rien n’est changé.'}")
        self.stdout.write(f"\nPour y entrer, sur {ADDRESS} :\n\n{_table()}\n")


def _table() -> str:
    """The accounts in columns."""
    lines = [HEADINGS, *((account.role.label, account.email, account.password) for account in accounts())]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
