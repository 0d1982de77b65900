"""The *charte de saisie*: what each act must hold, what an import is not asked, the share of what is complete."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from jalon.core.periods import Period
from jalon.pathways.duties.facts import ContactFact, Span
from jalon.pathways.enums import Gap, Judged
from jalon.pathways.quality import (
    Act,
    ContactRow,
    EntryRow,
    ExitRow,
    Share,
    StepRow,
    of_contact,
    of_entry,
    of_exit,
    of_month,
    of_step,
    share,
)

DAY = dt.date(2017, 12, 12)
DECEMBER = Period(dt.date(2017, 12, 1), dt.date(2017, 12, 31))


def contact(kind: str = "entretien", present: bool | None = True, minutes: int | None = 30, note: bool = True) -> Any:
    return ContactFact(DAY, kind, present, minutes, note)


def lacks(act: Act | None) -> list[Gap] | None:
    return None if act is None else list(act.lacks)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ContactRow(contact(), signed=True), []),
        (ContactRow(contact()), [Gap.SIGNATURE]),
        (ContactRow(contact(), remote=True), []),
        (ContactRow(contact(minutes=None, note=False), signed=True), [Gap.MINUTES, Gap.NOTE]),
        (ContactRow(contact("atelier")), [Gap.SIGNATURE]),
        (ContactRow(contact("telephone")), []),
        (ContactRow(contact("telephone", minutes=None, note=False)), [Gap.MINUTES, Gap.NOTE]),
        (ContactRow(contact("courriel", minutes=None)), []),
        (ContactRow(contact("courrier", minutes=None, note=False)), [Gap.NOTE]),
        (ContactRow(contact(present=False, minutes=None, note=False)), []),
        (ContactRow(contact(present=None)), [Gap.PRESENCE]),
        (ContactRow(contact(minutes=None, note=False), signed=True, typed=False), []),
        (ContactRow(contact(minutes=None, note=False), signed=False, typed=False), [Gap.SIGNATURE]),
        (ContactRow(contact(minutes=None, note=False), typed=False), None),
        (ContactRow(contact("telephone", minutes=None, note=False), signed=False, typed=False), None),
        (ContactRow(contact(present=False), signed=False, typed=False), None),
        (ContactRow(contact(), signed=False, typed=False, remote=True), None),
    ],
)
def test_a_contact(row: ContactRow, expected: list[Gap] | None) -> None:
    assert lacks(of_contact(row)) == expected


STEP = StepRow(DAY, "Atelier", end=DAY, has_organisation=True)
JOB = replace(STEP, job=True, contract="cdd", has_hours=True)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (STEP, []),
        (replace(STEP, end=None, has_organisation=False), [Gap.ORGANISATION, Gap.END]),
        (replace(STEP, end=None, has_organisation=False, typed=False), None),
        (JOB, []),
        (replace(JOB, contract="", has_hours=False), [Gap.CONTRACT, Gap.HOURS]),
        (replace(JOB, contract="", has_hours=False, typed=False), [Gap.CONTRACT, Gap.HOURS]),
        (replace(JOB, end=None), [Gap.END]),
        (replace(JOB, contract="cdi", end=None), []),
        (replace(JOB, contract="creation", end=None, has_hours=False), []),
    ],
)
def test_a_step(row: StepRow, expected: list[Gap] | None) -> None:
    assert lacks(of_step(row)) == expected


ENTRY = EntryRow(DAY, ratings=(DAY + dt.timedelta(31),))


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (ENTRY, []),
        (EntryRow(DAY), [Gap.BARRIERS]),
        (replace(ENTRY, ratings=(DAY + dt.timedelta(32),)), [Gap.BARRIERS]),
        (EntryRow(DAY, prepared=False), []),
        (replace(ENTRY, referral=False, situation=frozenset({Gap.RSA, Gap.COMMUNE})), None),
        (
            EntryRow(DAY, dates=False, proofs=False, charter=False, assessment=False),
            [Gap.DATES, Gap.PROOFS, Gap.CHARTER, Gap.ASSESSMENT, Gap.BARRIERS],
        ),
        (EntryRow(DAY, prepared=False, referral=False, charter=False, dates=False), [Gap.REFERRAL]),
    ],
)
def test_an_entry(row: EntryRow, expected: list[Gap] | None) -> None:
    assert lacks(of_entry(row)) == (expected if expected is not None else [Gap.REFERRAL, Gap.COMMUNE, Gap.RSA])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"evidence": False}, [Gap.EVIDENCE]),
        ({"ratings": ()}, [Gap.BARRIERS]),
        ({"to_a_job": True}, [Gap.JOB]),
        ({"to_a_job": True, "jobs": (Span(DAY),)}, []),
        ({"to_a_job": True, "jobs": (Span(DAY - dt.timedelta(90), DAY - dt.timedelta(31)),)}, []),
        ({"to_a_job": True, "jobs": (Span(DAY - dt.timedelta(90), DAY - dt.timedelta(32)),)}, [Gap.JOB]),
        ({"to_a_job": True, "jobs": (Span(DAY + dt.timedelta(1)),)}, [Gap.JOB]),
    ],
)
def test_an_exit(said: dict[str, Any], expected: list[Gap]) -> None:
    assert lacks(of_exit(replace(ExitRow(DAY, ratings=(DAY,)), **said))) == expected


HELD = Span(dt.date(2017, 11, 30))


@pytest.mark.parametrize(
    ("held", "contacts", "steps", "away", "expected"),
    [
        (HELD, [contact()], [], [], []),
        (HELD, [], [], [], [Gap.CONTACT]),
        (HELD, [contact(present=False)], [], [], [Gap.CONTACT]),
        (HELD, [contact("telephone")], [], [], [Gap.INTERVIEW]),
        (HELD, [contact("telephone")], [Span(dt.date(2017, 12, 31))], [], []),
        (HELD, [], [HELD], [], [Gap.CONTACT]),
        (HELD, [contact("")], [], [], []),
        (HELD, [contact(present=None)], [], [], []),
        (HELD, [], [], [Span(dt.date(2017, 10, 2), dt.date(2017, 12, 1))], None),
        (Span(dt.date(2017, 12, 1)), [], [], [], None),
        (Span(HELD.start, dt.date(2017, 12, 31)), [], [], [], None),
        (Span(HELD.start, dt.date(2018, 1, 1)), [], [], [], [Gap.CONTACT]),
    ],
)
def test_a_month(held: Span, contacts: Any, steps: Any, away: Any, expected: list[Gap] | None) -> None:
    assert lacks(of_month(DECEMBER, held, contacts, steps, away)) == expected


def test_the_share_is_of_acts_and_whole_only_when_nothing_lacks() -> None:
    whole, short = Act(Judged.CONTACT, DAY, "Entretien"), Act(Judged.CONTACT, DAY, "Appel", lacks=(Gap.NOTE,))
    assert share([]).percent is None
    assert share([whole, whole, short]) == Share(2, 3)
    assert share([whole, whole, short]).percent == 67
    assert (Share(2, 2) + Share(997, 998)).percent == 99
    assert share([whole]).percent == 100
