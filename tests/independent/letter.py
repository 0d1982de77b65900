"""The letter computed a second time, from the exchange contract alone: loops over people and days.

Each rule quotes the sentence it follows. Where the contract is silent, these choices are made:

- An entry without a referral, or whose referrer has no category even after looking up its `parent` chain, belongs to
  no category; the percentages' denominator is the printed total (`entries_cumulative`, the total of the referrals).
- The category of an entry is its referral's, even when the referral itself was recorded after `as_of`.
- An entry without a referral takes no part in the préaffectation.
- In the yearly letter `entries_month`, `entries_late`, `entries_late_last_year`, `positive_month`, `exits_late` and
  `preaffectation_days.month` are null, and `month` in the targets is 12.
- “Recorded within the month” reads the fact's own `saisie_le`: an empty one is never late, even when an exit or a step
  becomes known later because its pathway does.
- Without `as_of` nothing is filtered, not even a fact dated after today; with one, a fact dated after it is unknown.
- With an unknown exit the pathway is still open and its steps are not cut.
- Steps' rows are sorted by count, the largest first, then label (by code point); exit reasons positive first, then by
  count, the largest first, then code; non-entry reasons by total, the largest first, then code.
- Every FTE row in force is added, should two of the same référent overlap. `fte` is a JSON number.
"""

import calendar
import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tests.independent.facts import Facts, Pathway, Referral, Step, read_facts
from tests.independent.folder import Folder
from tests.independent.numbers import (
    CATEGORIES,
    GROUPS,
    NEUTRAL_REASONS,
    POSITIVE_REASONS,
    Protocol,
    half_up,
    mean,
    percentage,
    protocol_on,
)

Block = dict[str, Any]


@dataclass(frozen=True)
class Period:
    """A month, or a whole year; `month` counts those elapsed since 1 January."""

    name: str
    first: dt.date
    last: dt.date
    month: int
    is_year: bool

    @property
    def new_year(self) -> dt.date:
        """“Year to date starts on 1 January”."""
        return dt.date(self.last.year, 1, 1)

    def has(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def has_to_date(self, day: dt.date | None) -> bool:
        return day is not None and self.new_year <= day <= self.last


def read_period(name: str) -> Period:
    """“2017-03”, or “2017” for the year. “A period still running is computed to its last day”."""
    if "-" not in name:
        year = int(name)
        return Period(name, dt.date(year, 1, 1), dt.date(year, 12, 31), 12, True)
    year, month = int(name[:4]), int(name[5:])
    last = dt.date(year, month, calendar.monthrange(year, month)[1])
    return Period(name, last.replace(day=1), last, month, False)


def days_between(first: dt.date, last: dt.date) -> list[dt.date]:
    """Each day, both ends included: “Days are inclusive”."""
    return [first + dt.timedelta(n) for n in range((last - first).days + 1)]


def letter(folder: Folder, period: str, as_of: dt.date | None, today: dt.date) -> Block:
    """The letter of “2017-03” or “2017” as the contract's JSON. “Without `--as-of`, the field `as_of` is today”."""
    return letter_of(read_facts(folder, as_of), read_period(period), as_of or today)


def letter_of(facts: Facts, span: Period, as_of: dt.date) -> Block:
    """The letter that these facts make."""
    protocol = protocol_on(span.last)
    fte = fte_on(facts, span.last)
    target = annual_target(fte, protocol)
    return {
        "period": span.name,
        "as_of": as_of.isoformat(),
        "headline": headline(facts, span, protocol, fte, target),
        "preaffectation_days": preaffectation(facts, span),
        "non_entry_reasons": non_entry_reasons(facts, span),
        "referrals": referrals(facts, span, protocol),
        "entries_by_category": entries_by_category(facts, span),
        "steps": steps(facts, span),
        "exits": exits(facts, span, protocol, target),
    }


# Headline


def fte_on(facts: Facts, day: dt.date) -> Fraction:
    """“FTE in force on the last day”."""
    total = Fraction(0)
    for period in facts.fte_periods:
        if period.start <= day and (period.end is None or day <= period.end):
            total += Fraction(period.fte)
    return total


def annual_target(fte: Fraction, protocol: Protocol | None) -> int | None:
    """“`target_entries_annual` = 56 × FTE … rounded half up”."""
    return half_up(protocol.entries_per_fte * fte) if protocol else None


def to_date(annual: int | None, span: Period) -> Fraction | None:
    """“× month / 12”, not rounded here: “each rounded once, at the end”."""
    return None if annual is None else Fraction(annual * span.month, 12)


def rounded(value: Fraction | None) -> int | None:
    return None if value is None else half_up(value)


def entries_to_date(facts: Facts, span: Period) -> list[Pathway]:
    """“`entries_cumulative` = entry date from 1 January to the end of the month”."""
    return [pathway for pathway in facts.pathways if span.has_to_date(pathway.entry)]


def is_late(fact: dt.date, recorded_on: dt.date | None, span: Period) -> bool:
    """“dated in an earlier month of the same year, recorded within the month”."""
    return span.new_year <= fact < span.first and span.has(recorded_on)


def is_late_last_year(fact: dt.date, recorded_on: dt.date | None, span: Period) -> bool:
    """“dated before 1 January, recorded within the month”."""
    return fact < span.new_year and span.has(recorded_on)


def accompanied(facts: Facts, span: Period) -> int:
    """“distinct people with a pathway open at least one day since 1 January”."""
    people = set()
    days = days_between(span.new_year, span.last)
    for pathway in facts.pathways:
        if any(pathway.is_open_on(day) for day in days):
            people.add(pathway.person)
    return len(people)


def headline(facts: Facts, span: Period, protocol: Protocol | None, fte: Fraction, target: int | None) -> Block:
    """The first block; the month's keys are null in the yearly letter."""
    entered = entries_to_date(facts, span)
    active = [pathway for pathway in facts.pathways if pathway.is_open_at_end_of(span.last)]
    active_target = half_up(protocol.active_file_per_fte * fte) if protocol else None
    active_codes = {pathway.code for pathway in active}
    open_steps = [step for step in facts.steps if step.pathway.code in active_codes and step.is_open_on(span.last)]
    return {
        "fte": float(fte),
        "target_entries_annual": target,
        **entries_of_the_month(facts, span),
        "entries_cumulative": len(entered),
        "target_pct_to_date": percentage(len(entered), to_date(target, span)),
        "non_entries_cumulative": len(non_entries_to_date(facts, span)),
        "accompanied_to_date": accompanied(facts, span),
        "active_file_target": active_target,
        "active_file_real": len(active),
        # "active_file_real ÷ the rounded active_file_target"
        "active_file_pct": percentage(len(active), active_target),
        # "people of the file active with a step open on that day; `steps_open`: those steps"
        "people_on_a_step": len({step.pathway.person for step in open_steps}),
        "steps_open": len(open_steps),
        "in_veille": in_veille(facts, active_codes, span.last),
    }


def entries_of_the_month(facts: Facts, span: Period) -> Block:
    """“entry date in the month”, and the two kinds of late ones; “The yearly letter has the month's keys as `null`”."""
    if span.is_year:
        return {"entries_month": None, "entries_late": None, "entries_late_last_year": None}
    return {
        "entries_month": sum(span.has(pathway.entry) for pathway in facts.pathways),
        "entries_late": sum(is_late(pathway.entry, pathway.recorded_on, span) for pathway in facts.pathways),
        "entries_late_last_year": sum(
            is_late_last_year(pathway.entry, pathway.recorded_on, span) for pathway in facts.pathways
        ),
    }


def in_veille(facts: Facts, active_codes: set[str], day: dt.date) -> int:
    """“people of the file active suspended on that day”."""
    people = set()
    for suspension in facts.suspensions:
        if suspension.pathway.code in active_codes and suspension.is_open_on(day):
            people.add(suspension.pathway.person)
    return len(people)


# Préaffectation, non-entries, referrals, entries


def preaffectation(facts: Facts, span: Period) -> Block:
    """“mean days from the referral's date to the entry”, over the entries of the month and of the year to date."""
    month, year_to_date = [], []
    for pathway in facts.pathways:
        if pathway.referral:
            wait = (pathway.entry - pathway.referral.date).days
            if span.has(pathway.entry):
                month.append(wait)
            if span.has_to_date(pathway.entry):
                year_to_date.append(wait)
    return {"month": None if span.is_year else mean(month), "year_to_date": mean(year_to_date)}


def non_entries_to_date(facts: Facts, span: Period) -> list[Referral]:
    """“non-entries [are dated] by `date_issue`”."""
    return [referral for referral in facts.non_entries if span.has_to_date(referral.outcome_date)]


def month_name(day: dt.date | None) -> str:
    return f"{day:%Y-%m}" if day else ""


def non_entry_reasons(facts: Facts, span: Period) -> list[Block]:
    """“reasons only when non-zero; `by_month` has every month from January to the period's”."""
    declined = non_entries_to_date(facts, span)
    months = [f"{span.last.year}-{month:02}" for month in range(1, span.month + 1)]
    rows: list[Block] = []
    for reason in sorted({referral.reason for referral in declined}):
        those = [referral for referral in declined if referral.reason == reason]
        by_month = {name: sum(month_name(referral.outcome_date) == name for referral in those) for name in months}
        rows.append(
            {
                "reason": reason,
                "by_month": by_month,
                "total": len(those),
                "pct": percentage(len(those), len(declined)),
            }
        )
    return sorted(rows, key=lambda row: (-row["total"], row["reason"]))


def by_category(categories: list[str]) -> list[Block]:
    """“All groups and categories are listed, zeros included”; shares of the printed total."""
    total = len(categories)
    return [
        {"category": name, "count": categories.count(name), "pct": percentage(categories.count(name), total)}
        for name in CATEGORIES
    ]


def referrals(facts: Facts, span: Period, protocol: Protocol | None) -> Block:
    """“referrals = all those of the year to date, whatever became of them”, “dated by `date`”."""
    categories = [referral.category for referral in facts.referrals if span.has_to_date(referral.date)]
    # "800 × month / 12 for `france_travail` + `departement`, rounded half up"
    target = to_date(protocol.partner_referrals_a_year if protocol else None, span)
    return {
        "total": len(categories),
        "by_category": by_category(categories),
        "partner_target_to_date": rounded(target),
    }


def entries_by_category(facts: Facts, span: Period) -> list[Block]:
    """“entries of the year to date by their referral's referrer”."""
    entered = entries_to_date(facts, span)
    return by_category([pathway.referral.category if pathway.referral else "" for pathway in entered])


# Steps


def steps(facts: Facts, span: Period) -> Block:
    """“steps with at least one day in the month (year for the yearly letter), each once”."""
    days = days_between(span.first, span.last)
    open_steps = [step for step in facts.steps if any(step.is_open_on(day) for day in days)]
    return {
        "total": len(open_steps),
        "groups": [step_group(name, open_steps) for name in GROUPS],
    }


def step_group(name: str, open_steps: list[Step]) -> Block:
    """“the classification of the row is kept for that step (labels have moved between groups)”."""
    labels = [step.label for step in open_steps if step.group == name]
    rows: list[Block] = [{"label": label, "count": labels.count(label)} for label in set(labels)]
    return {
        "group": name,
        "count": len(labels),
        "pct": percentage(len(labels), len(open_steps)),
        "rows": sorted(rows, key=lambda row: (-row["count"], row["label"])),
    }


# Exits


def exits(facts: Facts, span: Period, protocol: Protocol | None, target_entries: int | None) -> Block:
    """“by exit date since 1 January”."""
    annual = None
    if protocol and target_entries is not None:
        # "half of the rounded entries target, rounded half up"
        annual = half_up(protocol.positive_share_of_entries * target_entries)
    known = [pathway.exit for pathway in facts.pathways if pathway.exit]
    left = [exit_ for exit_ in known if span.has_to_date(exit_.date)]
    positive = [exit_ for exit_ in left if exit_.reason in POSITIVE_REASONS]
    # "neutral reasons: `demenagement` `deces` `retraite` `maternite` `sante`"
    counted = [exit_ for exit_ in left if exit_.reason not in NEUTRAL_REASONS]
    return {
        "target_positive_annual": annual,
        "target_positive_to_date": rounded(to_date(annual, span)),
        "positive_month": None if span.is_year else sum(span.has(exit_.date) for exit_ in positive),
        "positive_cumulative": len(positive),
        "other_cumulative": len(left) - len(positive),
        # "`exits_late` likewise for exits"
        "exits_late": None if span.is_year else sum(is_late(exit_.date, exit_.recorded_on, span) for exit_ in known),
        "reasons": exit_reasons([exit_.reason for exit_ in left]),
        "positive_pct": percentage(len(positive), len(left)),
        "positive_pct_excluding_neutral": percentage(len(positive), len(counted)),
    }


def exit_reasons(reasons: list[str]) -> list[Block]:
    """“reasons only when non-zero”: the positive ones first."""
    rows: list[Block] = [
        {"reason": reason, "positive": reason in POSITIVE_REASONS, "count": reasons.count(reason)}
        for reason in set(reasons)
    ]
    return sorted(rows, key=lambda row: (not row["positive"], -row["count"], row["reason"]))
