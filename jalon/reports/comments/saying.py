"""Turns of phrase that several blocks share. A sentence is a template; without one of its numbers, it is not said."""

from collections.abc import Sequence

from jalon.core import french
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.template import places

COLON = f"{french.NO_BREAK}: "


def said(facts: Facts, *ways: str) -> list[str]:
    """The first of these ways of saying whose numbers are all known; nothing when none is."""
    for way in ways:
        if way and all(facts.value(place.name) is not None for place in places(way)):
            return [way]
    return []


def number_of(facts: Facts, key: str, noun: str, *, none: str = "Aucune") -> str:
    """« 66 entrées », « Aucune entrée »: how a sentence begins."""
    return f"{none} {noun}" if facts.value(key) == 0 else f"{{{key}|{noun}}}"


def more(now: int, then: int) -> str:
    """« de plus », « de moins »."""
    return "de plus" if now > then else "de moins"


def against_target(facts: Facts, *, reached: str, target: str, pct: str, gap: str) -> str:
    """« , pour 652 attendues : 70 % de l’objectif à date, 193 de moins »; "" without a target or anything expected."""
    number, aim = facts.value(reached), facts.value(target)
    if number is None or not aim or facts.value(pct) is None:
        return ""
    span = "de l’année" if facts.window.is_year else "à date"
    start = f", pour {{{target}|attendue}}{COLON}"
    if number == aim:
        return f"{start}juste l’objectif {span}"
    return f"{start}{{{pct}}} de l’objectif {span}, {{{gap}}} {more(number, aim)}"


def bridge(facts: Facts, rank: str, noun: str) -> list[str]:
    """« Ce cumul compte 2 entrées d’octobre et 1 de septembre, saisies en novembre. »: why it is not the sum of months.

    `rank`: the keys of the late facts by month, the latest first.
    """
    keys = facts.ranks.get(rank, ())
    if not keys or any(facts.value(key) is None for key in keys):
        return []
    numbers = [facts.value(key) or 0 for key in keys]
    months = [french.of(french.MONTHS[int(key[-2:]) - 1]) for key in keys]
    plural = "s" if sum(numbers) > 1 else ""
    first = f"{{{keys[0]}|{noun}}} {months[0]}"
    parts = [first, *(f"{{{key}}} {month}" for key, month in zip(keys[1:], months[1:], strict=True))]
    return [f"Ce cumul compte {listed(parts)}, saisie{plural} {facts.when}."]


def listed(parts: Sequence[str]) -> str:
    """« a, b et c »."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"


def quoted(title: str) -> str:
    """« absent aux rendez-vous », with its signs."""
    return f"«{french.NARROW}{title}{french.NARROW}»"


def first_of(facts: Facts, rank: str, at_most: int) -> list[str]:
    """The first keys of a rank, none of those that tie with the next one: a place is not drawn by lot."""
    keys = [key for key in facts.ranks.get(rank, ()) if facts.over(key)]
    kept = keys[:at_most]
    while kept and len(keys) > len(kept) and facts.value(kept[-1]) == facts.value(keys[len(kept)]):
        kept.pop()
    return kept
