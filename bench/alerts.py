"""The alerts of a day: for everyone, for a référent, for a person, against one statement written by hand.

python -m bench.alerts --people 1300 13000 --output docs/performance.md
"""

from bench import places, tables
from bench.places import Place

HEADS = ("people", "engine", "files open", "alerts of", "ms", "times the statement by hand")


def measure(place: Place, runs: int) -> tables.Rows:
    """A row for each thing asked."""
    place.measure("import", str(place.folder))
    found = place.measure("alerts", str(runs))
    return [
        [f"{place.people:,}", place.engine, f"{found['files']:,}", name, f"{ms:.1f}", f"{found['ratios'][name]:.2f}"]
        for name, ms in found["times"].items()
    ]


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    found: tables.Rows = []
    for place in places.places(options):
        rows = measure(place, options.runs)
        tables.show(HEADS, rows)
        found += rows
    if options.output:
        tables.put(options.output, tables.markdown(HEADS, found), "alerts")


if __name__ == "__main__":
    main()
