"""`manage check_published [--report FILE.json] [--page FILE.md]`: the example against the published figures."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jalon.demo.published.check import check_published
from jalon.demo.published.page import page, shown, summary
from jalon.demo.published.verdicts import Compared, Verdict


class Command(BaseCommand):
    help = "Compare, case par case, les chiffres publiés de 2017 et ceux que Jalon calcule sur le PLIE d’exemple."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--report", metavar="FILE.json", type=Path, help="écrire chaque case dans ce fichier")
        parser.add_argument("--page", metavar="FILE.md", type=Path, help="écrire la page de la documentation")

    def handle(self, *args: Any, report: Path | None, **options: Any) -> None:
        compared = check_published()
        if report:
            report.write_text(_as_json(compared), encoding="utf-8")
        if options["page"]:
            options["page"].write_text(page(compared), encoding="utf-8")
        different = [each for each in compared if each.verdict is Verdict.DIFFERENT]
        for each in different:
            values = f"imprimé {shown(each.printed)}, calculé {shown(each.computed)}"
            self.stdout.write(f"{each.document} {each.cell} : {values} {each.why}".rstrip())
        self.stdout.write(summary(compared))
        if different:
            raise CommandError("Des cases diffèrent.")


def _as_json(compared: list[Compared]) -> str:
    rows = [each._asdict() | {"printed": shown(each.printed), "computed": shown(each.computed)} for each in compared]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
