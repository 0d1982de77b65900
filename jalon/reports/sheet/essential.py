"""« L’essentiel »: the figures of the month and of the year against their targets."""

from dataclasses import dataclass

from jalon.core import french
from jalon.indicators import derived as d
from jalon.indicators import measures as m
from jalon.reports.behind import BEFORE
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet.facts import STOCKS, Facts
from jalon.reports.sheet.parts import Bar, Block, Paragraph, Row, Table, Words
from jalon.reports.sheet.print import noun


@dataclass(frozen=True, slots=True)
class Line:
    """A line: codes by column. `month` may also be « /code »: the month alone of a figure since January."""

    label: str
    month: str = ""
    year: str = ""
    target: str = ""
    reached: str = ""
    inside: bool = False


LINES = (
    Line("ETP de référents", d.FTE.code),
    Line("Prescriptions", f"/{m.REFERRALS.code}", m.REFERRALS.code),
    Line(
        "de France Travail et du Département",
        year=m.PARTNER_REFERRALS.code,
        target=d.PARTNER_TARGET.code,
        reached=d.PARTNER_PCT.code,
        inside=True,
    ),
    Line("Non-entrées", f"/{m.NON_ENTRIES.code}", m.NON_ENTRIES.code),
    Line("Entrées", m.ENTRIES_MONTH.code, m.ENTRIES.code, d.TARGET_ENTRIES_TO_DATE.code, d.TARGET_PCT.code),
    Line("saisies en retard", m.ENTRIES_LATE.code, inside=True),
    Line("de l’année passée, en retard", m.ENTRIES_LATE_LAST_YEAR.code, inside=True),
    Line("Préaffectation, en jours", m.PREAFFECTATION_MONTH.code, m.PREAFFECTATION.code),
    Line("Personnes accompagnées", "", m.ACCOMPANIED.code),
    Line("File active", m.ACTIVE_FILE.code, "", d.ACTIVE_FILE_TARGET.code, d.ACTIVE_FILE_PCT.code),
    Line("personnes en étape", m.PEOPLE_ON_A_STEP.code, inside=True),
    Line("personnes en veille", m.SUSPENDED.code, inside=True),
    Line("étapes ouvertes", m.STEPS_OPEN.code, inside=True),
    Line(
        "Sorties positives",
        m.POSITIVE_EXITS_MONTH.code,
        m.POSITIVE_EXITS.code,
        d.TARGET_POSITIVE_TO_DATE.code,
        d.POSITIVE_PCT_TO_DATE.code,
    ),
    Line("Autres sorties", f"/{m.OTHER_EXITS.code}", m.OTHER_EXITS.code),
    Line("Sorties saisies en retard", m.EXITS_LATE.code),
)
TARGETS = (d.TARGET_ENTRIES_TO_DATE.code, d.ACTIVE_FILE_TARGET.code)
"""Without any of them there is no target at all."""
NO_PROTOCOL = "Aucun protocole n’est en vigueur le dernier jour de la période\u00a0: il n’y a pas d’objectif."
NO_TARGET = "Les objectifs sont ceux des référents\u00a0: cette part des dossiers n’en a pas."


def essential(facts: Facts) -> Block:
    """The first table. The yearly letter has one column, where what is counted on the last day stands too."""
    aimed = not all(facts.lacks(code) for code in TARGETS)
    rows = [_row(line, facts, aimed) for line in LINES if _says(line, facts)]
    if not facts.lacks(m.PREAFFECTATION.code) and not facts.lacks(BEFORE):
        rows.insert(_place(rows, "Préaffectation") + 1, _before(facts, aimed))
    table = Table("L’essentiel", _columns(facts, aimed), tuple(rows))
    return Block(BlockCode.ESSENTIAL, "L’essentiel", tables=(table,), notes=_notes(facts, aimed))


def _columns(facts: Facts, aimed: bool) -> tuple[str, ...]:
    first = facts.columns("Chiffres", "Année" if facts.is_year else "Depuis janvier")
    return first + (("Objectif" if facts.is_year else "Objectif à date", "Atteint") if aimed else ())


def _figure(code: str, facts: Facts) -> Figure | None:
    if code.startswith("/"):
        return facts.of_month(code[1:])
    return facts.figures[code] if code else None


def _says(line: Line, facts: Facts) -> bool:
    """Whether the line has something to say: of this period, and of these files."""
    if facts.is_year and not line.year and line.month not in STOCKS:
        return False
    if line.year == m.PARTNER_REFERRALS.code and facts.behind.filters:
        return False  # what the protocol expects of them, it expects of the whole PLIE
    codes = [code.removeprefix("/") for code in (line.month, line.year) if code]
    means = {m.PREAFFECTATION.code, m.PREAFFECTATION_MONTH.code}
    return any(code in means or not facts.lacks(code) for code in codes)


def _row(line: Line, facts: Facts, aimed: bool) -> Row:
    year = line.month if facts.is_year and line.month in STOCKS else line.year
    cells = facts.cells(_figure(line.month, facts), _figure(year, facts))
    targets = (_figure(line.target, facts), _figure(line.reached, facts)) if aimed else ()
    return Row(line.label, cells + targets, inside=line.inside, bar=_bar(line.reached, facts))


def _bar(code: str, facts: Facts) -> Bar | None:
    """What is reached, against the target."""
    reached = facts.number(code) if code else None
    return None if reached is None else Bar(reached, max(reached, 100), 100)


def _before(facts: Facts, aimed: bool) -> Row:
    cells = facts.cells(None, facts.figures[BEFORE])
    return Row(f"en {facts.window.end.year - 1}", cells + ((None, None) if aimed else ()), inside=True)


def _place(rows: list[Row], label: str) -> int:
    return next(place for place, row in enumerate(rows) if row.label.startswith(label))


def _notes(facts: Facts, aimed: bool) -> tuple[Paragraph, ...]:
    day = french.long_day(facts.window.end)
    words: Words = (f"ETP, file active, étapes et veilles\u00a0: au {day}.",)
    if aimed:
        entries, positive = facts.figures[d.TARGET_ENTRIES.code], facts.figures[d.TARGET_POSITIVE.code]
        words += (" Objectifs de l’année\u00a0: ", entries, f" {noun(entries, 'entrée')}, ")
        words += (positive, f" {noun(positive, 'sortie positive')}.")
    else:
        words += (f" {NO_TARGET if facts.behind.filters else NO_PROTOCOL}",)
    return (Paragraph(words),)
