"""What was measured, as Markdown tables."""

from pathlib import Path

Heads = tuple[str, ...]
Rows = list[list[str]]

IMPORTS: Heads = ("people", "engine", "what", "rows", "seconds", "rows/s", "peak memory, MiB")
LETTER: Heads = ("people", "engine", "letter", "letter, ms", "by hand, ms", "ratio", "by hand, each block, ms")
PAGES: Heads = ("people", "engine", "page", "ms", "against the letter")
BEGIN, END = "<!-- measures -->", "<!-- end of the measures -->"


def markdown(heads: Heads, rows: Rows) -> str:
    """A table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def show(heads: Heads, rows: Rows) -> None:
    """Print a table, at once."""
    print(markdown(heads, rows) + "\n", flush=True)


def put(path: Path, text: str) -> None:
    """Put a text between the two marks of a file, in the place of what was there; ValueError without marks."""
    before, mark, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not mark or not end:
        raise ValueError(f"{path} lacks the marks {BEGIN} and {END}")
    path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")
