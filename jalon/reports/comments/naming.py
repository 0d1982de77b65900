"""From what one types, `{entrées du mois}`, to what is kept, `{entries_month}`, and back. Pure.

A name is understood without its accents, capitals or signs; so a label that changes its name loses no text.
"""

from difflib import get_close_matches

from jalon.core.folding import folded
from jalon.core.french import NARROW, NO_BREAK, number
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.template import places, renamed, stray
from jalon.reports.comments.typography import lines

STRAY = f"Une accolade est de trop, ou il en manque une{NO_BREAK}: un champ s’écrit {{entrées du mois}}."

MOST = 5
"""Faults told one by one."""


def kept(text: str, facts: Facts) -> str:
    """The text with the keys of its fields, tidied; names that mean nothing stay (see `faults`)."""
    keys = _keys(facts)
    return "\n".join(lines(renamed(text, lambda name: keys.get(folded(name), name))))


def shown(text: str, facts: Facts) -> str:
    """The text with the names of its fields; a key that is no more stays as it is."""
    return renamed(text, lambda key: facts.fields[key].name if key in facts.fields else key)


def faults(text: str, facts: Facts) -> list[str]:
    """What stands in the way of keeping what was typed: a field that does not exist, a brace alone."""
    keys = _keys(facts)
    found = [STRAY] if stray(text) else []
    unknown = dict.fromkeys(place.name for place in places(text) if folded(place.name) not in keys)
    strange = [name for name in unknown if name not in facts.fields]
    more = len(strange) - MOST
    others = [f"Et {number(more)} {'autres' if more > 1 else 'autre'}."] if more > 0 else []
    return found + [_unknown(name, keys, facts) for name in strange[:MOST]] + others


def _unknown(name: str, keys: dict[str, str], facts: Facts) -> str:
    near = get_close_matches(folded(name), keys, n=1, cutoff=0.5)
    hint = f" Vouliez-vous {{{facts.fields[keys[near[0]]].name}}}{NARROW}?" if near else ""
    return f"{{{name}}} n’est pas un champ.{hint}"


def _keys(facts: Facts) -> dict[str, str]:
    return {folded(field.name): key for key, field in facts.fields.items()}
