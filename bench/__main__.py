"""All the measures, size by size, engine by engine; with --output, the tables are put in that file.

python -m bench --people 1300 13000 195000 --output docs/performance.md
"""

from bench import imports, letter, places, tables


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    found: dict[tuple[str, ...], tables.Rows] = {tables.LETTER: [], tables.IMPORTS: [], tables.PAGES: []}
    for place in places.places(options):
        speeds = imports.measure(place)
        letters = letter.measure(place, options.runs)
        pages = letter.measure_pages(place, options.runs, float(letters[1][3]))
        for heads, rows in ((tables.IMPORTS, speeds), (tables.LETTER, letters), (tables.PAGES, pages)):
            tables.show(heads, rows)
            found[heads] += rows
    if options.output:
        tables.put(options.output, "\n\n".join(tables.markdown(heads, rows) for heads, rows in found.items()))


if __name__ == "__main__":
    main()
