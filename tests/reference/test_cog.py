"""Movements of communes, day after day."""

import datetime as dt
from pathlib import Path

from jalon.reference import cog

HEAD = "DATE_EFF,TYPECOM_AV,COM_AV,LIBELLE_AV,TYPECOM_AP,COM_AP,LIBELLE_AP\n"


def movements(folder: Path, lines: str) -> dict[str, list[dict[str, str]]]:
    file = folder / "mouvements.csv"
    file.write_text(HEAD + lines)
    return cog.read(file)


def test_a_name_changed_twice_has_three_periods(tmp_path: Path) -> None:
    names = movements(
        tmp_path, "2001-05-02,COM,99001,Le Hêtre,COM,99001,Hêtraie\n2010-01-01,COM,99001,Hêtraie,COM,99001,Les Hêtres\n"
    )["CommuneName"]
    assert [(row["name"], row["valid_from"], row["valid_to"]) for row in names] == [
        ("Le Hêtre", "", "2001-05-01"),
        ("Hêtraie", "2001-05-02", "2009-12-31"),
        ("Les Hêtres", "2010-01-01", ""),
    ]


def test_a_commune_restored_is_open_again_from_that_day(tmp_path: Path) -> None:
    rows = movements(
        tmp_path,
        "1973-01-01,COM,99002,Le Houx,COM,99001,Le Hêtre\n1973-01-01,COM,99001,Le Hêtre,COM,99001,Le Hêtre\n"
        "1990-06-01,COM,99001,Le Hêtre,COM,99001,Le Hêtre\n1990-06-01,COM,99001,Le Hêtre,COM,99002,Le Houx\n",
    )["Commune"]
    holly = next(row for row in rows if row["code"] == "99002")
    assert holly == {
        "code": "99002",
        "name": "Le Houx",
        "valid_from": dt.date(1990, 6, 1).isoformat(),
        "valid_to": "",
        "successor": "",
    }


def test_delegated_communes_are_no_communes(tmp_path: Path) -> None:
    assert movements(tmp_path, "2019-01-01,COMD,99003,If,COMD,99003,L'If\n") == {"Commune": [], "CommuneName": []}
