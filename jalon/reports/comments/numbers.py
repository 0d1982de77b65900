"""Numbers typed by hand in a comment, in digits or in words. Pure.

Not numbers: the days and years of the period, ordinals (2e trimestre), what is part of a name (100C).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from jalon.core.french import MONTHS
from jalon.reports.comments.template import without_fields

SPACE = "[ \u00a0\u202f]"
MONTH = "|".join(MONTHS)
DATES = re.compile(
    rf"\b(?:1er|\d{{1,2}}){SPACE}(?:(?:et|au|,){SPACE}(?:1er|\d{{1,2}}){SPACE})?(?:{MONTH})(?:{SPACE}\d{{4}})?\b"
    rf"|\b(?:{MONTH}){SPACE}\d{{4}}\b|\b\d{{1,2}}/(?:0?[1-9]|1[0-2])/\d{{2,4}}\b|\b\d{{2}}/(?:0[1-9]|1[0-2])\b"
    rf"|\b(?:le|du|au|dès){SPACE}\d{{1,2}}/(?:0?[1-9]|1[0-2])\b|\b\d{{4}}-\d\d(?:-\d\d)?\b|\b(?:0?[1-9]|1[0-2])/\d{{4}}\b",
    re.IGNORECASE,
)
"""« 3/12 » alone is a share, unless a word says that it is a day."""
FRACTIONS = re.compile(r"(?<![\w/.,])(\d{1,2})/([2-9]|1[0-2])(?![\w/])")
ORDINALS = re.compile(r"\b\d+(?:er|ère|re|nd|nde|e|ème|ième|ᵉ)s?\b")
DIGITS = re.compile(
    rf"(?<!\w)(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)?(?:{SPACE}?%)?(?![\dA-Z])|[¼½¾⅓⅔]|\d+(?=[a-zà-ÿ])"
)

SMALL = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
TENS = "vingt:20 vingts:20 trente:30 quarante:40 cinquante:50 soixante:60 septante:70 huitante:80 octante:80 nonante:90"
ABOUT = "dizaine:10 douzaine:12 quinzaine:15 vingtaine:20 trentaine:30 quarantaine:40 cinquantaine:50 soixantaine:60"


def _named(words: str) -> dict[str, int]:
    return {name: int(number) for name, number in (word.split(":") for word in words.split())}


UNITS = {word: number for number, word in enumerate(SMALL.split())} | {"une": 1} | _named(TENS)
SCALES = {"cent": 100, "cents": 100, "mille": 1000}
ROUND = _named(ABOUT) | {"centaine": 100, "millier": 1000}
PARTS = {"moitié": Fraction(1, 2), "tiers": Fraction(1, 3), "quart": Fraction(1, 4), "quarts": Fraction(1, 4)}
FIFTHS = {"cinquième": 5, "sixième": 6, "dixième": 10, "centième": 100}
ALONE = {"double", "triple", "quadruple", "doublé", "triplé", "million", "millions", "milliard", "milliards"}
"""Numbers all the same, that no field prints."""
_WORD = "|".join(sorted([*UNITS, *SCALES], key=len, reverse=True))
_ROUND = "|".join([*(f"{word}s?" for word in ROUND), *PARTS, *(f"{word}s" for word in FIFTHS), *ALONE])
WORDS = re.compile(
    rf"\b(?:(?:{_WORD})(?:(?:-et-|{SPACE}et{SPACE}|-|{SPACE})(?:{_WORD}))*)(?:{SPACE}(?:{_ROUND}))?\b|\b(?:{_ROUND})\b",
    re.IGNORECASE,
)
ARTICLES = {"un", "une"}


@dataclass(frozen=True, slots=True)
class Typed:
    """A number typed by hand: the words, where they stand, their value; `percent`: it says a share of a hundred."""

    words: str
    start: int
    end: int
    value: Fraction | None
    percent: bool = False


def typed_numbers(text: str, year: int, titles: Collection[str] = ()) -> list[Typed]:
    """The numbers of a comment that are not fields, in their order.

    `year`: that of the period; `titles`: reasons that have a number in their name (« plus de 30 mois »).
    """
    bare = _excused(without_fields(text), year)
    for title in titles:
        bare = bare.replace(title, " " * len(title))
    found = [*_in_digits(bare), *_in_words(bare)]
    return sorted(found, key=lambda each: each.start)


def _excused(text: str, year: int) -> str:
    """The text, with blanks for what is no number."""
    years = re.compile(rf"(?<!\w)(?:{year - 1}|{year}|{year + 1})(?!\w|{SPACE}?%)")
    for pattern in (DATES, ORDINALS, years):
        text = pattern.sub(lambda found: " " * len(found[0]), text)
    return text


def _in_digits(text: str) -> Iterator[Typed]:
    signs = {"¼": Fraction(25), "½": Fraction(50), "¾": Fraction(75), "⅓": Fraction(100, 3), "⅔": Fraction(200, 3)}
    for found in FRACTIONS.finditer(text):
        yield Typed(found[0], *found.span(), Fraction(100 * int(found[1]), int(found[2])), percent=True)
    text = FRACTIONS.sub(lambda found: " " * len(found[0]), text)
    for found in DIGITS.finditer(text):
        words = found[0]
        if words in signs:
            yield Typed(words, *found.span(), signs[words], percent=True)
            continue
        number = re.sub(rf"{SPACE}|%", "", words).replace(",", ".")
        yield Typed(words, *found.span(), Fraction(number), percent=words.endswith("%"))


def _in_words(text: str) -> Iterator[Typed]:
    for found in WORDS.finditer(text):
        words = found[0].lower()
        if words not in ARTICLES:
            value, percent = _worth(words)
            yield Typed(found[0], *found.span(), value, percent)


def _worth(words: str) -> tuple[Fraction | None, bool]:
    """« vingt et un » → 21; « deux tiers » → 66,7 percent; « une vingtaine » → 20."""
    *before, last = re.split(rf"{SPACE}|-", words)
    count = _number([word for word in before if word != "et"])
    if last in PARTS:
        return PARTS[last] * (count or 1) * 100, True
    if last.removesuffix("s") in FIFTHS:
        return Fraction((count or 1) * 100, FIFTHS[last.removesuffix("s")]), True
    if last.removesuffix("s") in ROUND:
        return Fraction((count or 1) * ROUND[last.removesuffix("s")]), False
    if last in ALONE:
        return None, False
    return Fraction(_number([*(word for word in before if word != "et"), last])), False


def _number(words: list[str]) -> int:
    total = current = 0
    for word in words:
        if word == "mille":
            total, current = total + (current or 1) * 1000, 0
        elif word in SCALES:
            current = (current or 1) * SCALES[word]
        elif word.startswith("vingt") and current % 100 == 4:
            current += 76
        else:
            current += UNITS[word]
    return total + current
