"""The *charte de saisie*: what each act recorded in a file must hold, and the share of acts that are complete.

Values in, verdicts out. An act of which nothing certain can be asked is not judged: it counts nowhere.
Source: docs/rules/completude.md.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jalon.core import rounding
from jalon.core.periods import Period
from jalon.pathways.duties.facts import FACE_TO_FACE, ContactFact, Span
from jalon.pathways.duties.papers import lacking
from jalon.pathways.enums import Gap, InterviewKind, Judged
from jalon.pathways.missing import WITHOUT_HOURS

WITHOUT_END = {"cdi", "cdi_interimaire", "creation"}
"""Contracts that end on no known day."""
AROUND = 31
"""Days: a rating of the obstacles made this near an entry or an exit is that of the entry, or of the exit."""


@dataclass(frozen=True, slots=True)
class Act:
    """Something recorded, or that a month should have seen. `key`: of its row, 0 for none; `name`: what it is."""

    kind: Judged
    date: dt.date
    name: str
    key: int = 0
    lacks: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Share:
    """Complete acts ÷ acts."""

    complete: int = 0
    acts: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.complete + other.complete, self.acts + other.acts)

    @property
    def percent(self) -> int | None:
        """Whole percent, half up, but 100 only when nothing lacks; None without an act."""
        found = rounding.percent(self.complete, self.acts)
        return 99 if found == 100 and self.complete < self.acts else found


def share(acts: Iterable[Act]) -> Share:
    """Of these acts; the only definition of completeness, for a file, a référent or the PLIE."""
    judged = list(acts)
    return Share(sum(not each.lacks for each in judged), len(judged))


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A contact. `typed`: in Jalon; `remote`: at a distance, where nobody signs."""

    fact: ContactFact
    key: int = 0
    signed: bool | None = None
    typed: bool = True
    remote: bool = False


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step begun in the period."""

    start: dt.date
    label: str
    key: int = 0
    job: bool = False
    end: dt.date | None = None
    contract: str = ""
    has_hours: bool = False
    has_organisation: bool = False
    typed: bool = True


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What an entry rests on. `prepared`: in Jalon; else only the referral and the situation are asked."""

    date: dt.date
    prepared: bool = True
    referral: bool = True
    situation: frozenset[Gap] = frozenset()
    """What the situation does not say."""
    dates: bool = True
    proofs: bool = True
    charter: bool = True
    assessment: bool = True
    ratings: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class ExitRow:
    """An exit that the SA accepted in Jalon. `to_a_job`: its reason is a job; `jobs`: steps with a contract."""

    date: dt.date
    evidence: bool = True
    to_a_job: bool = False
    jobs: tuple[Span, ...] = ()
    ratings: tuple[dt.date, ...] = ()


def of_contact(row: ContactRow) -> Act | None:
    """A missed appointment is a date; a call, a date, minutes and a line; a meeting is signed too.

    An import keeps no note: of its contacts only the signature is judged, when the file told it.
    """
    signs = row.fact.kind in FACE_TO_FACE and bool(row.fact.present) and not row.remote
    if not row.typed and not (signs and row.signed is not None):
        return None
    lacks = [Gap(words) for words in lacking(row.fact)] if row.typed else []
    lacks += [Gap.SIGNATURE] if signs and not row.signed else []
    return Act(Judged.CONTACT, row.fact.date, _named(row.fact), row.key, tuple(lacks))


def of_step(row: StepRow) -> Act | None:
    """Dates, an organisation; a job has its contract and hours, wherever it was recorded."""
    if not row.typed and not row.job:
        return None
    lacks = []
    if row.job:
        lacks += [] if row.contract else [Gap.CONTRACT]
        lacks += [] if row.has_hours or row.contract in WITHOUT_HOURS else [Gap.HOURS]
    if row.typed:
        lacks += [] if row.has_organisation else [Gap.ORGANISATION]
        lacks += [] if row.end or row.contract in WITHOUT_END else [Gap.END]
    return Act(Judged.STEP, row.start, row.label, row.key, tuple(lacks))


def of_entry(row: EntryRow) -> Act:
    """Referral and situation; prepared in Jalon: its three dates, proofs, charter, assessment, obstacles too."""
    lacks = [] if row.referral else [Gap.REFERRAL]
    lacks += [gap for gap in Gap if gap in row.situation]
    if row.prepared:
        held = (
            (row.dates, Gap.DATES),
            (row.proofs, Gap.PROOFS),
            (row.charter, Gap.CHARTER),
            (row.assessment, Gap.ASSESSMENT),
            (_near(row.ratings, row.date), Gap.BARRIERS),
        )
        lacks += [gap for there, gap in held if not there]
    return Act(Judged.ENTRY, row.date, Judged.ENTRY.label, lacks=tuple(lacks))


def of_exit(row: ExitRow) -> Act:
    """Its evidence, the obstacles rated; to a job: a step of a job with a contract. The base sees to its reason."""
    lacks = [] if row.evidence else [Gap.EVIDENCE]
    job = any(each.start <= row.date and (each.end is None or _gap(each.end, row.date) <= AROUND) for each in row.jobs)
    lacks += [Gap.JOB] if row.to_a_job and not job else []
    lacks += [] if _near(row.ratings, row.date) else [Gap.BARRIERS]
    return Act(Judged.EXIT, row.date, Judged.EXIT.label, lacks=tuple(lacks))


def of_month(
    days: Period, held: Span, contacts: Sequence[ContactFact], steps: Sequence[Span], suspensions: Sequence[Span]
) -> Act | None:
    """A month of a pathway open at its end and entered before it: a contact; without a step, an interview.

    A suspension of a day excuses it; so does what is unknown: a contact without a kind, or that may not have been kept.
    """
    expected = held.start < days.start and (held.end is None or held.end > days.end)
    if not expected or any(_overlaps(each, days) for each in suspensions):
        return None
    kept = [each for each in contacts if each.date in days and each.present is not False]
    met = any(each.kind in (InterviewKind.MEETING, "") for each in kept)
    if not kept:
        lacks: tuple[Gap, ...] = (Gap.CONTACT,)
    else:
        lacks = () if met or any(_overlaps(each, days) for each in steps) else (Gap.INTERVIEW,)
    return Act(Judged.MONTH, days.end, Judged.MONTH.label, lacks=lacks)


def _named(contact: ContactFact) -> str:
    if contact.present is False:
        return "Absence"
    return str(InterviewKind(contact.kind).label) if contact.kind else "Contact"


def _overlaps(span: Span, days: Period) -> bool:
    return span.start <= days.end and (span.end is None or span.end >= days.start)


def _near(ratings: Sequence[dt.date], day: dt.date) -> bool:
    return any(_gap(each, day) <= AROUND for each in ratings)


def _gap(one: dt.date, other: dt.date) -> int:
    return abs((one - other).days)
