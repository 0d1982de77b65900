"""Reading lists of communes for the whole of France; pure, from a file to rows of our tables.

Three files are understood, known by their content:
- `v_commune_AAAA.csv` (INSEE, code officiel géographique; commas): TYPECOM, COM, LIBELLE are read;
- `v_mvt_commune_AAAA.csv` (INSEE, movements since 1943; commas): DATE_EFF, TYPECOM_AV, COM_AV, LIBELLE_AV,
  TYPECOM_AP, COM_AP, LIBELLE_AP are read: former communes, what they became, former names;
- JSON of @etalab/decoupage-administratif: a list of `code`, `nom`, `type`, `codesPostaux`.
"""

import datetime as dt
import json
from collections import defaultdict
from itertools import groupby
from pathlib import Path

from jalon.reference.files import Row, read_csv

LIST_COLUMNS = {"TYPECOM", "COM", "LIBELLE"}
MOVEMENT_COLUMNS = {"DATE_EFF", "TYPECOM_AV", "COM_AV", "LIBELLE_AV", "TYPECOM_AP", "COM_AP", "LIBELLE_AP"}
COMMUNE = "COM"  # the other types (delegated, associated, arrondissement) are no communes


def read(path: Path) -> dict[str, list[Row]]:
    """Rows by model name; ValueError when the file is none of the three."""
    if path.suffix == ".json":
        return {"Commune": _from_json(path)}
    rows = read_csv(path, delimiter=",")
    columns = set(rows[0]) if rows else set()
    if columns >= MOVEMENT_COLUMNS:
        return _from_movements(rows)
    if columns >= LIST_COLUMNS:
        return {"Commune": [{"code": r["COM"], "name": r["LIBELLE"]} for r in rows if r["TYPECOM"] == COMMUNE]}
    raise ValueError(
        "liste de communes non reconnue : ni v_commune, ni v_mvt_commune, ni JSON de découpage administratif"
    )


def _from_json(path: Path) -> list[Row]:
    return [
        {"code": commune["code"], "name": commune["nom"], "postcodes": " ".join(commune.get("codesPostaux", []))}
        for commune in json.loads(path.read_text(encoding="utf-8"))
        if commune["type"] == "commune-actuelle"
    ]


def _from_movements(rows: list[Row]) -> dict[str, list[Row]]:
    between_communes = [r for r in rows if r["TYPECOM_AV"] == r["TYPECOM_AP"] == COMMUNE]
    history = _History()
    for day, moves in groupby(sorted(between_communes, key=lambda r: r["DATE_EFF"]), key=lambda r: r["DATE_EFF"]):
        history.apply(dt.date.fromisoformat(day), list(moves))
    return {"Commune": list(history.communes.values()), "CommuneName": history.name_rows()}


class _History:
    """The communes touched by movements, day after day."""

    def __init__(self) -> None:
        self.communes: dict[str, Row] = {}
        self.names: dict[str, list[Row]] = defaultdict(list)

    def apply(self, day: dt.date, moves: list[Row]) -> None:
        """The movements of one day: codes that end, that begin, that change their name."""
        before = {r["COM_AV"]: r["LIBELLE_AV"] for r in moves}
        after = {r["COM_AP"]: r["LIBELLE_AP"] for r in moves}
        for code, name in before.items():
            row = self.communes.setdefault(code, {"code": code, "name": name, "valid_from": "", "valid_to": ""})
            if code not in after:
                eve = (day - dt.timedelta(days=1)).isoformat()
                row.update(name=name, valid_to=eve, successor=next(r["COM_AP"] for r in moves if r["COM_AV"] == code))
        for code, name in after.items():
            row = self.communes.setdefault(code, {"code": code, "valid_from": ""})
            if code not in before:
                row["valid_from"] = day.isoformat()
            elif before[code] != name:
                self._rename(code, before[code], name, day)
            row.update(name=name, valid_to="", successor="")

    def _rename(self, code: str, old: str, new: str, day: dt.date) -> None:
        names = self.names[code]
        if names:
            names[-1]["valid_to"] = (day - dt.timedelta(days=1)).isoformat()
        else:
            names.append(self._name(code, old, "", (day - dt.timedelta(days=1)).isoformat()))
        names.append(self._name(code, new, day.isoformat(), ""))

    def _name(self, code: str, name: str, start: str, end: str) -> Row:
        return {"commune": code, "name": name, "valid_from": start, "valid_to": end}

    def name_rows(self) -> list[Row]:
        """The rows of former and present names."""
        return [row for rows in self.names.values() for row in rows]
