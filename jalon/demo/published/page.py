"""The result as a page of the documentation, in French: the counts, then every impossible cell."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jalon.core.rounding import plain
from jalon.demo.published.verdicts import Compared, Verdict, count

INTRODUCTION = """# Les chiffres publiés de 2017 et ceux de l’exemple

Cette page est écrite par `manage check_published --page docs/chiffres_publies.md`. Elle compare, case par case, ce que
les onze lettres et le rapport d’activité 2017 du PLIE de Dijon Métropole ont imprimé avec ce que Jalon calcule sur le
PLIE d’exemple. Chaque lettre est calculée telle qu’elle était connue le dernier jour de son mois ; celle de décembre
prend ses étapes dans le tableau de l’année.

Une case *impossible* ne peut pas être vraie en même temps que les autres : `exceptions.csv` dit la valeur qu’une année
cohérente y donne, et la valeur calculée doit être exactement celle-là. Une exception inutile est une différence.

Ne sont pas comparés : les phrases des commentaires (sauf les parts de non-entrées), les nombres de 2016 (saisis, non
calculés), ce qu’une lettre réimprime d’une lettre précédente, et la case « dont sur une action », qui répète le total
des étapes (erreur A2) : Jalon montre séparément les personnes et les étapes. Les fiches d’actions, les clauses, les
aides et les coûts du rapport viendront avec leurs domaines.
"""
COLUMNS = ("Document", "Case", "Imprimé", "Calculé", "Erreur", "Pourquoi")


def page(compared: Sequence[Compared]) -> str:
    """The whole page, in Markdown."""
    return "\n".join([INTRODUCTION, *_counts(compared), "", *_table(compared), ""])


def summary(compared: Sequence[Compared]) -> str:
    """The counts in one sentence."""
    found = count(compared)
    return (
        f"{len(compared)} cases : {found[Verdict.EQUAL]} égales, {found[Verdict.IMPOSSIBLE]} impossibles, "
        f"{found[Verdict.DIFFERENT]} différentes."
    )


def shown(value: Decimal | None) -> str:
    """A value as it is printed; a dash when there is none."""
    return "–" if value is None else plain(value)


def _counts(compared: Sequence[Compared]) -> Iterator[str]:
    yield "| Document | Égales | Impossibles | Différentes |"
    yield "|---|---|---|---|"
    for name in dict.fromkeys(each.document for each in compared):
        found = count([each for each in compared if each.document == name])
        yield f"| {name} | " + " | ".join(str(found[verdict]) for verdict in Verdict) + " |"
    yield "| **Ensemble** | " + " | ".join(f"**{number}**" for number in count(compared).values()) + " |"


def _table(compared: Sequence[Compared]) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield "|" + "---|" * len(COLUMNS)
    for each in compared:
        if each.verdict is not Verdict.EQUAL:
            cells = (each.document, each.label or each.cell, shown(each.printed), shown(each.computed), each.error)
            yield f"| {' | '.join(cells)} | {each.why} |"
