"""L’essentiel: entries against their target, what the cumulative adds to the months, the file active explained."""

from collections.abc import Iterator

from jalon.core import french
from jalon.indicators import remarks as r
from jalon.indicators.bridges import RE_ENTRIES, STOCK
from jalon.reports.comments.facts import Facts, Field, apart, told
from jalon.reports.comments.saying import against_target, bridge, number_of, said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode

BLOCK = BlockCode.ESSENTIAL
NAMES = {
    "entries_month": ("entrées du mois", "entrée"),
    "entries_cumulative": ("entrées depuis janvier", "entrée"),
    "entries_late": ("entrées saisies en retard", "entrée"),
    "entries_late_last_year": ("entrées de l’année passée saisies en retard", "entrée"),
    "target_entries_annual": ("objectif annuel d’entrées", "entrée"),
    "target_entries_to_date": ("objectif d’entrées à date", "entrée"),
    "target_pct_to_date": ("part de l’objectif d’entrées", ""),
    "accompanied_to_date": ("personnes accompagnées", "personne"),
    "active_file_real": ("file active", "parcours"),
    "active_file_target": ("objectif de file active", "parcours"),
    "active_file_pct": ("part de l’objectif de file active", ""),
    "people_on_a_step": ("personnes en étape", "personne"),
    "steps_open": ("étapes ouvertes", "étape"),
    "in_veille": ("personnes en veille", "personne"),
    "fte": ("ETP", ""),
}


def fields(source: Source) -> Iterator[Field]:
    """The figures of the first table, the gaps to the targets, the stock of 1 January."""
    for code, (name, noun) in NAMES.items():
        yield Field(code, name, source.figure(code), BLOCK, noun)
    entries, active = source.figure("entries_cumulative"), source.figure("active_file_real")
    gap = told(apart(entries, source.figure("target_entries_to_date")))
    missing = told(apart(active, source.figure("active_file_target")))
    yield Field("entries_gap", "écart à l’objectif d’entrées", source.like(r.ENTRIES_GAP.code, gap), BLOCK, "entrée")
    yield Field(
        "active_file_gap", "écart à l’objectif de file active", source.like(r.ACTIVE_FILE_GAP.code, missing), BLOCK
    )
    yield from _stock(source)
    for figure in source.late.get("entries_late", ()):
        month = french.MONTHS[int(figure.filters["month"][-2:]) - 1]
        yield Field(
            f"entries_late.{figure.filters['month']}",
            f"entrées {french.of(month)} saisies en retard",
            figure,
            BLOCK,
            "entrée",
        )


def _stock(source: Source) -> Iterator[Field]:
    active, entries = told(source.figure("active_file_real")), told(source.figure("entries_cumulative"))
    exits, people = told(source.figure("exits_cumulative")), told(source.figure("accompanied_to_date"))
    start = None if active is None or entries is None or exits is None else active + exits - entries
    again = None if active is None or people is None or exits is None else active + exits - people
    if source.behind.filters:
        # Files of a part also come and go without an entry or an exit: they change of référent, people move.
        start = again = None
    yield Field("stock", "parcours ouverts au début de l’année", source.like(STOCK.code, start), BLOCK, "parcours")
    yield Field(
        "re_entries", "parcours de personnes déjà comptées", source.like(RE_ENTRIES.code, again), BLOCK, "parcours"
    )


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """The late entries by month."""
    late = source.late.get("entries_late", ())
    return {"entries_late": tuple(f"entries_late.{figure.filters['month']}" for figure in late)}


def sentences(facts: Facts) -> list[str]:
    """Entries, bridge, file active, people."""
    entries = _entries(facts)
    late = bridge(facts, "entries_late", "entrée") if entries else []
    return [*entries, *late, *_last_year(facts), *_active(facts), *_people(facts)]


def _entries(facts: Facts) -> list[str]:
    aim = against_target(
        facts,
        reached="entries_cumulative",
        target="target_entries_to_date",
        pct="target_pct_to_date",
        gap="entries_gap",
    )
    if facts.window.is_year or facts.window.months == 1:
        one = number_of(facts, "entries_cumulative", "entrée")
        return said(facts, f"{one} {facts.when}{aim}.", f"{one} {facts.when}.")
    month = f"{number_of(facts, 'entries_month', 'entrée')} {facts.when}"
    if not facts.over("entries_cumulative"):
        return said(facts, f"Aucune entrée depuis janvier{aim}." if facts.value("entries_cumulative") == 0 else "")
    since = f"{month}, {{entries_cumulative}} depuis janvier"
    return said(facts, f"{since}{aim}.", f"{since}.")


def _last_year(facts: Facts) -> list[str]:
    if not facts.over("entries_late_last_year"):
        return []
    rest = f"de {facts.year - 1} n’{{}} été saisie{{}} qu’{facts.when}{french.NO_BREAK}: {{}} dans {facts.year - 1}"
    one, many = rest.format("a", "", "elle compte"), rest.format("ont", "s", "elles comptent")
    return said(facts, f"{{entries_late_last_year|entrée {one}|entrées {many}}}.")


def _active(facts: Facts) -> list[str]:
    target = ", {active_file_pct} de l’objectif" if facts.over("active_file_target") else ""
    if facts.value("active_file_pct") is None:
        target = ""
    number = "Aucun parcours" if facts.value("active_file_real") == 0 else "{active_file_real|parcours}"
    head = f"{number} en file active{target}"
    moved = facts.over("entries_cumulative") or facts.over("exits_cumulative")
    made = (
        f"{french.NO_BREAK}: {{stock}} au début de l’année, plus {{entries_cumulative|entrée}}, "
        "moins {exits_cumulative|sortie}"
    )
    return said(facts, f"{head}{made}." if moved else "", f"{head}." if facts.over("active_file_real") else "")


def _people(facts: Facts) -> list[str]:
    if not facts.over("accompanied_to_date"):
        return []
    head = f"{{accompanied_to_date|personne a été accompagnée|personnes ont été accompagnées}} {facts.since}"
    again = (
        f"{french.NARROW}; {{re_entries|parcours est celui d’une personne déjà comptée"
        "|parcours sont ceux de personnes déjà comptées}}"
    ).replace("}}", "}")
    return said(facts, f"{head}{again}." if facts.over("re_entries") else "", f"{head}.")
