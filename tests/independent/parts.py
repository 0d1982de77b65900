"""The letter of a part of the PLIE, computed from its rule alone: whose file it is, on the day each figure looks at it.

An entry is looked at on its day, an exit on its own, a referral and a non-entry on theirs; what is counted on the last
day of the period, and the steps of a period, on that last day. A person accompanied is looked at in the latest of the
pathways that make them so. What a part does not have is null: referrals and non-entries before there is a référent,
targets where there is no working time.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.independent.facts import Facts, FtePeriod, Pathway, Referral, read_facts
from tests.independent.folder import Folder, Row
from tests.independent.letter import Block, Period, days_between, letter_of, read_period

Day = dt.date
OF_TARGETS = ("fte", "target_entries_annual", "target_pct_to_date", "active_file_target", "active_file_pct")
OF_END = ("accompanied_to_date", "active_file_real", "people_on_a_step", "steps_open", "in_veille", "active_file_pct")


@dataclass(frozen=True)
class Part:
    """Whose files: `of_pathway` and `of_referral` say whether one is, on a day; `of_time` whose working time counts.

    Without `of_referral`, referrals are no part of it; without `of_time`, it has no target.
    """

    of_pathway: Callable[[Pathway, Day], bool]
    of_referral: Callable[[Referral, Day], bool] | None
    of_time: Callable[[FtePeriod], bool] | None


def of_caseworker(folder: Folder, code: str) -> Part:
    """The référent of the day."""
    return Part(lambda pathway, day: caseworker_on(folder, pathway, day) == code, None, lambda p: p.caseworker == code)


def of_host(folder: Folder, code: str) -> Part:
    """The employer, on the day, of the référent of the day."""
    return Part(
        lambda pathway, day: host_on(folder, caseworker_on(folder, pathway, day), day) == code,
        None,
        lambda period: period.host == code,
    )


def of_commune(folder: Folder, code: str) -> Part:
    """Where the person lived on the day."""
    return Part(
        lambda pathway, day: commune_on(folder, pathway.person, day) == code,
        lambda referral, day: commune_on(folder, referral.person, day) == code,
        None,
    )


def of_referrer(folder: Folder, code: str, *, agencies: bool) -> Part:
    """Who sent the person, whatever the day; with the organisations that are agencies of it."""
    parents = {row["code"]: row["parent"] for row in folder["organismes"]}

    def sent(referral: Referral | None) -> bool:
        found = referral.referrer if referral else ""
        while agencies and found and found != code:
            found = parents[found]
        return found == code

    return Part(lambda pathway, day: sent(pathway.referral), lambda referral, day: sent(referral), None)


def latest(rows: list[Row], field: str, day: Day) -> Row | None:
    """The latest row not after the day."""
    begun = [row for row in rows if dt.date.fromisoformat(row[field]) <= day]
    return max(begun, key=lambda row: row[field], default=None)


def caseworker_on(folder: Folder, pathway: Pathway, day: Day) -> str:
    """The référent of the entry, until another one took over."""
    moves = [row for row in folder["affectations"] if row["parcours"] == pathway.code]
    moved = latest(moves, "debut", day)
    if moved:
        return moved["referent"]
    return next(row["referent"] for row in folder["parcours"] if row["code"] == pathway.code)


def host_on(folder: Folder, caseworker: str, day: Day) -> str:
    """Whom they worked for in the latest period that had begun."""
    period = latest([row for row in folder["referents"] if row["code"] == caseworker], "debut", day)
    return period["organisme"] if period else ""


def commune_on(folder: Folder, person: str, day: Day) -> str:
    """That of the latest situation."""
    situation = latest([row for row in folder["situations"] if row["participant"] == person], "date", day)
    return situation["code_insee"] if situation else ""


def letter_of_part(folder: Folder, part: Part, period: str, as_of: Day | None, today: Day) -> Block:
    """Each figure from the letter of the files that are the part's on the day it looks at."""
    span, facts = read_period(period), read_facts(folder, as_of)
    facts = replace(facts, fte_periods=[each for each in facts.fte_periods if part.of_time and part.of_time(each)])
    day = as_of or today
    entered = replace(facts, pathways=[each for each in facts.pathways if part.of_pathway(each, each.entry)])
    left = [each for each in facts.pathways if each.exit and part.of_pathway(each, each.exit.date)]
    found = letter_of(entered, span, day)
    at_the_end = letter_of(on_the_last_day(facts, part, span), span, day)
    found["headline"] |= {name: at_the_end["headline"][name] for name in OF_END}
    found["headline"]["accompanied_to_date"] = accompanied(facts, part, span)
    found["steps"] = at_the_end["steps"]
    found["exits"] = letter_of(replace(facts, pathways=left), span, day)["exits"]
    sent = letter_of(before_the_entry(facts, part), span, day)
    found["headline"]["non_entries_cumulative"] = sent["headline"]["non_entries_cumulative"]
    found |= {name: sent[name] for name in ("non_entry_reasons", "referrals")}
    return without_what_it_lacks(found, part)


def on_the_last_day(facts: Facts, part: Part, span: Period) -> Facts:
    """The pathways of the part on the last day, with what they hold."""
    kept = [each for each in facts.pathways if part.of_pathway(each, span.last)]
    codes = {each.code for each in kept}
    return replace(
        facts,
        pathways=kept,
        steps=[each for each in facts.steps if each.pathway.code in codes],
        suspensions=[each for each in facts.suspensions if each.pathway.code in codes],
    )


def accompanied(facts: Facts, part: Part, span: Period) -> int:
    """People, by the latest of their pathways open in the year to date."""
    days = days_between(span.new_year, span.last)
    last: dict[str, Pathway] = {}
    for pathway in sorted(facts.pathways, key=lambda each: each.entry):
        if any(pathway.is_open_on(day) for day in days):
            last[pathway.person] = pathway
    return sum(part.of_pathway(pathway, span.last) for pathway in last.values())


def before_the_entry(facts: Facts, part: Part) -> Facts:
    """Referrals on their day, non-entries on theirs."""
    of = part.of_referral
    return replace(
        facts,
        referrals=[each for each in facts.referrals if of and of(each, each.date)],
        non_entries=[each for each in facts.non_entries if of and each.outcome_date and of(each, each.outcome_date)],
    )


def without_what_it_lacks(found: Block, part: Part) -> Block:
    """Null where the part has nothing of the kind; what is expected of two partners is that of the whole PLIE."""
    found["referrals"]["partner_target_to_date"] = None
    if part.of_time is None:
        found["headline"] |= dict.fromkeys(OF_TARGETS)
        found["exits"] |= dict.fromkeys(("target_positive_annual", "target_positive_to_date"))
    if part.of_referral is None:
        found["headline"]["non_entries_cumulative"] = None
        found["referrals"]["total"] = None
        for row in found["referrals"]["by_category"]:
            row |= {"count": None, "pct": None}
    return found
