"""Is a person eligible? Criterion by criterion, with why. Pure: a rule set and what is known in, a verdict out.

A rule set belongs to a protocol and is data (`protocols.EligibilityGroup`): all groups must hold, each when as many of
its criteria as it needs are met. Source: domain notes §2; in French: docs/rules/eligibilite.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from jalon.core.french import NO_BREAK


class State(IntEnum):
    """From refused to granted; between them, what cannot be told yet."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion; `rule` names the fact that answers it, "" when only the référent can. `value` is its threshold."""

    code: str
    label: str
    rule: str = ""
    value: int | None = None
    proof: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Criteria of which `needed` at least must be met; in an open list, another ground may be decided in words."""

    code: str
    label: str
    needed: int
    criteria: tuple[Criterion, ...]
    open_list: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person on the day of the entry; None and "" mean unknown, never no. Age in years."""

    woman: bool | None = None
    age: int | None = None
    in_perimeter: bool | None = None
    low_level: bool | None = None
    rsa: bool | None = None
    job_seeker: bool | None = None
    months_without_work: int | None = None
    disability: bool | None = None
    single_parent: bool | None = None
    court_order: bool | None = None
    homeless: bool | None = None
    outside_eu: bool | None = None
    priority_district: bool | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of a criterion: its state, why ("" when nothing is known), and whether the référent may answer."""

    criterion: Criterion
    state: State
    why: str
    asks: bool


@dataclass(frozen=True, slots=True)
class GroupFinding:
    """What is found of a group. `other_ground`: the words of the ground decided beside the list, "" for none."""

    group: Group
    state: State
    findings: tuple[Finding, ...]
    other_ground: str = ""

    @property
    def met(self) -> int:
        """How many criteria are met, the ground decided beside the list included."""
        return sum(finding.state == State.MET for finding in self.findings) + bool(self.other_ground)

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What would decide, while it cannot be told."""
        if self.state != State.UNKNOWN:
            return ()
        return tuple(finding for finding in self.findings if finding.state == State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Eligible when every group holds, not when one cannot any more; else it cannot be told yet."""

    groups: tuple[GroupFinding, ...]

    @property
    def state(self) -> State:
        """That of the worst group. A protocol without any group tells nothing."""
        return min((found.state for found in self.groups), default=State.UNKNOWN)

    @property
    def refusals(self) -> tuple[GroupFinding, ...]:
        """The groups that cannot hold."""
        return tuple(found for found in self.groups if found.state == State.NOT_MET)

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What to answer before it can be told, each criterion once; nothing when it can."""
        if self.state != State.UNKNOWN:
            return ()
        return tuple({each.criterion.code: each for found in self.groups for each in found.missing}.values())


Told = tuple[State, str, bool]
"""The state that the facts give, why, and whether the référent may say otherwise."""


def verdict(groups: Sequence[Group], known: Known, answers: Mapping[str, bool], other_ground: str = "") -> Verdict:
    """Judge a rule set. `answers`: those of the référent, by code of criterion, heard where the facts do not suffice.

    `other_ground`: the ground that the steering team decided and wrote; it counts in open lists alone.
    """
    return Verdict(tuple(_group(group, known, answers, other_ground) for group in groups))


def _group(group: Group, known: Known, answers: Mapping[str, bool], other_ground: str) -> GroupFinding:
    findings = tuple(finding(criterion, known, answers.get(criterion.code)) for criterion in group.criteria)
    ground = other_ground.strip() if group.open_list else ""
    met = sum(each.state == State.MET for each in findings) + bool(ground)
    possible = met + sum(each.state == State.UNKNOWN for each in findings)
    state = State.MET if met >= group.needed else State.UNKNOWN if possible >= group.needed else State.NOT_MET
    return GroupFinding(group, state, findings, ground)


def finding(criterion: Criterion, known: Known, answer: bool | None) -> Finding:
    """What the facts say of a criterion, or else the référent's answer. A rule we do not know leaves all to them."""
    state, why, asks = RULES.get(criterion.rule, _asked)(criterion, known)
    if state == State.UNKNOWN and asks and answer is not None:
        said = "oui, selon le référent" if answer else "non, selon le référent"
        return Finding(criterion, State.MET if answer else State.NOT_MET, said, asks)
    return Finding(criterion, state, why, asks)


def _asked(criterion: Criterion, known: Known) -> Told:
    return State.UNKNOWN, "", True


def _settled(value: bool | None, yes: str, no: str, unknown: str, *, asks: bool = False) -> Told:
    """A fact that settles the criterion; when it is unknown, `asks` lets the référent answer."""
    if value is None:
        return State.UNKNOWN, unknown, asks
    return (State.MET, yes, False) if value else (State.NOT_MET, no, False)


def _enough(value: bool | None, yes: str, otherwise: str) -> Told:
    """A fact that is one way among others of meeting the criterion: without it, the référent answers."""
    return (State.MET, yes, False) if value else (State.UNKNOWN, otherwise, True)


def _perimeter(_: Criterion, known: Known) -> Told:
    yes, no = "la commune est dans le périmètre à cette date", "la commune n’est pas dans le périmètre à cette date"
    return _settled(known.in_perimeter, yes, no, "commune inconnue")


def _low_level(_: Criterion, known: Known) -> Told:
    return _settled(known.low_level, "CAP ou BEP au plus", "au-dessus du CAP ou du BEP", "niveau de formation inconnu")


def _months_without_work(criterion: Criterion, known: Known) -> Told:
    months, threshold = known.months_without_work, criterion.value or 0
    if months is None:
        return State.UNKNOWN, "durée sans emploi inconnue", False
    said = f"{months}{NO_BREAK}mois sans emploi"
    if months > threshold:
        return State.MET, said, False
    return State.NOT_MET, f"{said}, il en faut plus de {threshold}", False


def _oriented_minimum(_: Criterion, known: Known) -> Told:
    """A minimum is not enough: the orientation is what the référent checks."""
    said = "RSA connu : l’orientation est-elle socioprofessionnelle ?" if known.rsa else ""
    return State.UNKNOWN, said, True


def _minimum(_: Criterion, known: Known) -> Told:
    return _enough(known.rsa, "bénéficiaire du RSA", "pas de RSA connu : un autre minimum ?")


def _single_parent(_: Criterion, known: Known) -> Told:
    return _enough(known.single_parent, "parent isolé", "")


def _homeless(_: Criterion, known: Known) -> Told:
    return _enough(known.homeless, "sans logement", "")


def _disability(_: Criterion, known: Known) -> Told:
    return _enough(known.disability, "handicap reconnu", "pas de handicap connu : une longue maladie ?")


def _unfollowed_disability(_: Criterion, known: Known) -> Told:
    said = "handicap connu : Cap emploi suit-il la personne ?" if known.disability else ""
    return State.UNKNOWN, said, True


def _court_order(_: Criterion, known: Known) -> Told:
    return _settled(known.court_order, "sous main de justice", "non, selon la situation", "", asks=True)


def _outside_eu(_: Criterion, known: Known) -> Told:
    return _settled(known.outside_eu, "pays hors de l’Union", "non, selon la situation", "", asks=True)


def _job_seeker(_: Criterion, known: Known) -> Told:
    return _enough(known.job_seeker, "inscrite, selon la situation", "pas d’inscription connue : cherche-t-elle ?")


def _woman(_: Criterion, known: Known) -> Told:
    return _settled(known.woman, "femme", "homme", "sexe inconnu")


def _aged(known: Known, reached: Callable[[int], bool], limit: str) -> Told:
    if known.age is None:
        return State.UNKNOWN, "date de naissance inconnue", False
    said = f"{known.age}{NO_BREAK}ans"
    return (State.MET, said, False) if reached(known.age) else (State.NOT_MET, f"{said}, {limit}", False)


def _younger_than(criterion: Criterion, known: Known) -> Told:
    limit = criterion.value or 0
    return _aged(known, lambda age: age < limit, f"il en faut moins de {limit}")


def _at_least_aged(criterion: Criterion, known: Known) -> Told:
    limit = criterion.value or 0
    return _aged(known, lambda age: age >= limit, f"il en faut {limit}")


def _priority_district(_: Criterion, known: Known) -> Told:
    return _settled(known.priority_district, "quartier prioritaire", "hors quartier prioritaire", "quartier inconnu")


RULES: Mapping[str, Callable[[Criterion, Known], Told]] = {
    "": _asked,
    "perimeter": _perimeter,
    "low_level": _low_level,
    "months_without_work": _months_without_work,
    "oriented_minimum": _oriented_minimum,
    "minimum": _minimum,
    "single_parent": _single_parent,
    "homeless": _homeless,
    "disability": _disability,
    "unfollowed_disability": _unfollowed_disability,
    "court_order": _court_order,
    "outside_eu": _outside_eu,
    "job_seeker": _job_seeker,
    "woman": _woman,
    "younger_than": _younger_than,
    "at_least_aged": _at_least_aged,
    "priority_district": _priority_district,
}
"""The rules that a criterion may name; a test holds the rule sets to them."""
