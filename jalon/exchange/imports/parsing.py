"""A folder read into rows: each cell understood, each key unique, each link leading somewhere."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jalon.core.work import Progress
from jalon.exchange import format as f
from jalon.exchange import reading
from jalon.exchange.cells import Refused, formula_like
from jalon.exchange.faults import MAX_VALUE, Fault
from jalon.exchange.format import Column, FileFormat
from jalon.exchange.imports.contacts import Contacts

ABOUT_DAYS = (f.PATHWAYS, f.EXITS)
NO_FORMULA = "un texte qui ne commence ni par = ni par @ ni par une tabulation, ni par + ou - hors nombre et téléphone"


@dataclass
class Table:
    """The rows of a file by key, and the physical line of each."""

    rows: dict[Any, Any] = field(default_factory=dict)
    lines: dict[Any, int] = field(default_factory=dict)


@dataclass
class Reading:
    """A folder as read: a table a file, the contacts apart, and what is wrong so far.

    `unsure`: pathways of which a row could not be read; `blind`: a whole file about them could not. What rests on
    their days is then not judged, so that one fault is told once.
    """

    tables: dict[str, Table]
    contacts: Contacts
    faults: list[Fault]
    encodings: dict[str, str]
    lines_read: int = 0
    unsure: set[str] = field(default_factory=set)
    blind: bool = False


class FolderReader:
    """Reads the files in the order of their links; `base_keys` are the keys the base already holds, by file."""

    def __init__(self, codes: f.Codes, base_keys: Mapping[str, Iterable[str]], progress: Progress) -> None:
        self.formats = f.files(codes)
        self.named: dict[str, set[str]] = {name: set(keys) for name, keys in base_keys.items()}
        self.progress = progress
        self.result = Reading({name: Table() for name in self.formats}, Contacts(), [], {})

    def read(self, folder: Path) -> Reading:
        """Read every file of a folder; nothing is raised: what is wrong is in the faults."""
        present = {path.name: path for path in sorted(folder.iterdir()) if not path.name.startswith(".")}
        self._fault_files(present)
        for name, fmt in self.formats.items():
            if name in present:
                try:
                    self._read_file(fmt, present[name])
                except (reading.Unreadable, OSError) as error:
                    expected = str(error) if isinstance(error, reading.Unreadable) else "un fichier lisible"
                    self._fault(fmt, None, None, "", expected)
                    self._lose_sight(fmt)
        self._check_parents()
        return self.result

    def _fault_files(self, present: Mapping[str, Path]) -> None:
        listed = ", ".join(self.formats)
        self.result.faults += [
            Fault(name, None, None, "", f"un fichier parmi : {listed}") for name in present if name not in self.formats
        ]
        self.result.faults += [
            Fault(name, None, None, "", "ce fichier, obligatoire")
            for name, fmt in self.formats.items()
            if fmt.compulsory and name not in present
        ]

    def _fault(self, fmt: FileFormat, line: int | None, column: str | None, value: str, expected: str) -> None:
        self.result.faults.append(Fault(fmt.name, line, column, value[:MAX_VALUE], expected))

    def _read_file(self, fmt: FileFormat, path: Path) -> None:
        encoding = reading.encoding_of(path)
        self.result.encodings[fmt.name] = encoding
        records = reading.records(path, encoding)
        _, header = next(records, (1, []))
        faults = reading.header_faults(fmt, header)
        self.result.faults += faults
        if faults:
            self._claim_keys(fmt, header, records)
            self._lose_sight(fmt)
            return
        places = [(header.index(c.name) if c.name in header else None, c) for c in fmt.columns]
        width = len(header)
        for line, cells in self.progress.over(records, fmt.name):
            self.result.lines_read += 1
            if len(cells) != width:
                self._fault(fmt, line, None, "", f"{width} cellules comme l’en-tête, au lieu de {len(cells)}")
                self._claim(fmt, dict(zip(header, cells, strict=False)).get(fmt.key_column, ""))
            else:
                self._read_record(fmt, line, places, cells)

    def _claim_keys(self, fmt: FileFormat, header: list[str], records: Iterable[tuple[int, list[str]]]) -> None:
        """Take note of the keys of a file whose header is wrong, so that its links are not all called dangling."""
        if "code" in header:
            place = header.index("code")
            with suppress(reading.Unreadable):
                for _, cells in records:
                    self._claim(fmt, cells[place] if place < len(cells) else "")

    def _claim(self, fmt: FileFormat, code: str) -> None:
        """Take note of the key of a row that could not be read."""
        if fmt.name in self.named:
            self.named[fmt.name].add(code)
        if fmt.name in ABOUT_DAYS:
            self.result.unsure.add(code)

    def _lose_sight(self, fmt: FileFormat) -> None:
        self.result.blind = self.result.blind or fmt.name in ABOUT_DAYS

    def _read_record(
        self, fmt: FileFormat, line: int, places: list[tuple[int | None, Column]], cells: list[str]
    ) -> None:
        values, sound = [], True
        for place, column in places:
            cell = "" if place is None else cells[place]
            expected = self._fault_in(cell, column, fmt)
            if expected is None:
                try:
                    values.append(column.read(cell))
                    continue
                except Refused as refusal:
                    expected = str(refusal)
            self._fault(fmt, line, column.name, cell, expected)
            sound = False
        if sound:
            self._keep(fmt, line, fmt.row._make(values))
        else:
            self._claim(fmt, cells[places[0][0] or 0])

    def _fault_in(self, cell: str, column: Column, fmt: FileFormat) -> str | None:
        """What was expected of a cell, when it is formula-like, missing or a dangling link."""
        if not cell:
            return "une valeur, obligatoire" if column.required else None
        if cell[0] in "=@\t\r+-" and formula_like(cell):
            return NO_FORMULA
        if column.refers and column.refers != fmt.name and cell not in self.named[column.refers]:
            return f"un code connu de {column.refers} ou de la base"
        return None

    def _keep(self, fmt: FileFormat, line: int, row: Any) -> None:
        if fmt.key is None:
            self.result.contacts.append(row)
            return
        table, key = self.result.tables[fmt.name], fmt.key(row)
        first = table.lines.get(key)
        if first is not None:
            self._fault(fmt, line, fmt.key_column, str(row[0]), f"une clé unique, déjà écrite à la ligne {first}")
            return
        table.rows[key], table.lines[key] = row, line
        if fmt.name in self.named:
            self.named[fmt.name].add(row.code)

    def _check_parents(self) -> None:
        fmt = self.formats[f.ORGANISATIONS]
        table = self.result.tables[fmt.name]
        for code, row in table.rows.items():
            if row.parent and row.parent not in self.named[fmt.name]:
                self._fault(fmt, table.lines[code], "parent", row.parent, f"un code connu de {fmt.name} ou de la base")
