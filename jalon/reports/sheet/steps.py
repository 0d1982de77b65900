"""« Étapes »: what the people accompanied did in the period, by group and label."""

from typing import Any

from jalon.core import french
from jalon.indicators import measures as m
from jalon.protocols.enums import Classification
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure
from jalon.reports.sheet import plots
from jalon.reports.sheet.facts import Facts, share
from jalon.reports.sheet.parts import Block, Paragraph, Row, Table

NOTE = "Une étape est comptée une fois\u202f; elle s’arrête à la sortie de son parcours. Parts du total des étapes."


def steps(facts: Facts) -> Block:
    """A table for each group, in the order of the stacks: its total, then each label."""
    groups = {line["group"]: line for line in facts.data["steps"]["groups"]}
    total = facts.figures[m.STEPS.code]
    plot = plots.groups(facts.behind)
    return Block(
        BlockCode.STEPS,
        "Étapes de l’année" if facts.is_year else f"Étapes {french.of(facts.month.lower())}",
        total,
        tuple(_table(groups[name], total, style) for name, (style, _) in plots.STYLES.items()),
        (plot,) if plot else (),
        notes=(Paragraph((NOTE,)),),
    )


def _table(line: dict[str, Any], total: Figure, style: str) -> Table:
    label = Classification(line["group"]).label
    first = Row(label, (line["count"], share(line["count"], total)), strong=True)
    rows = tuple(Row(row["label"], (row["count"], None), inside=True) for row in line["rows"])
    return Table(label, ("Groupe et libellé", "Étapes", "Part"), (first, *rows), swatch=style)
