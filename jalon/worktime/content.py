"""What a time sheet says, frozen: values in, a plain dictionary out, then its words. Pure; minutes everywhere."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jalon.core import french
from jalon.core.french import NARROW, NO_BREAK
from jalon.core.hours import minutes_written
from jalon.core.periods import Period
from jalon.worktime.enums import Half
from jalon.worktime.rules import Day, balance
from jalon.worktime.shares import Share, of_day

Content = dict[str, Any]
NO_OPERATION = "Hors opération"


@dataclass(frozen=True, slots=True)
class Employer:
    """Who employs, for which share of full time, during which days of the month."""

    name: str
    fte: Decimal | None
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True)
class Person:
    """Whose time it is."""

    name: str
    code: str
    employers: tuple[Employer, ...]


def content(
    person: Person,
    period: Period,
    days: Sequence[Day],
    shares: Sequence[Share],
    names: Mapping[str, str],
    mention: str,
) -> Content:
    """A month per day and operation. `names`: of the operations, by code."""
    told = [_day(day, of_day(day, shares)) for day in days]
    codes = {each.operation for each in shares} | {code for day in told for code in day["minutes"]}
    return {
        "month": f"{period.start:%Y-%m}",
        "name": person.name,
        "code": person.code,
        "employers": [_employer(each) for each in person.employers],
        "operations": [
            _operation(code, names, shares, period) for code in sorted(codes, key=lambda code: (not code, code))
        ],
        "days": told,
        "doubts": doubts(days),
        "mention": mention,
    }


def _day(day: Day, minutes: Mapping[str, int]) -> Content:
    return {"date": day.date.isoformat(), "owed": day.owed, "off": off_words(day), "minutes": dict(minutes)}


def off_words(day: Day) -> str:
    """Why less is owed; never why someone is away."""
    if day.holiday and day.due:
        return f"{day.holiday}, jour férié"
    if not day.away or not day.due:
        return ""
    return "Absence" if len(day.away) == len(Half) else f"Absence, {Half(next(iter(day.away))).label}"


def _employer(one: Employer) -> Content:
    fte = None if one.fte is None else str(one.fte.normalize() + 0)
    return {"name": one.name, "fte": fte, "start": one.start.isoformat(), "end": one.end.isoformat()}


def _operation(code: str, names: Mapping[str, str], shares: Iterable[Share], period: Period) -> Content:
    own = [each for each in shares if each.operation == code]
    return {
        "code": code,
        "name": names.get(code, code) if code else NO_OPERATION,
        "fixed": any(each.fixed for each in own),
        "letter": next((each.letter for each in own if each.letter), ""),
        "shares": [_share(each, period) for each in own],
    }


def _share(one: Share, period: Period) -> Content:
    end = min(one.end or period.end, period.end)
    start = max(one.start, period.start)
    return {"share": str(one.share.normalize() + 0), "start": start.isoformat(), "end": end.isoformat()}


def doubts(days: Sequence[Day]) -> list[str]:
    """What an auditor would ask about: days that lack time in a month that does, overlaps, days too long or off."""
    over = max(each.date for each in days) + dt.timedelta(1)
    missing = balance(days, before=over).missing
    return [
        *(
            f"{french.long_day(each.date)}, il manque {minutes_written(each.gap)}"
            for each in days
            if missing and each.gap
        ),
        *(f"{french.long_day(each.date)}, des temps se chevauchent" for each in days if each.overlaps),
        *(f"{french.long_day(each.date)}, plus de dix heures" for each in days if each.too_long),
        *(f"{french.long_day(each.date)}, du travail un jour d’absence ou férié" for each in days if each.worked_away),
    ]


def totals(said: Content) -> dict[str, int]:
    """The minutes of the month by operation."""
    return {
        operation["code"]: sum(day["minutes"].get(operation["code"], 0) for day in said["days"])
        for operation in said["operations"]
    }


def needed(shares: Iterable[Share]) -> bool:
    """Whether a sheet is asked for: not where mission letters justify all that is funded."""
    told = list(shares)
    return not told or any(not each.fixed for each in told)


def text(said: Content, *, version: int, why: str) -> str:
    """The words that both sign: all that the sheet says."""
    month = french.month(dt.date.fromisoformat(f"{said['month']}-01"))
    lines = [
        f"Fiche de temps {french.of(month)}, version {version}",
        *([f"Corrigée parce que{NO_BREAK}: {why}"] if why else []),
        f"Salarié{NO_BREAK}: {said['name']}",
        *(f"Employeur{NO_BREAK}: {employer_words(each)}" for each in said["employers"]),
        *(f"Opération{NO_BREAK}: {operation_words(each)}" for each in said["operations"]),
        *(day_words(day, said["operations"]) for day in said["days"]),
        *(f"Total, {names}{NO_BREAK}: {hours(minutes)}" for names, minutes in _named_totals(said)),
        f"Total du mois{NO_BREAK}: {hours(sum(totals(said).values()))}",
        *(f"Relevé{NO_BREAK}: {each}" for each in said["doubts"]),
        *([f"Établie ainsi parce que{NO_BREAK}: {said['reason']}"] if said.get("reason") else []),
        *([said["mention"]] if said["mention"] else []),
    ]
    return "\n".join(lines)


def _named_totals(said: Content) -> list[tuple[str, int]]:
    found = totals(said)
    return [(each["name"], found[each["code"]]) for each in said["operations"]]


def employer_words(employer: Content) -> str:
    """Régie des Tilleuls, 0,8 ETP, du 1er au 30 novembre."""
    fte = "" if employer["fte"] is None else f", {french.number(Decimal(employer['fte']))}{NO_BREAK}ETP"
    return f"{employer['name']}{fte}, {span(employer)}"


def operation_words(operation: Content) -> str:
    """Accompagnement (ACC), fiches de temps, part prévue de 60 %."""
    if not operation["code"]:
        return str(operation["name"])
    how = "part fixe" if operation["fixed"] else "temps noté"
    letter = f", lettre de mission{NO_BREAK}: {operation['letter']}" if operation["letter"] else ""
    parts = [f"{french.percent(Decimal(each['share']) * 100)} {span(each)}" for each in operation["shares"]]
    told = f", part prévue{NO_BREAK}: {' puis '.join(parts)}" if parts else ""
    return f"{operation['name']} ({operation['code']}), {how}{told}{letter}"


def span(dated: Content) -> str:
    """Du 1er novembre 2017 au 30 novembre 2017."""
    start, end = (french.long_day(dt.date.fromisoformat(dated[name])) for name in ("start", "end"))
    return f"du {start} au {end}"


def day_words(day: Content, operations: Iterable[Content]) -> str:
    """A day and its time by operation."""
    names = {each["code"]: each["name"] for each in operations}
    parts = [f"{names[code]} {hours(minutes)}" for code, minutes in day["minutes"].items()]
    told = ", ".join([*parts, *([day["off"]] if day["off"] else [])]) or "rien"
    return f"{_day_named(day['date'])}{NO_BREAK}: {told}"


def hours(minutes: int) -> str:
    """7 h 05; 0 h."""
    return (
        minutes_written(minutes) if minutes >= 60 else f"0{NO_BREAK}h" + (f"{NO_BREAK}{minutes:02}" if minutes else "")
    )


def differences(old: Content, new: Content) -> list[str]:
    """What a sheet drawn up now would say otherwise, day by day."""
    before, after = ({day["date"]: day for day in each["days"]} for each in (old, new))
    names = {each["code"]: each["name"] for each in (*old["operations"], *new["operations"])}
    found = [
        f"{_day_named(date)}, {names[code]}{NO_BREAK}: {hours(was)} devient {hours(now)}"
        for date in sorted(before.keys() & after.keys())
        for code, was, now in _changed(before[date]["minutes"], after[date]["minutes"])
    ]
    found += [
        f"{_day_named(date)}{NO_BREAK}: {_quoted(before[date])} devient {_quoted(after[date])}"
        for date in sorted(before.keys() & after.keys())
        if before[date]["off"] != after[date]["off"]
    ]
    return found + [f"{words} changé" for name, words in PARTS.items() if old[name] != new[name]]


PARTS = {"name": "Le nom a", "employers": "L’employeur ou l’ETP a", "operations": "Les opérations ou leurs parts ont"}
"""What else may change."""


def _day_named(written: str) -> str:
    return french.long_day(dt.date.fromisoformat(written))


def _quoted(day: Content) -> str:
    return f"«{NARROW}{day['off'] or 'travaillé'}{NARROW}»"


def _changed(old: Mapping[str, int], new: Mapping[str, int]) -> list[tuple[str, int, int]]:
    codes = sorted({*old, *new})
    return [(code, old.get(code, 0), new.get(code, 0)) for code in codes if old.get(code, 0) != new.get(code, 0)]
