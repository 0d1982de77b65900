"""The letter against one hand-written SQL statement a block, and what stands behind a figure's page.

python -m bench.letter --people 13000 --engine sqlite
"""

from bench import places, tables
from bench.places import Place


def measure(place: Place, runs: int) -> tables.Rows:
    """A row a letter; fails when a figure differs from the one found by hand."""
    return [
        [
            f"{place.people:,}",
            place.engine,
            each["window"],
            f"{each['letter']:.0f}",
            f"{each['by_hand']:.0f}",
            f"{each['ratio']:.2f}",
            ", ".join(f"{block} {time:g}" for block, time in each["blocks"].items()),
        ]
        for each in place.measure("letters", str(runs))
    ]


def measure_pages(place: Place, runs: int, letter: float) -> tables.Rows:
    """A row a page; `letter` in milliseconds."""
    return [
        [f"{place.people:,}", place.engine, name, f"{time:.0f}", f"{time / letter:.2f}"]
        for name, time in place.measure("pages", str(runs)).items()
    ]


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    for place in places.places(options):
        place.measure("import", str(place.folder))
        rows = measure(place, options.runs)
        tables.show(tables.LETTER, rows)
        tables.show(tables.PAGES, measure_pages(place, options.runs, float(rows[1][3])))


if __name__ == "__main__":
    main()
