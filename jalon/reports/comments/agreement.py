"""Nouns after a number, as French agrees them: the singular below two (1,9 jour), the plural from two on."""

from decimal import Decimal

FIXED = {
    "de",
    "du",
    "des",
    "d",
    "en",
    "à",
    "au",
    "aux",
    "par",
    "pour",
    "sans",
    "avec",
    "sur",
    "dans",
    "vers",
    "qui",
    "chez",
}
"""From one of these words on, the rest depends on the noun and does not move."""
INVARIABLE = ("s", "x", "z")


def agreed(value: int | Decimal | None, singular: str, plural: str = "") -> str:
    """« entrée », 66 → « entrées ». `plural` is needed only where the rule of `plural_of` errs."""
    if value is not None and -2 < value < 2:
        return singular
    return plural or plural_of(singular)


def plural_of(words: str) -> str:
    """« sortie positive de mars » → « sorties positives de mars »."""
    done: list[str] = []
    moving = True
    for word in words.split(" "):
        moving = moving and word.partition("’")[0] not in FIXED
        done.append(_plural(word) if moving else word)
    return " ".join(done)


def _plural(word: str) -> str:
    if not word or word.endswith(INVARIABLE) or not word[-1].isalpha():
        return word
    if word.endswith(("au", "eu")):
        return f"{word}x"
    return f"{word[:-2]}aux" if word.endswith("al") else f"{word}s"
