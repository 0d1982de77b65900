"""What is wrong in a folder, said so that one can mend it: file, line, column, value, what was expected."""

from dataclasses import asdict, dataclass
from typing import Any

MAX_VALUE = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `line` is the physical line where the record starts (header: 1); None for a whole file."""

    file: str
    line: int | None
    column: str | None
    value: str
    expected: str

    def __str__(self) -> str:
        place = [self.file]
        if self.line is not None:
            place.append(f"ligne {self.line}")
        if self.column:
            place.append(f"colonne {self.column}")
        shown = f" « {self.value[:MAX_VALUE]} »" if self.value else ""
        return f"{', '.join(place)} :{shown} attendu : {self.expected}"

    def as_json(self) -> dict[str, Any]:
        """The fault as the report writes it."""
        return asdict(self)
