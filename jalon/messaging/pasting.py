"""What one may paste as addressees: text in, people and faulty lines out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from jalon.core.folding import folded
from jalon.messaging.rules import one_line

HEADINGS = {"nom courriel", "nom e mail", "nom email", "nom adresse", "courriel", "courriel nom", "email", "e mail"}


@dataclass(frozen=True, slots=True)
class Someone:
    """A name (which may be unknown) and an address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A pasted line that is not an addressee: its number from 1, what it said, what was awaited."""

    line: int
    said: str
    expected: str


def is_address(text: str) -> bool:
    """Whether it is written as an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def read_lines(text: str) -> tuple[list[Someone], list[BadLine]]:
    """`nom;courriel`, one a line, or an address alone; an address said twice counts once."""
    people: dict[str, Someone] = {}
    faults: list[BadLine] = []
    for number, line in _lines(text):
        found = _read(line)
        if isinstance(found, str):
            faults.append(BadLine(number, line, found))
        else:
            people.setdefault(found.address.lower(), found)
    return list(people.values()), faults


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that say something, with their number; a heading says nothing."""
    for number, line in enumerate(text.splitlines(), 1):
        said = one_line(line.replace("\t", ";"))
        if said and not (number == 1 and folded(said) in HEADINGS):
            yield number, said


def _read(line: str) -> Someone | str:
    """The addressee of a line, or what it should have said."""
    if written := re.fullmatch(r"(.*?)<([^<>]+)>", line):
        cells = [written[1].strip(' "'), written[2].strip()]
    else:
        cells = [cell.strip(' "') for cell in line.split(";") if cell.strip(' "')]
    addresses = [cell for cell in cells if "@" in cell]
    if len(addresses) != 1:
        return "Écrivez un nom, un point-virgule, une seule adresse." if addresses else "Il manque l’adresse."
    names = [cell for cell in cells if cell not in addresses and cell]
    if len(names) > 1:
        return "Écrivez un nom, un point-virgule, une adresse."
    if not is_address(addresses[0]) or len(addresses[0]) > 254:
        return "Cette adresse n’est pas écrite comme une adresse de courriel."
    return Someone(names[0][:200] if names else "", addresses[0])
