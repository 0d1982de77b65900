"""The whole letter: figures, charts, comments, sheet and PDF; its versions; the closing of twenty of them.

python -m bench.publications --people 1300 13000 --engine sqlite
"""

from collections.abc import Mapping
from pathlib import Path

from bench import places, tables
from bench.places import Place

HEADS: tables.Heads = ("people", "engine", "what", "ms", "ms of this process", "against the figures by hand")
CLOSINGS: tables.Heads = (
    "people",
    "engine",
    "versions",
    "seconds",
    "seconds of this process",
    "seconds a version",
    "peak memory, MiB",
)
CONTACTS = 2
"""A person: the letter counts none of them."""
BY_HAND = "figures by hand"


def measure(place: Place, runs: int, versions: int) -> tables.Rows:
    """A row for each thing made; the base must be filled."""
    found = place.measure("publications", str(runs), str(versions))
    return [
        [
            *(f"{place.people:,}", place.engine, name),
            *(f"{1000 * time:.0f}", f"{1000 * spent:.0f}", f"{time / found[BY_HAND][0]:.1f}"),
        ]
        for name, (time, spent) in found.items()
    ]


def measure_closing(place: Place, versions: int) -> tables.Rows:
    """The row of a closing, in a process of its own."""
    found = place.measure("closing", str(versions))
    seconds, made = found["seconds"], found["versions"]
    times = (f"{seconds:.1f}", f"{found['spent']:.1f}", f"{seconds / made:.2f}")
    return [[f"{place.people:,}", place.engine, str(made), *times, str(found["peak"])]]


def put(path: Path, found: Mapping[tables.Heads, tables.Rows]) -> None:
    """Put the tables in the page."""
    tables.put(path, tables.all_markdown(found), "publications")


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    found: dict[tables.Heads, tables.Rows] = {HEADS: [], CLOSINGS: []}
    for place in places.places(options, contacts=CONTACTS):
        place.measure("import", str(place.folder))
        tables.tell(found, HEADS, measure(place, options.runs, options.versions))
        tables.tell(found, CLOSINGS, measure_closing(place, options.versions))
    if options.output:
        put(options.output, found)


if __name__ == "__main__":
    main()
