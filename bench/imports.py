"""Imports and exports: rows a second and peak memory, each in a process of its own.

python -m bench.imports --people 13000 --engine postgresql
"""

from bench import places, tables
from bench.places import Place


def measure(place: Place) -> tables.Rows:
    """A first import, the same folder again, an export; the base is left filled."""
    target = place.folder.with_name("export")
    return [
        _row(place, "first import", "import", str(place.folder)),
        _row(place, "same folder again", "import", str(place.folder)),
        _row(place, "export", "export", str(target)),
    ]


def _row(place: Place, name: str, *arguments: str) -> list[str]:
    found = place.measure(*arguments)
    speed = found["rows"] / found["seconds"]
    numbers = (f"{found['rows']:,}", f"{found['seconds']:.1f}", f"{speed:,.0f}", f"{found['peak']:,}")
    return [f"{place.people:,}", place.engine, name, *numbers]


def main() -> None:
    """Measure what the command line asks for."""
    for place in places.places(places.asked(__doc__)):
        tables.show(tables.IMPORTS, measure(place))


if __name__ == "__main__":
    main()
