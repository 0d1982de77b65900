"""The typed history as a file: CSV, UTF-8, semicolons, columns `indicateur;periode;valeur;source`."""

import csv
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.reports.actions import correct_figure, type_figure
from jalon.reports.models import TypedFigure

COLUMNS = ["indicateur", "periode", "valeur", "source"]


@dataclass
class Loaded:
    """What became of the lines; nothing is written when there is a fault."""

    typed: int = 0
    corrected: int = 0
    faults: list[str] = field(default_factory=list)


def load_history(*, by: User | None, path: Path) -> Loaded:
    """Type every line of the file, all or nothing; a line already there is left alone, or corrected.

    OSError or UnicodeDecodeError when the file cannot be read.
    """
    loaded = Loaded()
    with transaction.atomic(), path.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines, delimiter=";")
        if rows.fieldnames != COLUMNS:
            loaded.faults.append(f"colonnes attendues : {';'.join(COLUMNS)}")
        else:
            for row in rows:
                _load(row, rows.line_num, loaded, by)
        if loaded.faults:
            transaction.set_rollback(True)
    return loaded


def _load(row: dict[str, str], number: int, loaded: Loaded, by: User | None) -> None:
    code, period, source = (row[name] or "" for name in ("indicateur", "periode", "source"))
    try:
        value = Decimal(row["valeur"] or "")
        figure = TypedFigure.objects.filter(code=code, period=period).first()
        if figure is None:
            type_figure(by=by, code=code, period=period, value=value, source=source)
            loaded.typed += 1
        else:
            changed = correct_figure(figure, by=by, code=code, period=period, value=value, source=source)
            loaded.corrected += changed
    except InvalidOperation:
        loaded.faults.append(f"ligne {number}, valeur : « {row['valeur']} » n’est pas un nombre")
    except ValidationError as refused:
        loaded.faults += [f"ligne {number} : {message}" for message in refused.messages]
