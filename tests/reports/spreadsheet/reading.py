"""A spreadsheet read back: its values as any reader sees them, its formulas computed again, its charts."""

import re
import zipfile
from fractions import Fraction
from io import BytesIO
from math import floor
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineWorkbook

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
CELL = re.compile(r"(?:(\w+)!)?\$?([A-Z]+)\$?(\d+)")


def values(content: bytes, page: str) -> list[list[Any]]:
    """The rows of a page, as a reader that computes nothing gives them."""
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(page).to_python()


def row_of(content: bytes, page: str, label: str) -> list[Any]:
    """The first line with this label."""
    return next(row for row in values(content, page) if row and row[0] == label)


def parts(content: bytes, folder: str) -> list[str]:
    """The texts of the files of a folder inside."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        return [
            book.read(name).decode() for name in book.namelist() if name.startswith(folder) and name.endswith("xml")
        ]


class Formulas:
    """The formulas of a book, computed with exact fractions."""

    def __init__(self, content: bytes, pages: tuple[str, ...]) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.formulas: dict[tuple[str, str], str] = {}
        texts = parts(content, "xl/worksheets/")
        for page, text in zip(pages, texts, strict=True):
            for cell in ElementTree.fromstring(text).iter(f"{{{NAMES['x']}}}c"):  # noqa: S314  (our own file)
                kept, formula = cell.find("x:v", NAMES), cell.find("x:f", NAMES)
                if kept is not None and kept.text:
                    self.kept[page, cell.attrib["r"]] = kept.text
                if formula is not None and formula.text:
                    self.formulas[page, cell.attrib["r"]] = formula.text

    def computed(self, page: str, address: str) -> Fraction:
        """The value of a cell: its formula computed, or the number it holds."""
        formula = self.formulas.get((page, address))
        return self._of(page, formula) if formula else Fraction(self.kept.get((page, address), "0"))

    def _of(self, page: str, formula: str) -> Fraction:
        if told := re.fullmatch(r"SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula):
            column, first, last = told.groups()
            rows = range(int(first), int(last) + 1)
            return sum((self.computed(page, f"{column}{row}") for row in rows), Fraction(0))
        if told := re.fullmatch(r"ROUND\((.+),(\d)\)", formula):
            scale = 10 ** int(told[2])
            return Fraction(floor(self._of(page, told[1]) * scale + Fraction(1, 2)), scale)
        written = CELL.sub(lambda cell: f"F({self._read(page, cell)!r})", formula)
        found = eval(re.sub(r"(?<![\w'/])(\d+)(?![\w'/])", r"F('\1')", written), {"F": Fraction})  # noqa: S307
        return Fraction(found)

    def _read(self, page: str, cell: re.Match[str]) -> str:
        return str(self.computed(cell[1] or page, f"{cell[2]}{cell[3]}"))
