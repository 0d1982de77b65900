"""Reading the files of nomenclatures: no database, nothing but rows of text."""

import csv
import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

Row = dict[str, Any]


def read_csv(path: Path, delimiter: str = ";") -> list[Row]:
    """The lines of a CSV file (UTF-8, with or without BOM) by column name."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def read_boundaries(path: Path) -> list[Row]:
    """The features of an ANCT GeoJSON file (`code_qp`, MultiPolygon) as rows of boundaries."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [
        {"district": feature["properties"]["code_qp"], "coordinates": feature["geometry"]["coordinates"]}
        for feature in features
    ]


def read(path: Path) -> list[Row]:
    """The rows of a versioned file of `reference/data`, whatever its format."""
    return read_boundaries(path) if path.suffix == ".geojson" else read_csv(path)
