"""`manage alerts --format json -o FILE [--referent CODE]`. Contract: docs/exchange.md."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.accounts.models import Caseworker
from jalon.alerts.compose import for_tools, standing
from jalon.core import clock
from jalon.core.command_line import BAD_CALL, write_whole


class Command(BaseCommand):
    help = "Écrit les alertes du jour, reportées ou non : un tableau JSON de {pathway, referent, kind, since}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=["json"], required=True)
        parser.add_argument("--referent", metavar="CODE", help="d’un référent ; sans lui, de tous")
        parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, referent: str | None, output: Path, **options: Any) -> None:
        codes = dict(Caseworker.objects.values_list("pk", "code"))
        asked = None if referent is None else [key for key, code in codes.items() if code == referent]
        if asked == []:
            raise CommandError(f"Aucun référent n’a le code « {referent} ».", returncode=BAD_CALL)
        rows = [
            {
                "pathway": alert.pathway or None,
                "referent": codes[alert.caseworker] if alert.caseworker else None,
                "kind": alert.kind.value,
                "since": alert.due.since.isoformat(),
            }
            for alert in for_tools(standing(clock.today(), asked))
        ]
        rows.sort(key=lambda row: (row["pathway"] or "", row["kind"] or "", row["since"] or ""))
        try:
            write_whole(output, (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())
        except OSError as error:
            raise CommandError(f"{output} ne peut pas être écrit : {error.strerror}.", returncode=BAD_CALL) from error
