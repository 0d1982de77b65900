"""Étapes: jobs among the steps, lasting jobs among the jobs, worksites among the mobilisation; people on a step."""

from collections.abc import Iterator, Mapping
from typing import Any

from jalon.indicators import remarks as r
from jalon.protocols.enums import Classification
from jalon.reports.comments.facts import Facts, Field, part, total
from jalon.reports.comments.saying import said
from jalon.reports.comments.source import Source
from jalon.reports.enums import BlockCode
from jalon.reports.figures import Figure

BLOCK = BlockCode.STEPS
SHORT = {
    Classification.JOB: "emploi",
    Classification.NON_QUALIFYING: "formation non qualifiante",
    Classification.QUALIFYING: "formation qualifiante",
    Classification.MOBILISATION: "mobilisation",
}
Groups = Mapping[str, Mapping[str, Any]]
"""The groups of the letter, by code."""


def fields(source: Source) -> Iterator[Field]:
    """All steps, each group and label, and the two parts that the letters comment."""
    whole = source.data["steps"]["total"]
    yield Field("steps", "étapes", whole, BLOCK, "étape")
    groups = {group["group"]: group for group in source.data["steps"]["groups"]}
    for code, group in groups.items():
        name = SHORT[Classification(code)]
        yield Field(f"steps.{code}", f"étapes, {name}", group["count"], BLOCK, "étape")
        yield Field(f"steps_share.{code}", f"part des étapes, {name}", part(group["count"], whole), BLOCK)
        for row in group["rows"]:
            label = row["count"].filters["label"]
            yield Field(
                f"label.{code}.{label}", f"étapes « {_bare(row['label'])} », {name}", row["count"], BLOCK, "étape"
            )
    lasting, worksites = _lasting(source, groups), _worksites(source, groups)
    jobs, mobilisation = (groups[code]["count"] for code in (Classification.JOB, Classification.MOBILISATION))
    yield Field("lasting_jobs", "étapes d’emploi durable", lasting, BLOCK, "étape")
    yield Field("lasting_share", "part des emplois durables dans les étapes d’emploi", part(lasting, jobs), BLOCK)
    yield Field("worksites", "étapes en chantier d’insertion", worksites, BLOCK, "étape")
    name = "part des chantiers dans les étapes de mobilisation"
    yield Field("worksites_share", name, part(worksites, mobilisation), BLOCK)


def _lasting(source: Source, groups: Groups) -> Figure:
    rows = [row["count"] for row in _rows(groups, Classification.JOB)]
    found = total([each for each in rows if each.filters["label"] in source.lasting], r.LASTING_JOBS.code)
    return source.like(found.code, found.value if source.lasting else None)


def _worksites(source: Source, groups: Groups) -> Figure:
    rows = [row["count"] for row in _rows(groups, Classification.MOBILISATION) if "chantier" in row["label"].lower()]
    found = total(rows, r.WORKSITES.code)
    return source.like(found.code, found.value if rows else None)


def _rows(groups: Groups, code: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = groups[code]["rows"]
    return rows


def _bare(label: str) -> str:
    """A label without the signs that write a field."""
    return label.translate(str.maketrans("{}|", "()/"))


def ranks(source: Source) -> dict[str, tuple[str, ...]]:
    """Nothing is ranked."""
    return {}


def sentences(facts: Facts) -> list[str]:
    """Each share is said with what it is a share of."""
    if facts.value("steps") == 0:
        return []
    found = said(
        facts,
        f"Sur {{steps|étape}} {facts.when}, {{steps.emploi|est un emploi|sont des emplois}} ({{steps_share.emploi}})."
        if facts.over("steps.emploi")
        else "",
        f"{{steps|étape}} {facts.when}." if facts.over("steps") else "",
    )
    if facts.over("lasting_jobs"):
        found += said(
            facts, "Les emplois durables font {lasting_share} des étapes d’emploi ({lasting_jobs} sur {steps.emploi})."
        )
    if facts.over("worksites"):
        found += said(
            facts,
            "Les chantiers d’insertion font {worksites_share} des étapes de mobilisation "
            "({worksites} sur {steps.mobilisation}).",
        )
    return [*found, *_people(facts)]


def _people(facts: Facts) -> list[str]:
    """People and steps are two figures: a person may follow two steps."""
    if not facts.over("people_on_a_step"):
        return []
    end = f"À la fin {'de l’année' if facts.window.is_year else 'du mois'}"
    return said(
        facts,
        f"{end}, {{people_on_a_step|personne suit|personnes suivent}} {{steps_open|étape}}."
        if facts.over("steps_open")
        else "",
    )
