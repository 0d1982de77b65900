"""« En clair »: what the first figures say, in sentences made from them."""

from jalon.core import french
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.reports.behind import Behind
from jalon.reports.enums import BlockCode
from jalon.reports.sheet.facts import Facts
from jalon.reports.sheet.parts import Paragraph, Words


def drafts(data: dict[str, object], behind: Behind) -> dict[BlockCode, tuple[Paragraph, ...]]:
    """The sentences of each block; those whose figures have no value, or are not told, are left out."""
    facts = Facts(data, behind)
    essential = (_entries(facts), _active(facts), _reason(facts), _delay(facts))
    return {
        BlockCode.ESSENTIAL: tuple(Paragraph(words) for words in essential if words),
        BlockCode.STEPS: tuple(Paragraph(words) for words in (_on_a_step(facts),) if words),
    }


def _noun(code: str, noun: str, facts: Facts) -> str:
    """The noun after a number, in the plural from two on."""
    return f" {noun}s" if (facts.number(code) or 0) >= 2 else f" {noun}"


def _told(facts: Facts, *codes: str) -> bool:
    return all(facts.number(code) is not None for code in codes)


def _entries(facts: Facts) -> Words:
    month, year, pct, late = m.ENTRIES_MONTH.code, m.ENTRIES.code, d.TARGET_PCT.code, m.ENTRIES_LATE.code
    if not _told(facts, year):
        return ()
    words: Words = ()
    if _told(facts, month):
        words += (facts.figures[month], _noun(month, "entrée", facts), " dans le mois. ")
    words += (
        facts.figures[year],
        f"{_noun(year, 'entrée', facts)} dans l’année" if facts.is_year else " depuis janvier",
    )
    if _told(facts, pct):
        words += (", soit ", facts.figures[pct], " de l’objectif" + ("" if facts.is_year else " à date"))
    words += (".",)
    if facts.number(late):
        said = _noun(late, "entrée", facts)
        words += (
            " Le cumul compte aussi ",
            facts.figures[late],
            f"{said} de mois passés, {_noun(late, 'saisie', facts).strip()} ce mois-ci.",
        )
    return words


def _active(facts: Facts) -> Words:
    active, pct, exits, year = m.ACTIVE_FILE.code, d.ACTIVE_FILE_PCT.code, m.EXITS.code, m.ENTRIES.code
    if not _told(facts, active):
        return ()
    words: Words = (facts.figures[active], " parcours en file active")
    if _told(facts, pct):
        words += (", ", facts.figures[pct], " de l’objectif")
    words += (".",)
    if _told(facts, exits, year):
        since = facts.since[0].upper() + facts.since[1:]
        words += (f" {since}, ", facts.figures[exits], f"{_noun(exits, 'sortie', facts)} pour ")
        words += (facts.figures[year], f"{_noun(year, 'entrée', facts)}.")
    return words


def _reason(facts: Facts) -> Words:
    lines = facts.data["non_entry_reasons"]
    if not lines or lines[0]["total"].value is None or not _told(facts, m.NON_ENTRIES.code):
        return ()
    label = facts.behind.non_entry_reasons[lines[0]["reason"]].lower()
    whole = facts.figures[m.NON_ENTRIES.code]
    return (f"Premier motif de non-entrée : {label}, ", lines[0]["total"], " sur ", whole, ".")


def _delay(facts: Facts) -> Words:
    code = m.PREAFFECTATION.code
    if not _told(facts, code):
        return ()
    return ("La préaffectation dure ", facts.figures[code], f"{_noun(code, 'jour', facts)} en moyenne.")


def _on_a_step(facts: Facts) -> Words:
    people, steps = m.PEOPLE_ON_A_STEP.code, m.STEPS_OPEN.code
    if not _told(facts, people, steps):
        return ()
    day = french.long_day(facts.window.end)
    plural = "s" if (facts.number(steps) or 0) >= 2 else ""
    return (
        *(f"Au {day} : ", facts.figures[people], f"{_noun(people, 'personne', facts)} de la file active en étape, "),
        *(facts.figures[steps], f"{_noun(steps, 'étape', facts)} ouverte{plural}."),
    )
