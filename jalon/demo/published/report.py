"""The tables of the activity report as cells, under the paths of the published ones."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from jalon.accounts.models import FtePeriod
from jalon.core.rounding import mean, percent
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate, files, table
from jalon.indicators.kinds import Count
from jalon.indicators.window import Window
from jalon.protocols.enums import Classification
from jalon.protocols.models import ExitReason
from jalon.reference.models import District, EducationLevel

Counts = Mapping[str, int]
Pairs = Iterator[tuple[str, Any]]
PEOPLE = {"accompanied": m.ACCOMPANIED, "entries": m.ENTRIES, "exits": m.EXITS, "positive_exits": m.POSITIVE_EXITS}
DIMENSIONS = {
    "sex": by.SEX,
    "age": by.AGE,
    "commune": by.COMMUNE,
    "district": by.DISTRICT,
    "rsa": by.RSA,
    "level": by.LEVEL,
}
TOLD_APART = {
    "autre": ("21231", "21166", "21515", "21355", "21617"),
    "elsewhere": ("21231", "21166", "21515", "21355"),
}
"""The two “other communes” of the report: all but these. Dijon, Chenôve, Quetigny, Longvic, and Talant or not."""
DIJON = "21231"
DAYS_A_MONTH = 365.25 / 12


def cells(window: Window) -> dict[str, Any]:
    """Every cell of the report's tables for a year."""
    values = evaluate([m.ACTIVE_FILE], window)
    exits = _counts(m.EXITS, by.EXIT_REASON, window)
    found: dict[str, Any] = {"active_file/count": values[m.ACTIVE_FILE.code]}
    for name, measure in PEOPLE.items():
        for dimension, each in DIMENSIONS.items():
            found.update(_table(f"{name}/{dimension}", _with_groups(dimension, _counts(measure, each, window))))
        found[f"{name}/count"] = sum(_counts(measure, by.SEX, window).values())
    found.update(_table("entries/category", _with_partners(_counts(m.ENTRIES, by.CATEGORY, window))))
    found.update(_table("non_entries", _counts(m.NON_ENTRIES, by.NON_ENTRY_REASON, window)))
    found.update(_exits(exits))
    found.update(_steps(_counts(m.STEPS, by.CLASSIFICATION, window)))
    found["positive_exits/share_of_accompanied"] = percent(found["positive_exits/count"], found["accompanied/count"])
    found["exits/mean_months"] = _mean_months(window)
    return found | _team(window.end)


def _counts(measure: Count, dimension: by.Dimension, window: Window) -> Counter[str]:
    """A figure by one dimension, as the exchange format writes its values; “” is unknown."""
    words = {True: "oui", False: "non"}
    found = table(measure, window, dimension)
    return Counter({words.get(key, key) or "": number for (key,), number in found.items()})


def _table(path: str, counts: Counts) -> Pairs:
    """Counts, shares of all, and shares of those who live in a priority district."""
    total = counts["total"] if "total" in counts else sum(counts.values())
    for key, number in counts.items():
        yield f"{path}/{key}/count", number
        yield f"{path}/{key}/pct", percent(number, total)
        if "qpv" in counts:
            yield f"{path}/{key}/share", percent(number, counts["qpv"])


def _with_groups(dimension: str, counts: Counter[str]) -> Counts:
    """The counts, those of the groups that the report prints, and their total."""
    grouped = {"total": sum(counts.values())}
    if dimension == "commune":
        grouped |= {name: _others(counts, apart) for name, apart in TOLD_APART.items()}
    elif dimension == "district":
        grouped |= _districts(counts)
    elif dimension == "level":
        low = EducationLevel.objects.filter(at_most_v=True).values_list("code", flat=True)
        grouped["at_most_v"] = sum(counts.get(code, 0) for code in low)
        grouped["above_v"] = _others(counts, ["", *low])
    return {**counts, **grouped}


def _others(counts: Counts, apart: Collection[str]) -> int:
    return sum(number for key, number in counts.items() if key not in apart)


def _districts(counts: Counts) -> Counts:
    """The priority districts together, and those of Dijon; a “quartier de veille” is none."""
    priority = District.objects.filter(kind="qpv")
    return {
        "qpv": sum(counts.get(each.pk, 0) for each in priority),
        "qpv_dijon": sum(counts.get(each.pk, 0) for each in priority.filter(commune=DIJON)),
    }


def _with_partners(counts: Counter[str]) -> Counts:
    return {**counts, "total": sum(counts.values()), "partners": counts["france_travail"] + counts["departement"]}


def _exits(reasons: Counter[str]) -> Pairs:
    """Exits by reason, and the two rates: the report does not take maternity out of the second one."""
    kinds = ExitReason.objects.in_bulk()
    positive = Counter({key: number for key, number in reasons.items() if kinds[key].positive})
    other = Counter({key: number for key, number in reasons.items() if not kinds[key].positive})
    total, neutral = sum(reasons.values()), sum(n for key, n in other.items() if kinds[key].neutral_in_report)
    yield from _table("other_exits/reason", other)
    yield from _table(
        "positive_exits/reason",
        {**positive, "total": sum(positive.values()), "jobs": positive["emploi"] + positive["emploi_aide"]},
    )
    yield "other_exits/count", sum(other.values())
    yield "exits/positive_pct", percent(sum(positive.values()), total)
    yield "exits/other_pct", percent(sum(other.values()), total)
    yield "exits/positive_pct_report_list", percent(sum(positive.values()), total - neutral)


def _steps(groups: Counter[str]) -> Pairs:
    total = sum(groups.values())
    jobs = groups[Classification.JOB]
    yield "steps/count", total
    yield "steps/emploi/count", jobs
    yield "steps/emploi/pct", percent(jobs, total)
    yield "steps/others/count", total - jobs


def _mean_months(window: Window) -> int | None:
    """Mean length of the pathways that ended in the year, in months of 30.44 days."""
    spans = [(exit_ - entry).days for entry, exit_ in files(m.EXITS, window).values_list("entry_date", "exit_date")]
    return mean(round(sum(spans) / DAYS_A_MONTH), len(spans))


def _team(day: dt.date) -> dict[str, int]:
    """The référents of a day and the structures that lend them."""
    held = list(FtePeriod.objects.filter(start__lte=day).exclude(end__lt=day))
    return {
        "team/caseworkers": len({each.caseworker_id for each in held}),
        "team/hosts": len({each.host_id for each in held}),
    }
