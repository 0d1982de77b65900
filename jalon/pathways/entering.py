"""What an entry asks for before it can be validated. Pure: what was typed and known in, what stands in the way out.

Two kinds: what forbids it (the entry would be false or against the rule set), and what will have to come in the file,
which holds nobody back. Source: domain notes §2; in French: docs/rules/eligibilite.md.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jalon.core.french import NO_BREAK, day
from jalon.pathways.eligibility import Finding, GroupFinding, State, Verdict
from jalon.protocols.enums import EntryDateBasis

BASIS = {
    EntryDateBasis.FIRST_APPOINTMENT: "le premier rendez-vous tenu",
    EntryDateBasis.CHARTER: "la signature de la charte",
    EntryDateBasis.VALIDATED: "la validation",
}

NAMED = 3
"""Criteria named in a sentence; the page shows all of them."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The three dates of an entry, all kept; the protocol says which one counts."""

    first_kept_on: dt.date | None = None
    charter_on: dt.date | None = None
    validated_on: dt.date | None = None

    def entry(self, basis: EntryDateBasis) -> dt.date | None:
        """The one that counts; None while it is not known."""
        return {
            EntryDateBasis.FIRST_APPOINTMENT: self.first_kept_on,
            EntryDateBasis.CHARTER: self.charter_on,
            EntryDateBasis.VALIDATED: self.validated_on,
        }[basis]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry as it stands. `proofs`: the codes of the criteria whose proof was seen."""

    dates: Dates
    basis: EntryDateBasis
    referred_on: dt.date
    today: dt.date
    verdict: Verdict
    has_caseworker: bool
    last_exit: dt.date | None = None
    in_pathway: bool = False
    identity_checked: bool = True
    proofs: Collection[str] = ()
    project: int | None = None
    autonomy: int | None = None
    lacks: Mapping[str, bool] = field(default_factory=dict)
    """Fields of the situation, by their words, and whether they lack."""


def forbids(entry: Prepared) -> Iterator[str]:
    """Each thing that forbids the validation, in a sentence."""
    if entry.in_pathway:
        yield "Cette personne a déjà un parcours ouvert : elle ne peut pas en avoir deux."
    if not entry.has_caseworker:
        yield "Aucun référent n’est choisi : attribuez d’abord la prescription."
    yield from _dates(entry)
    yield from _verdict(entry.verdict)


def missing(entry: Prepared) -> Iterator[str]:
    """Each thing that the file will have to hold, in a few words."""
    if not entry.identity_checked:
        yield "identité à vérifier"
    if entry.dates.first_kept_on is None:
        yield "premier rendez-vous tenu, inconnu"
    if entry.dates.charter_on is None:
        yield "charte à signer"
    for found in entry.verdict.groups:
        if found.state == State.MET and (short := found.group.needed - proven(found, entry.proofs)) > 0:
            yield f"{found.group.label}{NO_BREAK}: {_proofs(short)}"
    yield from (f"situation{NO_BREAK}: {words}" for words, lacks in entry.lacks.items() if lacks)
    if entry.project is None or entry.autonomy is None:
        yield "bilan d’entrée : maturité du projet et autonomie"


def proven(found: GroupFinding, proofs: Collection[str]) -> int:
    """How many criteria of the group are met and proven; the ground that the team wrote proves itself."""
    seen = sum(
        each.state == State.MET and (each.criterion.code in proofs or not each.criterion.proof)
        for each in found.findings
    )
    return seen + bool(found.other_ground)


def _proofs(number: int) -> str:
    return "une pièce à voir" if number == 1 else f"{number} pièces à voir"


def _dates(entry: Prepared) -> Iterator[str]:
    on = entry.dates.entry(entry.basis)
    if on is None:
        yield f"La date d’entrée est {BASIS[entry.basis]} : elle n’est pas connue."
        return
    if on > entry.today:
        yield f"Le {day(on)} n’est pas encore passé : une entrée se valide le jour même ou après."
    if on < entry.referred_on:
        yield f"Le {day(on)} précède la prescription, écrite le {day(entry.referred_on)}."
    if entry.last_exit and on <= entry.last_exit:
        yield f"Le parcours précédent finit le {day(entry.last_exit)} : celui-ci commence le lendemain au plus tôt."


def _verdict(verdict: Verdict) -> Iterator[str]:
    for refused in verdict.refusals:
        yield f"Non éligible. {refused.group.label}{NO_BREAK}: {_short(refused)}."
    if verdict.missing:
        yield f"L’éligibilité ne peut pas encore se dire. À répondre : {_named(verdict.missing)}."


def _named(missing: Sequence[Finding]) -> str:
    """The first criteria in words, and how many others."""
    labels = ", ".join(f"«\u202f{each.criterion.label}\u202f»" for each in missing[:NAMED])
    others = len(missing) - NAMED
    return labels if others < 1 else f"{labels}, et {others} {'autres' if others > 1 else 'autre'}"


def _short(refused: GroupFinding) -> str:
    needed, met = refused.group.needed, refused.met
    if needed == 1:
        return "aucun critère n’est rempli"
    return f"{met} sur {needed} critères remplis"
