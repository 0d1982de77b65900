"""Which words of names the words of a text may stand for: themselves, one letter apart, or parts of one word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from jalon.reports.names.words import PARTICLES
from jalon.roster.rules import LEAST_LETTERS, deletions, one_error

Near = Mapping[str, Mapping[str, int]]
"""For a word of a text, the words of names it may stand for, with the number of errors."""

_LEAST_PART = 2
_PREFIXES = PARTICLES | {one + other for one in PARTICLES for other in PARTICLES}


def near(single: set[str], glued: set[str], names: Iterable[str]) -> Near:
    """The words of the names that these words of a text mean. `glued`: several words written as one, taken exactly.

    The text is small and the names many: it is the text that is indexed, by its words short of one letter.
    """
    by_key = _by_key(single)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    known = set()
    for name in names:
        known.add(name)
        if name in single or name in glued:
            found[name][name] = 0
        if len(name) >= LEAST_LETTERS:
            for key in deletions(name):
                for word in by_key.get(key, ()):
                    if word != name and abs(len(word) - len(name)) <= 1 and one_error(name, word):
                        found[word][name] = 1
    for word in single:
        for part in _parts(word, known):
            found[word].setdefault(part, 0)
    return found


def _by_key(words: set[str]) -> dict[str, list[str]]:
    by_key: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= LEAST_LETTERS - 1:
            for key in deletions(word):
                by_key[key].append(word)
    return by_key


def _parts(word: str, known: set[str]) -> set[str]:
    """« rougegorge » → rouge, gorge, when both are of names; « delatour » → tour."""
    found: set[str] = set()
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head, tail = word[:cut], word[cut:]
        if tail in known and (head in known or head in _PREFIXES):
            found |= {head, tail} & known
    return found
