"""What an import refuses, written from the contract's list: the random folders must pass it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from tests.independent.folder import Folder, Row

KEYS = {
    "organismes": ("code",),
    "referents": ("code", "debut"),
    "participants": ("code",),
    "situations": ("participant", "date"),
    "prescriptions": ("code",),
    "parcours": ("code",),
    "affectations": ("parcours", "debut"),
    "etapes": ("code",),
    "veilles": ("parcours", "debut"),
    "sorties": ("parcours",),
}
LINKS = (
    ("organismes", "parent", "organismes"),
    ("referents", "organisme", "organismes"),
    ("situations", "participant", "participants"),
    ("prescriptions", "participant", "participants"),
    ("prescriptions", "organisme", "organismes"),
    ("parcours", "participant", "participants"),
    ("parcours", "prescription", "prescriptions"),
    ("parcours", "referent", "referents"),
    ("affectations", "parcours", "parcours"),
    ("affectations", "referent", "referents"),
    ("etapes", "parcours", "parcours"),
    ("etapes", "organisme", "organismes"),
    ("veilles", "parcours", "parcours"),
    ("entretiens", "parcours", "parcours"),
    ("entretiens", "referent", "referents"),
    ("sorties", "parcours", "parcours"),
)
# file, the column whose day the `saisie_le` may not precede
RECORDED = (("parcours", "entree"), ("etapes", "debut"), ("sorties", "date"))
INTERVALS = (
    ("referents", "debut", "fin"),
    ("etapes", "debut", "fin"),
    ("veilles", "debut", "fin"),
    ("prescriptions", "date", "date_issue"),
)
PHONE_OR_NUMBER = re.compile(r"[+-][\d .()-]*")
FAR = dt.date.max.isoformat()


def faults(folder: Folder, today: dt.date) -> list[str]:
    """One line for each refusal; ISO days compare as texts."""
    return [
        *duplicate_keys(folder),
        *dangling_links(folder),
        *reversed_intervals(folder),
        *bad_recordings(folder, today.isoformat()),
        *bad_pathways(folder),
        *bad_referrals(folder),
        *formulas(folder),
    ]


def duplicate_keys(folder: Folder) -> Iterator[str]:
    """“a dangling or duplicate key”."""
    for name, columns in KEYS.items():
        seen: set[tuple[str, ...]] = set()
        for row in folder[name]:
            key = tuple(row[column] for column in columns)
            if key in seen or not all(key):
                yield f"{name}: {key} twice or empty"
            seen.add(key)


def dangling_links(folder: Folder) -> Iterator[str]:
    codes = {name: {row["code"] for row in folder[name]} for _, _, name in LINKS}
    for name, column, target in LINKS:
        for row in folder[name]:
            if row[column] and row[column] not in codes[target]:
                yield f"{name}: {column} {row[column]} unknown"


def reversed_intervals(folder: Folder) -> Iterator[str]:
    """“an end before its start”."""
    for name, start, end in INTERVALS:
        for row in folder[name]:
            if row[end] and row[end] < row[start]:
                yield f"{name}: {row}"


def bad_recordings(folder: Folder, today: str) -> Iterator[str]:
    """“a `saisie_le` before its fact or after today (for a referral that was entered, compared with `date`)”."""
    facts: list[tuple[Row, str]] = [(row, row[column]) for name, column in RECORDED for row in folder[name]]
    facts += [
        (row, row["date_issue"] if row["issue"] == "non_entree" else row["date"]) for row in folder["prescriptions"]
    ]
    for row, fact in facts:
        if row["saisie_le"] and not fact <= row["saisie_le"] <= today:
            yield f"saisie_le: {row}"


def bad_pathways(folder: Folder) -> Iterator[str]:
    """An exit before its entry; a step or suspension that starts outside; “two open or overlapping pathways”."""
    exits = {row["parcours"]: row["date"] for row in folder["sorties"]}
    spans = {row["code"]: (row["entree"], exits.get(row["code"], FAR)) for row in folder["parcours"]}
    for code, (entry, left) in spans.items():
        if left < entry:
            yield f"sorties: {code}"
    for row in [*folder["etapes"], *folder["veilles"]]:
        entry, left = spans[row["parcours"]]
        if not entry <= row["debut"] <= left:
            yield f"outside its pathway: {row}"
    by_person: dict[str, list[tuple[str, str]]] = {}
    for row in folder["parcours"]:
        by_person.setdefault(row["participant"], []).append(spans[row["code"]])
    for person, own in by_person.items():
        yield from (f"overlap: {person}" for _ in overlaps(sorted(own)))


def overlaps(spans: list[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Those that start before the one before has ended, that day included."""
    return (after for before, after in pairwise(spans) if after[0] <= before[1])


def bad_referrals(folder: Folder) -> Iterator[str]:
    """“the `date_issue` of an `entree` equals the pathway's `entree`”; a non-entry has a day and a reason."""
    entries = {row["prescription"]: row["entree"] for row in folder["parcours"] if row["prescription"]}
    for row in folder["prescriptions"]:
        outcome = (bool(row["date_issue"]), bool(row["motif"]), row["code"] in entries)
        expected = {
            "en_attente": (False, False, False),
            "entree": (True, False, True),
            "non_entree": (True, True, False),
        }
        if outcome != expected[row["issue"]]:
            yield f"prescriptions: {row}"
        if row["issue"] == "entree" and entries.get(row["code"]) != row["date_issue"]:
            yield f"prescriptions: {row}"


def formulas(folder: Folder) -> Iterator[str]:
    """“a cell starting with `=`, `@`, tab or CR, or with `+` or `-` unless it is a phone number or a number”."""
    for name, rows in folder.files.items():
        for row in rows:
            for cell in row.values():
                if cell[:1] in tuple("=@\t\r") or (cell[:1] in ("+", "-") and not PHONE_OR_NUMBER.fullmatch(cell)):
                    yield f"{name}: {cell!r}"
