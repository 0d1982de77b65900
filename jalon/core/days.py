"""A day as one says it: « hier », « 12/3 », « lundi », « +15j ». The page reads it the same way (static `day.js`).

A fact is of the past, a plan is ahead: « lundi » or « 12/3 » without a year is the last one for the former, the next
one for the latter.
"""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from jalon.core.french import MONTHS, NARROW, NO_BREAK, SHORT_MONTHS, WEEKDAYS, long_day, weekday
from jalon.core.periods import add_months

FIRST_YEAR, LAST_YEAR = 1900, 2099
AHEAD = 20
"""Years: « 12/3/37 » is of this century up to that many years from now, of the last one beyond."""
NEAR = {"avant hier": -2, "hier": -1, "aujourd'hui": 0, "aujourdhui": 0, "auj": 0, "demain": 1, "apres demain": 2}
HOW = f"Écrivez 12/3, hier, lundi, +15j, ou jour/mois/année, ex.{NO_BREAK}: 3/12/2017."

Match = re.Match[str]


class Unreadable(ValueError):
    """What was typed is no day, no hour or no duration; its text says why, and how to write one."""


def day_said(text: str, today: dt.date, *, ahead: bool = False) -> dt.date:
    """The day that was meant, between 1900 and 2099; Unreadable, with a sentence for the reader, otherwise."""
    said = plain(text)
    if said in NEAR:
        return today + dt.timedelta(NEAR[said])
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, said, flags=re.ASCII):
            return _inside(read(match, today, ahead))
    raise Unreadable(f"«{NARROW}{text.strip()}{NARROW}» ne se lit pas comme un jour. {HOW}")


def day_written(day: dt.date) -> str:
    """12/3/2017, as a field shows it."""
    return f"{day.day}/{day.month}/{day.year}"


def plain(text: str) -> str:
    """Small letters without accents, one space between words, plain apostrophes."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"(?<=[a-z])-(?=[a-z])", " ", bare).split())


def _inside(day: dt.date) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(f"L’année {day.year} est hors du calendrier. Écrivez une année entre 1900 et 2099.")
    return day


def _iso(match: Match, today: dt.date, ahead: bool) -> dt.date:
    return _date(int(match[1]), int(match[2]), int(match[3]))


def _numbers(match: Match, today: dt.date, ahead: bool) -> dt.date:
    return _of_year(int(match[1]), int(match[2]), match[3], today, ahead)


def _words(match: Match, today: dt.date, ahead: bool) -> dt.date:
    found = _of_year(int(match["day"]), _MONTHS[match["month"]], match["year"], today, ahead)
    named = match["weekday"]
    if named and not plain(weekday(found)).startswith(named):
        raise Unreadable(f"Le {long_day(found)} est un {weekday(found)}. Corrigez le jour ou la date.")
    return found


def _of_year(day: int, month: int, year: str | None, today: dt.date, ahead: bool) -> dt.date:
    if year is None:
        return _nearest(day, month, today, ahead)
    return _date(_whole_year(year, today), month, day)


def _whole_year(written: str, today: dt.date) -> int:
    if len(written) == 4:
        return int(written)
    century = 2000 if 2000 + int(written) <= today.year + AHEAD else 1900
    return century + int(written)


def _nearest(day: int, month: int, today: dt.date, ahead: bool) -> dt.date:
    """The last such day, or the next one; eight years hold a 29 February."""
    step = 1 if ahead else -1
    for year in range(today.year, today.year + 9 * step, step):
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
            found = dt.date(year, month, day)
            if (found - today).days * step >= 0:
                return found
    raise Unreadable(_no_such_day(day, month))


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Unreadable(_no_such_day(day, month, year)) from None


def _no_such_day(day: int, month: int, year: int | None = None) -> str:
    how = f"Écrivez jour/mois/année, ex.{NO_BREAK}: 3/12/{year or 2017}."
    if not 1 <= month <= 12:
        return f"Il n’y a pas de mois {month}. {how}"
    name = f"{MONTHS[month - 1].capitalize()} {year}" if year else MONTHS[month - 1].capitalize()
    return f"{name} n’a pas de {day}. {how}"


def _weekday(match: Match, today: dt.date, ahead: bool) -> dt.date:
    """Alone, today may be meant; « dernier » and « prochain » are never today."""
    wanted, side = [plain(name) for name in WEEKDAYS].index(match[1]), match[2]
    if side == "prochain" or (side is None and ahead):
        return today + dt.timedelta((wanted - today.weekday() - bool(side)) % 7 + bool(side))
    return today - dt.timedelta((today.weekday() - wanted - bool(side)) % 7 + bool(side))


def _later(match: Match, today: dt.date, ahead: bool) -> dt.date:
    number = int(match["number"]) * (-1 if match["sign"] in ("-", "il y a") else 1)
    try:
        return _MOVES[match["unit"][0]](today, number)
    except (ValueError, OverflowError):
        raise Unreadable(f"Ce jour est hors du calendrier. {HOW}") from None


_MOVES: dict[str, Callable[[dt.date, int], dt.date]] = {
    "j": lambda day, number: day + dt.timedelta(number),
    "s": lambda day, number: day + dt.timedelta(weeks=number),
    "m": add_months,
    "a": lambda day, number: add_months(day, 12 * number),
}
_MONTHS = {plain(name).rstrip("."): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)}
_MONTHS |= {name[:3]: number for name, number in _MONTHS.items() if name[:3] != "jui"}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAYS = "|".join(plain(name) for name in WEEKDAYS)
_SHORT_WEEKDAYS = "lun|mar|mer|jeu|ven|sam|dim"
_READERS: list[tuple[str, Callable[[Match, dt.date, bool], dt.date]]] = [
    (r"(\d{4})-(\d{1,2})-(\d{1,2})", _iso),
    (r"(?:le )?(\d{1,2}) ?[/.-] ?(\d{1,2})(?: ?[/.-] ?(\d{4}|\d{2}))?", _numbers),
    (
        rf"(?:le )?(?:(?P<weekday>{_WEEKDAYS}|{_SHORT_WEEKDAYS})\.? )?(?P<day>\d{{1,2}})(?:er)? "
        rf"?(?P<month>{_NAMED})\.?(?: (?P<year>\d{{4}}|\d{{2}}))?",
        _words,
    ),
    (rf"({_WEEKDAYS})(?: (dernier|prochain))?", _weekday),
    (
        r"(?P<sign>\+|-|dans|il y a) ?(?P<number>\d{1,4}) ?"
        r"(?P<unit>j|jours?|s|sem|semaines?|m|mois|a|ans?)\.?",
        _later,
    ),
]
