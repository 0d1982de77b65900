"""What was measured, as Markdown tables."""

from collections.abc import Mapping
from pathlib import Path

Heads = tuple[str, ...]
Rows = list[list[str]]

IMPORTS: Heads = ("people", "engine", "what", "rows", "seconds", "rows/s", "peak memory, MiB")
LETTER: Heads = ("people", "engine", "letter", "letter, ms", "by hand, ms", "ratio", "by hand, each block, ms")
PAGES: Heads = ("people", "engine", "page", "ms", "against the letter")


def markdown(heads: Heads, rows: Rows) -> str:
    """A table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def show(heads: Heads, rows: Rows) -> None:
    """Print a table, at once."""
    print(markdown(heads, rows) + "\n", flush=True)


def tell(found: dict[Heads, Rows], heads: Heads, rows: Rows) -> None:
    """Print rows at once, and keep them for the page."""
    show(heads, rows)
    found[heads] += rows


def all_markdown(found: Mapping[Heads, Rows]) -> str:
    """Tables one after the other."""
    return "\n\n".join(markdown(heads, rows) for heads, rows in found.items())


def marks(name: str) -> tuple[str, str]:
    """What stands before and after the tables of that name."""
    return f"<!-- {name} -->", f"<!-- end of the {name} -->"


def put(path: Path, text: str, name: str = "measures") -> None:
    """Put a text between two marks of a file, in the place of what was there; ValueError without marks."""
    begin, end = marks(name)
    before, mark, rest = path.read_text(encoding="utf-8").partition(begin)
    _, last, after = rest.partition(end)
    if not mark or not last:
        raise ValueError(f"{path} lacks the marks {begin} and {end}")
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
