"""All the measures, size by size, engine by engine; with --output, the tables are put in that file.

python -m bench --people 1300 13000 195000 --output docs/performance.md
"""

from bench import imports, letter, places, publications, tables


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    found: dict[tables.Heads, tables.Rows] = {tables.LETTER: [], tables.IMPORTS: [], tables.PAGES: []}
    published: dict[tables.Heads, tables.Rows] = {publications.HEADS: [], publications.CLOSINGS: []}
    for place in places.places(options):
        tables.tell(found, tables.IMPORTS, imports.measure(place))
        letters = letter.measure(place, options.runs)
        tables.tell(found, tables.LETTER, letters)
        tables.tell(found, tables.PAGES, letter.measure_pages(place, options.runs, float(letters[1][3])))
        whole = publications.measure(place, options.runs, options.versions)
        tables.tell(published, publications.HEADS, whole)
        tables.tell(published, publications.CLOSINGS, publications.measure_closing(place, options.versions))
    if options.output:
        tables.put(options.output, tables.all_markdown(found))
        publications.put(options.output, published)


if __name__ == "__main__":
    main()
