"""Prescripteurs: the two partners against what they promised, the others, the time from referral to entry."""

from collections.abc import Iterator

from jalon.indicators import measures as m
from jalon.organisations.enums import ReferrerCategory
from jalon.reports.comments.facts import Facts, Field, part, told, total
from jalon.reports.comments.saying import COLON, number_of, said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure

BLOCK = BlockCode.REFERRERS
PARTNERS = "France Travail et du Département"
NAMES = {
    "partner_referrals_to_date": (f"prescriptions de {PARTNERS}", "prescription"),
    "partner_target_to_date": (f"objectif de prescriptions de {PARTNERS}", "prescription"),
    "partner_referrals_pct": (f"part de l’objectif de prescriptions de {PARTNERS}", ""),
    "partner_entries_to_date": (f"entrées venues de {PARTNERS}", "entrée"),
    "partner_entries_target_to_date": (f"objectif d’entrées venues de {PARTNERS}", "entrée"),
    "partner_entries_pct": (f"part de l’objectif d’entrées venues de {PARTNERS}", ""),
    "preaffectation_last_year": ("préaffectation de l’année passée", "jour"),
}


def fields(source: Source) -> Iterator[Field]:
    """Totals, targets, each category and its share."""
    for code, (name, noun) in NAMES.items():
        yield Field(code, name, _figure(source, code), BLOCK, noun)
    days = source.data["preaffectation_days"]
    yield Field("preaffectation_month", "préaffectation du mois", days["month"], BLOCK, "jour")
    yield Field("preaffectation", "préaffectation depuis janvier", days["year_to_date"], BLOCK, "jour")
    referrals, entries = source.data["referrals"]["total"], source.figure(m.ENTRIES.code)
    yield Field("referrals", "prescriptions depuis janvier", referrals, BLOCK, "prescription")
    yield from _categories(source, "referrals", "prescriptions", source.data["referrals"]["by_category"], referrals)
    yield from _categories(source, "entries_by", "entrées", source.data["entries_by_category"], entries)


def _figure(source: Source, code: str) -> Figure:
    return source.data["referrals"][code] if code == "partner_target_to_date" else source.figure(code)


def _categories(source: Source, key: str, what: str, rows: list[dict[str, Figure]], whole: Figure) -> Iterator[Field]:
    noun = what[:-1]
    for row in rows:
        category = ReferrerCategory(str(row["category"]))
        name = f"{what} « {category.label} »"
        yield Field(f"{key}.{category}", name, row["count"], BLOCK, noun)
        yield Field(f"{key}_share.{category}", f"part, {name}", part(row["count"], whole), BLOCK)
    others = total([row["count"] for row in rows if str(row["category"]) not in m.PARTNERS], whole.code)
    yield Field(f"{key}_others_share", f"part des autres prescripteurs, {what}", part(others, whole), BLOCK)


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """Nothing is ranked: the categories keep the order of the letters."""
    return {}


def sentences(facts: Facts) -> list[str]:
    """Referrals, entries, the others, the days."""
    return [*_partners(facts), *_others(facts), *_days(facts)]


def _partners(facts: Facts) -> list[str]:
    """Both against what the protocol counts on; without a protocol, nothing is expected."""
    span = "de leur objectif" + ("" if facts.window.is_year else " à date")
    found = []
    if facts.over("partner_target_to_date"):
        who = f"{number_of(facts, 'partner_referrals_to_date', 'prescription')} de {PARTNERS} {facts.since}"
        found += said(facts, f"{who}, pour {{partner_target_to_date|attendue}}{COLON}{{partner_referrals_pct}} {span}.")
    if facts.over("partner_entries_target_to_date"):
        aim = f", pour {{partner_entries_target_to_date|attendue}}{COLON}{{partner_entries_pct}}"
        who = f"{number_of(facts, 'partner_entries_to_date', 'entrée')} de {PARTNERS} {facts.since}"
        come = "{partner_entries_to_date|entrée est venue|entrées sont venues} d’eux"
        if not facts.over("partner_entries_to_date"):
            come = "Aucune entrée n’est venue d’eux"
        found += said(facts, f"{come}{aim}." if found else f"{who}{aim} {span}.")
    return found


def _others(facts: Facts) -> list[str]:
    both = facts.over("referrals") and facts.over("entries_cumulative")
    share = "{referrals_others_share} des prescriptions"
    return said(
        facts,
        f"Les autres prescripteurs font {share} et {{entries_by_others_share}} des entrées." if both else "",
        f"Les autres prescripteurs font {share}." if facts.over("referrals") else "",
        "Les autres prescripteurs font {entries_by_others_share} des entrées."
        if facts.over("entries_cumulative")
        else "",
    )


def _days(facts: Facts) -> list[str]:
    """Against the mean of the year before, when it is known."""
    if told(facts.fields["preaffectation"].figure) is None:
        return []
    head = f"De la prescription à l’entrée, {{preaffectation|jour}} en moyenne {facts.since}"
    month = "" if facts.window.is_year or facts.window.months == 1 else f" ({{preaffectation_month}} {facts.when})"
    month = month if facts.value("preaffectation_month") is not None else ""
    before = f", contre {{preaffectation_last_year}} en {facts.year - 1}"
    return said(facts, f"{head}{month}{before}.", f"{head}{month}.")
