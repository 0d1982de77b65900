"""Entries and file active, month by month: against the month before, the other months, the year before."""

from collections.abc import Iterator

from jalon.core import french
from jalon.indicators import measures as m
from jalon.indicators import remarks as r
from jalon.reports.comments.facts import Facts, Field, apart, told
from jalon.reports.comments.saying import more, said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure

BLOCK = BlockCode.TRENDS
ENOUGH = 3
"""Months, from which on one of them may be the best."""


def fields(source: Source) -> Iterator[Field]:
    """Each month of both charts, the gaps with the month before, the year before."""
    entries = source.months(source.behind.monthly[m.ENTRIES.code])
    active = source.months(source.behind.active)
    for month, point in entries:
        yield Field(f"entries.{point.month.name}", f"entrées {french.of(month)}", point.figure, BLOCK, "entrée")
    for month, point in active:
        yield Field(f"active.{point.month.name}", f"file active à la fin {french.of(month)}", point.figure, BLOCK)
    if len(entries) > 1:
        yield _gap("entries_gap_month", "entrées", entries[-1][1].figure, entries[-2][1].figure, "entrée")
    if len(active) > 1:
        yield _gap("active_gap_month", "file active", active[-1][1].figure, active[-2][1].figure, "parcours")
    total = told(source.figure(m.ENTRIES.code))
    mean = r.ENTRIES_PER_MONTH.value({"entries_cumulative": total, "months": source.window.months})
    per_month = source.like(r.ENTRIES_PER_MONTH.code, mean)
    yield Field("entries_per_month", "entrées par mois, en moyenne", per_month, BLOCK, "entrée")
    if not source.window.is_year:
        now = source.figure(m.ENTRIES_MONTH.code)
        yield from source.before("entries_month", "entrées du mois", now, BLOCK, "entrée")
    yield from source.before("entries", "entrées depuis janvier", source.figure(m.ENTRIES.code), BLOCK, "entrée")
    yield from _active_before(source)


def _gap(key: str, name: str, now: Figure, then: Figure, noun: str) -> Field:
    return Field(key, f"{name}, écart avec le mois précédent", apart(now, then), BLOCK, noun)


def _active_before(source: Source) -> Iterator[Field]:
    """The chart has last year's file active, computed or typed."""
    if source.masked or not source.behind.begun or len(source.behind.active_before) < source.window.months:
        return
    then = source.behind.active_before[source.window.months - 1].figure
    if told(then) is not None:
        yield Field("active_past", "file active, un an plus tôt", then, BLOCK, "parcours")
        gap = apart(source.figure(m.ACTIVE_FILE.code), then)
        yield Field("active_past_gap", "file active, écart avec l’an dernier", gap, BLOCK, "parcours")


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """The months of the entries and of the file active, in their order."""
    return {
        "entries": tuple(
            f"entries.{each.month.name}" for _, each in source.months(source.behind.monthly["entries_cumulative"])
        ),
        "active": tuple(f"active.{each.month.name}" for _, each in source.months(source.behind.active)),
    }


def sentences(facts: Facts) -> list[str]:
    """The months of the entries, then the file active, each against the year before."""
    if facts.running:
        return []
    if facts.window.is_year:
        return [*_extremes(facts), *_entries_before(facts), *_active_past(facts)]
    return [*_month(facts), *_mean(facts), *_entries_before(facts), *_active(facts)]


def month_of(key: str) -> str:
    """« entries.2017-03 » → « mars »."""
    return french.MONTHS[int(key[-2:]) - 1]


def _whole(facts: Facts) -> list[str]:
    """The months of the entries, if all of the period have begun and are known."""
    keys = list(facts.ranks.get("entries", ()))
    known = len(keys) == facts.window.months and all(facts.value(key) is not None for key in keys)
    return keys if known else []


def _alone(facts: Facts, keys: list[str], best: bool) -> str:
    """The one month that has the most entries, or the fewest; "" when several have, or too few months are there."""
    values = {key: facts.value(key) or 0 for key in keys}
    if len(keys) < ENOUGH:
        return ""
    most = max(values.values()) if best else min(values.values())
    found = [key for key, value in values.items() if value == most]
    return found[0] if len(found) == 1 and most else ""


def _month(facts: Facts) -> list[str]:
    keys = _whole(facts)
    if len(keys) < 2:
        return []
    now, then = (facts.value(key) or 0 for key in (keys[-1], keys[-2]))
    before = f"qu’en {month_of(keys[-2])}"
    if not now and not then:
        return []
    if now == then:
        return said(facts, f"Autant d’entrées {facts.when} {before}.")
    rank = _rank(facts, keys)
    return said(facts, f"{{entries_gap_month|entrée}} {more(now, then)} {facts.when} {before}{rank}.")


def _rank(facts: Facts, keys: list[str]) -> str:
    """« : c’est le meilleur mois depuis janvier »."""
    span = "de l’année" if facts.window.months == 12 else "depuis janvier"
    if _alone(facts, keys, best=True) == keys[-1]:
        return f"{french.NO_BREAK}: c’est le meilleur mois {span}"
    if _alone(facts, keys, best=False) == keys[-1]:
        return f"{french.NO_BREAK}: c’est le mois le plus faible {span}"
    return ""


def _mean(facts: Facts) -> list[str]:
    enough = facts.window.months >= ENOUGH and facts.over("entries_per_month")
    return said(facts, "La moyenne est de {entries_per_month|entrée} par mois.") if enough else []


def _extremes(facts: Facts) -> list[str]:
    """Of a year: the mean, the best month and the weakest."""
    keys = _whole(facts)
    best, worst = _alone(facts, keys, best=True), _alone(facts, keys, best=False)
    if not facts.over("entries_per_month"):
        return []
    head = "{entries_per_month|entrée} par mois en moyenne"
    top = f"{french.NO_BREAK}: {month_of(best)} est le meilleur mois ({{{best}}})" if best else ""
    low = f", {month_of(worst)} le plus faible ({{{worst}}})" if best and worst else ""
    return said(facts, f"{head}{top}{low}.")


def _entries_before(facts: Facts) -> list[str]:
    """Against the year before: since January when it is known, else the month alone."""
    ways = []
    for key, now, span in (
        ("entries", "entries_cumulative", facts.since),
        ("entries_month", "entries_month", facts.when),
    ):
        one, other = facts.value(now), facts.value(f"{key}_past")
        if one is None or other is None:
            continue
        then = _then(facts, span)
        head = span[0].upper() + span[1:]
        if one == other:
            ways.append(f"{head}, autant d’entrées {then}.")
        else:
            ways.append(f"{head}, {{{key}_past_gap|entrée}} {more(one, other)} {then} ({{{key}_past}}).")
    return said(facts, *ways)


def _then(facts: Facts, span: str) -> str:
    """« qu’en novembre 2016 », « qu’en 2016 » ; since January: « qu’un an plus tôt »."""
    if facts.window.is_year:
        return f"qu’en {facts.year - 1}"
    return "qu’un an plus tôt" if span == facts.since else f"qu’en {facts.month} {facts.year - 1}"


def _active(facts: Facts) -> list[str]:
    """Against the month before, then the year before."""
    keys = facts.ranks.get("active", ())
    if len(keys) < 2 or len(keys) < facts.window.months:
        return _active_past(facts)
    now, then = facts.value(keys[-1]), facts.value(keys[-2])
    if now is None or then is None or (not now and not then):
        return _active_past(facts)
    if now == then:
        return [*said(facts, "La file active ne varie pas en un mois."), *_active_past(facts)]
    verb = "gagne" if now > then else "perd"
    head = f"La file active {verb} {{active_gap_month|parcours}} en un mois"
    past = _past(facts)
    return said(facts, f"{head}{french.NARROW}; elle en compte {past}." if past else "", f"{head}.")


def _active_past(facts: Facts) -> list[str]:
    past = _past(facts, "|parcours")
    return said(facts, f"La file active compte {past}." if past else "")


def _past(facts: Facts, noun: str = "") -> str:
    """« 40 de moins qu’en novembre 2016 (757) »; "" when it is not known."""
    now, then = facts.value("active_file_real"), facts.value("active_past")
    if now is None or not then:
        return ""
    when = f"à la fin de {facts.year - 1}" if facts.window.is_year else f"en {facts.month} {facts.year - 1}"
    if now == then:
        return f"autant de parcours qu’{when}"
    return f"{{active_past_gap{noun}}} {more(now, then)} qu’{when} ({{active_past}})"
