"""The rows of a folder as dated facts, and what was known of them on a day."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from tests.independent.folder import Folder, Row

Day = dt.date


@dataclass(frozen=True)
class Referral:
    code: str
    person: str
    referrer: str
    category: str
    date: Day
    outcome: str
    outcome_date: Day | None
    reason: str
    recorded_on: Day | None


@dataclass(frozen=True)
class Exit:
    date: Day
    reason: str
    recorded_on: Day | None


@dataclass(frozen=True)
class Pathway:
    code: str
    person: str
    referral: Referral | None
    entry: Day
    recorded_on: Day | None
    exit: Exit | None

    def is_open_on(self, day: Day) -> bool:
        """On its entry day, on its exit day and between: “A pathway is over at the end of its exit day”."""
        return self.entry <= day and (self.exit is None or day <= self.exit.date)

    def is_open_at_end_of(self, day: Day) -> bool:
        """“pathways open at the end of the last day (an exit on that day has left)”."""
        return self.entry <= day and (self.exit is None or day < self.exit.date)


@dataclass(frozen=True)
class Step:
    pathway: Pathway
    label: str
    group: str
    start: Day
    end: Day | None
    recorded_on: Day | None

    def is_open_on(self, day: Day) -> bool:
        """On its first day, its last day and between, while its pathway is: “it is cut there”."""
        return self.start <= day and (self.end is None or day <= self.end) and self.pathway.is_open_on(day)


@dataclass(frozen=True)
class Suspension:
    pathway: Pathway
    start: Day
    end: Day | None

    def is_open_on(self, day: Day) -> bool:
        """On its first day, its last day and between: “one without an end stops with its pathway”."""
        return self.start <= day and (self.end is None or day <= self.end) and self.pathway.is_open_on(day)


@dataclass(frozen=True)
class FtePeriod:
    caseworker: str
    host: str
    fte: Decimal
    start: Day
    end: Day | None


@dataclass(frozen=True)
class Facts:
    """`referrals` and `non_entries` are apart because they are not known on the same day."""

    fte_periods: list[FtePeriod]
    referrals: list[Referral]
    non_entries: list[Referral]
    pathways: list[Pathway]
    steps: list[Step]
    suspensions: list[Suspension]


def day_or_none(text: str) -> Day | None:
    """An ISO date; an empty cell is unknown."""
    return dt.date.fromisoformat(text) if text else None


def day(text: str) -> Day:
    """An ISO date; an empty cell is an error."""
    return dt.date.fromisoformat(text)


def category_of(code: str, organisations: dict[str, Row]) -> str:
    """The category of an organisation, or else of the nearest one it is an agency of; “” when none has one."""
    seen: set[str] = set()
    while code and code not in seen:
        seen.add(code)
        if organisations[code]["categorie"]:
            return organisations[code]["categorie"]
        code = organisations[code]["parent"]
    return ""


def read_referrals(folder: Folder) -> dict[str, Referral]:
    """The referrals by their code."""
    organisations = {row["code"]: row for row in folder["organismes"]}
    return {
        row["code"]: Referral(
            row["code"],
            row["participant"],
            row["organisme"],
            category_of(row["organisme"], organisations),
            day(row["date"]),
            row["issue"],
            day_or_none(row["date_issue"]),
            row["motif"],
            day_or_none(row["saisie_le"]),
        )
        for row in folder["prescriptions"]
    }


def read_pathways(folder: Folder, referrals: dict[str, Referral]) -> dict[str, Pathway]:
    """The pathways by their code, each with its exit."""
    exits = {
        row["parcours"]: Exit(day(row["date"]), row["motif"], day_or_none(row["saisie_le"]))
        for row in folder["sorties"]
    }
    return {
        row["code"]: Pathway(
            row["code"],
            row["participant"],
            referrals[row["prescription"]] if row["prescription"] else None,
            day(row["entree"]),
            day_or_none(row["saisie_le"]),
            exits.get(row["code"]),
        )
        for row in folder["parcours"]
    }


def was_known(fact: Day, recorded_on: Day | None, as_of: Day | None) -> bool:
    """“a fact counts when its `saisie_le` is not later”; “empty = on time (known on its own day)”.

    “Without `--as-of`, everything recorded so far counts”.
    """
    return as_of is None or (recorded_on or fact) <= as_of


def referral_was_known(referral: Referral, as_of: Day | None) -> bool:
    """“known at `as_of` by their own `saisie_le` unless it is that of a non-entry (then known on their date)”."""
    recorded_on = None if referral.outcome == "non_entree" else referral.recorded_on
    return was_known(referral.date, recorded_on, as_of)


def non_entry_was_known(referral: Referral, as_of: Day | None) -> bool:
    """“for a referral with an outcome `non_entree`, the day that outcome was recorded”."""
    if referral.outcome != "non_entree" or referral.outcome_date is None:
        return False
    return was_known(referral.outcome_date, referral.recorded_on, as_of)


def known_pathway(pathway: Pathway, as_of: Day | None) -> Pathway | None:
    """The pathway as it was known, open when its exit was not; None before it was recorded."""
    if not was_known(pathway.entry, pathway.recorded_on, as_of):
        return None
    if pathway.exit and not was_known(pathway.exit.date, pathway.exit.recorded_on, as_of):
        return replace(pathway, exit=None)
    return pathway


def read_facts(folder: Folder, as_of: Day | None) -> Facts:
    """The facts known at the end of a day (None: all). A step counts “only once its pathway is known”."""
    referrals = read_referrals(folder)
    pathways: dict[str, Pathway] = {}
    for code, pathway in read_pathways(folder, referrals).items():
        known = known_pathway(pathway, as_of)
        if known:
            pathways[code] = known
    return Facts(
        [
            FtePeriod(
                row["code"], row["organisme"], Decimal(row["etp"] or "0"), day(row["debut"]), day_or_none(row["fin"])
            )
            for row in folder["referents"]
        ],
        [referral for referral in referrals.values() if referral_was_known(referral, as_of)],
        [referral for referral in referrals.values() if non_entry_was_known(referral, as_of)],
        list(pathways.values()),
        [
            Step(
                pathways[row["parcours"]],
                row["operation"],
                row["classification"],
                day(row["debut"]),
                day_or_none(row["fin"]),
                day_or_none(row["saisie_le"]),
            )
            for row in folder["etapes"]
            if row["parcours"] in pathways and was_known(day(row["debut"]), day_or_none(row["saisie_le"]), as_of)
        ],
        [
            Suspension(pathways[row["parcours"]], day(row["debut"]), day_or_none(row["fin"]))
            for row in folder["veilles"]
            if row["parcours"] in pathways
        ],
    )
