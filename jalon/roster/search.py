"""Finding people by what is typed: names without accents or case, a birth date, a file number."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from jalon.core import folding, french, periods
from jalon.core.periods import Period
from jalon.roster.models import FileWord, WordKey
from jalon.roster.queries import FileSummaryQuerySet
from jalon.roster.rules import LEAST_LETTERS, begins_nearly, typed_keys

LAST = "\U0010ffff"
"""After every letter: what begins as `x` lies from x to x + LAST, which an index answers on both engines."""
NEAR_WORDS = 200
BEARERS = 2**31 - 1
"""More than any base holds."""
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_LONG_DAY = re.compile(r"\b(\d{1,2})(?:er)?\s+([^\W\d_]+)\.?\s+(\d{4})\b")
_MONTHS = {
    folding.folded(name): place for names in (french.MONTHS, french.SHORT_MONTHS) for place, name in enumerate(names, 1)
}
_YEAR = re.compile(r"(?:19|20)\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Search:
    """What was typed, understood: words of names, days of birth, and the signs of a file number (or "")."""

    words: tuple[str, ...]
    born: tuple[Period, ...]
    code: str


Way = Callable[[Search], Q]


@dataclass(frozen=True, slots=True)
class Found:
    """The people found. `near`: nobody is called exactly so, these names differ by a letter."""

    people: FileSummaryQuerySet
    near: bool = False


def understand(text: str, today: dt.date) -> Search:
    """`mésange 3/12/1988`, `3 décembre 1988` → words and days; `1988` is a year, and may begin a number."""
    words: list[str] = []
    born: list[Period] = []
    for part in _LONG_DAY.sub(_in_figures, text).split():
        days = birth(part, today)
        if days:
            born.append(days)
        else:
            words += folding.words(part)
    code = "".join(folding.words(text))
    return Search(tuple(words), tuple(born), code if re.search(r"\d", code) else "")


def _in_figures(day: re.Match[str]) -> str:
    """`3 décembre 1988`, as pages write it → `3/12/1988`; as it was when no month is called so."""
    number = _MONTHS.get(folding.folded(day[2]))
    return f"{day[1]}/{number}/{day[3]}" if number else day[0]


def birth(text: str, today: dt.date) -> Period | None:
    """The days that may be meant: `3/12/1988`, `3.12.88`, `1988-12-03`, `12/1988`, `1988`; None for anything else.

    Of two digits, the year is the latest one not to come.
    """
    try:
        if match := _DAY.fullmatch(text):
            return _one(_year(match[3], today), match[2], match[1])
        if match := _ISO_DAY.fullmatch(text):
            return _one(int(match[1]), match[2], match[3])
        if match := _MONTH.fullmatch(text):
            return periods.month(int(match[2]), int(match[1]))
        return periods.year(int(text)) if _YEAR.fullmatch(text) and int(text) <= today.year else None
    except ValueError:
        return None


def found(people: FileSummaryQuerySet, search: Search, *, scope: FileSummaryQuerySet | None = None) -> Found:
    """Those of `people` who are meant: by their number, else by name and birth as typed, else nearly so.

    Which of the three is decided on `scope` (`people` by default), so that a filter does not change what was meant.
    """
    scope = people if scope is None else scope
    *surer, last = [*_ways(search)] or [_nobody]
    for way in surer:
        meant = way(search)
        if scope.filter(meant).exists():
            return Found(people.filter(meant))
    return Found(people.filter(last(search)), near=last is _nearly)


def suggested(people: FileSummaryQuerySet, search: Search, limit: int) -> FileSummaryQuerySet:
    """The first of those who are meant, by name."""
    return found(people, search).people.order_by("sort_name", "pk")[:limit]


def _ways(search: Search) -> Iterator[Way]:
    """The readings of what was typed, the surest first; each is only asked for when the one before finds nobody."""
    if search.code:
        yield _numbered
    if search.words:
        yield _exactly
    if any(len(word) >= LEAST_LETTERS for word in search.words):
        yield _nearly


def _nobody(search: Search) -> Q:
    return Q(pk__in=[])


def _numbered(search: Search) -> Q:
    number = _begins("code_key", search.code)
    return number | _born(search) if search.born and not search.words else number


def _born(search: Search) -> Q:
    met = Q()
    for days in search.born:
        met &= Q(birth_date__gte=days.start, birth_date__lte=days.end)
    return met


def _exactly(search: Search) -> Q:
    if len(search.words) == 1 and len(search.words[0]) < LEAST_LETTERS - 1:
        # A letter or two begin too many names: those of last names are read in their order.
        return _begins("sort_name", search.words[0]) & _born(search)
    met = _born(search)
    for word in search.words:
        met &= _bearing(_begins("word", word))
    return met


def _nearly(search: Search) -> Q:
    met = _born(search)
    for word in search.words:
        near = Q(word__in=near_words(word)) if len(word) >= LEAST_LETTERS else Q()
        met &= _bearing(_begins("word", word) | near if near else _begins("word", word))
    return met


def near_words(typed: str) -> list[str]:
    """The known words that begin as typed but for an error; at least four letters."""
    candidates = WordKey.objects.filter(key__in=typed_keys(typed)).order_by("word").values_list("word", flat=True)
    return [word for word in candidates.distinct() if begins_nearly(word, typed)][:NEAR_WORDS]


def _bearing(word: Q) -> Q:
    # The limit, never met, has PostgreSQL find the bearers first. Else it walks through everyone by name, trying each
    # one's words: it believes that those of a last name are spread evenly, while they all stand together.
    return Q(pk__in=FileWord.objects.filter(word).order_by().values("summary")[:BEARERS])


def _begins(field: str, text: str) -> Q:
    return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST})


def _one(year: int, month: str, day: str) -> Period:
    held = dt.date(year, int(month), int(day))
    return Period(held, held)


def _year(text: str, today: dt.date) -> int:
    if len(text) == 4:
        return int(text)
    year = today.year - today.year % 100 + int(text)
    return year if year <= today.year else year - 100
