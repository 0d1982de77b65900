"""Sheets made by hand, for a printer that must print any: a usual month, the worst one, and one of nothing."""

import datetime as dt
import io
from dataclasses import replace

from PIL import Image

from jalon.core.charts import TARGET, Chart, Series
from jalon.reports.comments.rules import LIMIT
from jalon.reports.enums import BlockCode
from jalon.reports.figures import SHARE, Figure
from jalon.reports.models import Picture
from jalon.reports.sheet.parts import (
    Bar,
    Block,
    Paragraph,
    Plot,
    PlotKind,
    Rate,
    Row,
    Sheet,
    Table,
    Tale,
)
from jalon.reports.stories.rules import TEXT, TITLE

MONTHS = "JFMAMJJASON"
SENTENCE = "Le rendez-vous emploi du jeudi, doublé depuis octobre, porte ses fruits : « on m’a écoutée », dit Awa. "


def long(signs: int) -> str:
    """French words, as many as that."""
    return (SENTENCE * (signs // len(SENTENCE) + 1))[:signs].rstrip()


def share(value: int) -> Figure:
    """A part of a printed total."""
    return Figure(value, SHARE)


def plot(kind: PlotKind, strong: str, *names: str) -> Plot:
    """A chart of eleven months, with a series a name."""
    values = [14.0, 36, 49, 24, 14, 19, 22, 8, 16, 21, 44]
    series = tuple(Series(name, tuple(values), f"c{place}") for place, name in enumerate(names, start=1))
    aim = Series("objectif", (29.0,) * len(values), TARGET)
    chart = Chart(f"{strong} en novembre", "Mois par mois.", MONTHS, series, aim, now=10)
    rows = tuple(
        Row(f"Mois {place}", (Figure(int(value), "entries_cumulative"),)) for place, value in enumerate(values, start=1)
    )
    return Plot(kind, strong, " en novembre", chart, Table("Mois par mois", ("Mois", "Nombre"), rows, monthly=True))


def essential() -> Block:
    """Seventeen lines against their targets."""
    target, reached = Figure(642, "target_entries_to_date"), Figure(72, "target_pct_to_date")
    row = Row(
        "de l’année passée, saisies en retard",
        (Figure(66, "entries_month"), Figure(1459, "entries_cumulative"), target, reached),
        inside=True,
        bar=Bar(72, 100, 100),
    )
    rows = tuple(replace(row, label=f"{row.label} {place}", inside=place % 3 > 0) for place in range(17))
    columns = ("Chiffres", "Novembre", "Depuis janvier", "Objectif à date", "Atteint")
    return Block(BlockCode.ESSENTIAL, "L’essentiel", tables=(Table("L’essentiel", columns, rows),))


def trends() -> Block:
    """Two charts."""
    plots = plot(PlotKind.LINES, "459 entrées", "entrées"), plot(PlotKind.LINES, "717 parcours", "en 2017", "en 2016")
    return Block(BlockCode.TRENDS, "Entrées et file active, mois par mois", plots=plots)


def referrers() -> Block:
    """Eight categories."""
    rows = tuple(
        Row(
            f"Services sociaux, associations {place}",
            (
                Figure(70 - place, "referrals", {"category": place}),
                share(8),
                Figure(40, "entries_cumulative"),
                share(9),
            ),
        )
        for place in range(8)
    )
    columns = ("Catégorie", "Prescriptions", "Part", "Entrées", "Part")
    table = Table("Prescripteurs", columns, rows, (Row("Ensemble", rows[0].cells, strong=True),))
    return Block(BlockCode.REFERRERS, "Prescripteurs, depuis janvier", tables=(table,))


def non_entries(reasons: int = 13) -> Block:
    """As many reasons, the largest first; the last ones masked."""
    rows = tuple(
        Row(
            f"Autre accompagnement plus adapté {place}",
            (Figure(3, "non_entries_cumulative", {"reason": place, "month": "2017-11"}), _number(place), share(7)),
            bar=Bar(40 - place, 40),
        )
        for place in range(reasons)
    )
    table = Table("Non-entrées par motif", ("Motif", "Novembre", "Total", "Part"), rows)
    note = Paragraph(("n. c. : nombre non communiqué.",))
    return Block(BlockCode.NON_ENTRIES, "Non-entrées, depuis janvier", _number(0), (table,), notes=(note,))


def _number(place: int) -> Figure:
    masked = place > 10
    return Figure(None if masked else 84 - place, "non_entries_cumulative", {"reason": place}, masked=masked)


def story(picture: int | None = 1) -> Block:
    """As long as one may be, in three paragraphs, under the longest title."""
    text = f"{long(TEXT // 2)}\n\n{long(TEXT // 4)}\n\n{long(TEXT // 4 - 4)}"
    tale = Tale(long(TITLE), text, picture, "Une route bordée de jalons." if picture else "")
    return Block(BlockCode.STORY, f"Retour sur une action : {tale.title}", tale=tale)


def steps(labels: int = 20) -> Block:
    """Four groups of as many labels."""
    names = [
        *("Emploi", "Dispositif de mobilisation vers l’emploi et mise en situation professionnelle"),
        *("Formation non qualifiante", "Formation qualifiante"),
    ]
    tables = tuple(_group(name, f"c{place}", labels) for place, name in enumerate(names, start=1))
    stacks = plot(PlotKind.STACKS, "63 %", "Emploi", "Mobilisation", "Non qualifiante", "Qualifiante")
    note = Paragraph(("Une étape est comptée une fois ; elle s’arrête à la sortie de son parcours.",))
    return Block(BlockCode.STEPS, "Étapes de novembre", Figure(492, "steps"), tables, (stacks,), notes=(note,))


def _group(name: str, style: str, labels: int) -> Table:
    total = Row(name, (Figure(100, "steps", {"classification": name}), share(63)), strong=True)
    rows = tuple(
        Row(
            f"Formation qualifiante HÔTELLERIE-RESTAURATION {place}",
            (Figure(80 - place, "steps", {"classification": name, "label": place}), None),
            inside=True,
        )
        for place in range(labels)
    )
    return Table(name, ("Groupe et libellé", "Étapes", "Part"), (total, *rows), swatch=style)


def exits(reasons: int = 7) -> Block:
    """Positive reasons and as many others, both rates."""
    rows: list[Row] = []
    for name, code in (("Positives", "positive_cumulative"), ("Autres", "other_cumulative")):
        rows.append(Row(name, (Figure(44, "positive_month"), Figure(267, code), share(49)), strong=True))
        rows += [
            Row(
                f"Situation administrative incompatible avec l’emploi {place}",
                (Figure(5, "exits_cumulative", {"exit_reason": place, "month": 11}), _exits(place), share(6)),
                inside=True,
                note="neutre" if place == 2 else "",
                bar=Bar(60 - place, 60, style="fill" if name == "Positives" else "other"),
            )
            for place in range(reasons)
        ]
    table = Table("Sorties par motif", ("Motif", "Novembre", "Total", "Part"), tuple(rows))
    rate = Rate(
        "Taux de sorties positives hors sorties neutres",
        Figure(55, "positive_pct_excluding_neutral"),
        (Figure(265, "positive_cumulative"), " sur ", Figure(481, "exits_cumulative"), " sorties"),
        "La part des sorties positives, sans les déménagements, décès, retraites, maternités et raisons de santé.",
    )
    bars = plot(PlotKind.BARS, "44 sorties positives", "")
    return Block(
        BlockCode.EXITS, "Sorties, depuis janvier", Figure(541, "exits_cumulative"), (table,), (bars,), (rate, rate)
    )


def _exits(place: int) -> Figure:
    return Figure(60 - place, "exits_cumulative", {"exit_reason": place})


def sheet(*blocks: Block, signs: int = 0, audience: str = "") -> Sheet:
    """A letter of these blocks, with as long a comment on each; a story has none."""
    words = (Paragraph((long(signs),), signed="Claire Tilleul"),) if signs else ()
    return Sheet(
        publisher="PLIE des Tilleuls",
        kind="Lettre mensuelle",
        title="Novembre 2017",
        period="2017-11",
        as_of=dt.date(2017, 12, 5),
        printed_on=dt.date(2017, 12, 6),
        audience=audience,
        blocks=tuple(block if block.tale else replace(block, words=words) for block in blocks),
        mention="Ce dispositif est cofinancé par le Fonds social européen « Emploi et inclusion » 2014-2020.",
        logo=2,
        logo_alt="Le logo du PLIE des Tilleuls : trois feuilles.",
    )


def usual() -> Sheet:
    """A month like others."""
    return sheet(essential(), trends(), referrers(), non_entries(), steps(9), exits(5), signs=250)


def worst() -> Sheet:
    """Eighty labels, thirteen reasons, the longest comment on each block, the longest story with its picture."""
    blocks = essential(), trends(), referrers(), non_entries(), story(), steps(), exits()
    return replace(sheet(*blocks, signs=LIMIT, audience="Maison de l’emploi"), warnings=(Paragraph((long(160),)),))


def pictures() -> dict[int, Picture]:
    """A photograph, a logo, and a picture like a ladder."""
    return {1: picture(1200, 800), 2: picture(600, 200), 3: picture(300, 1500)}


def picture(width: int, height: int) -> Picture:
    """One as the program keeps it: small, bare."""
    content = io.BytesIO()
    Image.new("RGB", (width, height), "#66988b").save(content, "JPEG")
    return Picture(content=content.getvalue(), media_type="image/jpeg", width=width, height=height)
