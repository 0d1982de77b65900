"""Each duty of a pathway, on the last quiet day and on the first late one; and what settles it."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.duties import Due
from jalon.pathways.duties import duties
from jalon.pathways.duties.contacts import absences_under_way
from jalon.pathways.duties.facts import (
    AbsenceFact,
    ContactFact,
    DecisionFact,
    ExtensionFact,
    PathwayFacts,
    Span,
    StepFact,
)

D = dt.date
ENTRY = D(2017, 1, 31)
BASE = PathwayFacts(ENTRY)
DAY = dt.timedelta(1)


def job(start: D, end: D | None = None, **more: Any) -> StepFact:
    return StepFact(start, end, job=True, counts=True, **more)


def found(facts: PathwayFacts, day: D) -> dict[str, Due]:
    told = list(duties(facts, day))
    assert len({each.kind for each in told}) == len(told), "a kind is told once"
    return {each.kind: each for each in told}


# kind, facts, first late day, since, the last day on time
FIRST_LATE: list[tuple[str, PathwayFacts, D, D, D]] = [
    ("no_contact", BASE, D(2017, 3, 4), ENTRY, D(2017, 3, 3)),
    ("no_contact", replace(BASE, kept={"courriel": D(2017, 5, 2)}), D(2017, 6, 3), D(2017, 5, 2), D(2017, 6, 2)),
    # A contact before the entry is the last one kept all the same.
    ("no_contact", replace(BASE, kept={"entretien": D(2017, 1, 10)}), D(2017, 2, 11), D(2017, 1, 10), D(2017, 2, 10)),
    ("no_interview", BASE, D(2017, 3, 4), ENTRY, D(2017, 3, 3)),
    (
        "no_interview",
        replace(BASE, kept={"entretien": D(2017, 5, 2), "courriel": D(2017, 6, 1)}),
        *(D(2017, 6, 3), D(2017, 5, 2), D(2017, 6, 2)),
    ),
    ("no_call", replace(BASE, kept={"entretien": D(2017, 5, 2)}), D(2017, 5, 24), D(2017, 5, 2), D(2017, 5, 23)),
    (
        "no_call",
        replace(BASE, kept={"entretien": D(2017, 5, 2), "courriel": D(2017, 5, 12), "telephone": D(2017, 5, 2)}),
        *(D(2017, 5, 24), D(2017, 5, 2), D(2017, 5, 23)),
    ),
    # 31 January + 3 months is the last day of April.
    ("no_step", BASE, D(2017, 5, 1), ENTRY, D(2017, 4, 30)),
    (
        "no_step",
        replace(BASE, steps=(StepFact(D(2017, 2, 1), D(2017, 6, 12)), StepFact(D(2017, 3, 1), D(2017, 4, 1)))),
        *(D(2017, 9, 13), D(2017, 6, 12), D(2017, 9, 12)),
    ),
    # 31 January 2017 + 30 months is 31 July 2019, 60 days later than 1 June.
    ("max_duration", BASE, D(2019, 6, 1), D(2019, 7, 31), D(2019, 7, 31)),
    (
        "extension_ending",
        replace(BASE, extensions=(ExtensionFact(D(2019, 6, 3), D(2019, 12, 31)),)),
        *(D(2019, 11, 1), D(2019, 12, 31), D(2019, 12, 31)),
    ),
    ("review_due", BASE, D(2017, 6, 16), D(2017, 6, 30), D(2017, 6, 30)),
    ("review_due", replace(BASE, reviews=frozenset({5})), D(2017, 11, 16), D(2017, 11, 30), D(2017, 11, 30)),
    (
        "suspension_too_long",
        replace(BASE, suspensions=(Span(D(2017, 12, 31)),)),
        *(D(2018, 3, 1), D(2017, 12, 31), D(2018, 2, 28)),
    ),
    (
        "suspension_too_long",  # one day apart: they are one
        replace(BASE, suspensions=(Span(D(2017, 5, 1), D(2017, 6, 10)), Span(D(2017, 6, 11)))),
        *(D(2017, 7, 2), D(2017, 5, 1), D(2017, 7, 1)),
    ),
    (
        "suspension_too_long",  # two days apart: they are two
        replace(BASE, suspensions=(Span(D(2017, 5, 1), D(2017, 6, 10)), Span(D(2017, 6, 12)))),
        *(D(2017, 8, 13), D(2017, 6, 12), D(2017, 8, 12)),
    ),
    (
        "suspension_ending",
        replace(BASE, suspensions=(Span(D(2017, 5, 1)),)),
        *(D(2017, 6, 17), D(2017, 5, 1), D(2017, 7, 1)),
    ),
    (
        "file_incomplete",
        replace(BASE, to_complete=(ContactFact(D(2017, 5, 2), "telephone", minutes=10),)),
        *(D(2017, 5, 10), D(2017, 5, 2), D(2017, 5, 9)),
    ),
    ("signature_missing", replace(BASE, unsigned=(D(2017, 5, 2),)), D(2017, 5, 3), D(2017, 5, 2), D(2017, 5, 9)),
    ("charter_missing", replace(BASE, entry_file=True), ENTRY + DAY, ENTRY, D(2017, 2, 7)),
    (
        "contract_ending",
        replace(BASE, steps=(job(D(2017, 3, 1), D(2017, 9, 30)),)),
        *(D(2017, 8, 31), D(2017, 9, 30), D(2017, 9, 30)),
    ),
    ("six_months", replace(BASE, steps=(job(D(2017, 3, 1)),)), D(2017, 8, 18), D(2017, 9, 1), D(2017, 9, 15)),
    (
        "six_months",  # two contracts that touch, the second longer than needed
        replace(BASE, steps=(job(D(2017, 3, 1), D(2017, 4, 30)), job(D(2017, 5, 1), D(2017, 8, 31)))),
        *(D(2017, 8, 18), D(2017, 9, 1), D(2017, 9, 15)),
    ),
    (
        "hire_follow_up",
        replace(BASE, steps=(job(D(2017, 3, 1)),), kept={"telephone": D(2017, 3, 31)}),
        *(D(2017, 5, 1), D(2017, 4, 1), D(2017, 4, 30)),
    ),
    (
        "hire_follow_up",  # after an exit towards a job
        replace(BASE, exit=D(2017, 3, 10), hired_out=True, steps=(job(D(2017, 3, 1)),), kept={"entretien": ENTRY}),
        *(D(2017, 4, 1), D(2017, 3, 1), D(2017, 3, 31)),
    ),
    (
        "hire_follow_up",  # the same, without a step that says the job
        replace(BASE, exit=D(2017, 3, 10), hired_out=True, kept={"entretien": D(2017, 3, 9)}),
        *(D(2017, 4, 10), D(2017, 3, 10), D(2017, 4, 9)),
    ),
    (
        "rsa_contract",
        replace(BASE, rsa_since=D(2016, 3, 1), engagements=(Span(D(2017, 2, 1), D(2017, 7, 31)),)),
        *(D(2017, 7, 1), D(2017, 7, 31), D(2017, 7, 31)),
    ),
    ("rsa_contract", replace(BASE, rsa_since=D(2016, 3, 1)), ENTRY, ENTRY, D(2017, 3, 2)),
    ("partner_point", replace(BASE, job_seeker=True), D(2017, 4, 23), ENTRY, D(2017, 4, 30)),
    (
        "partner_point",
        replace(BASE, rsa_since=ENTRY, job_seeker=True, points={"france_travail": D(2017, 3, 2)}),
        *(D(2017, 4, 23), ENTRY, D(2017, 4, 30)),
    ),
    (
        "meeting_decision",
        replace(BASE, decisions=(DecisionFact(D(2017, 5, 2), D(2017, 6, 15)),)),
        *(D(2017, 6, 8), D(2017, 6, 15), D(2017, 6, 15)),
    ),
    (
        "absences",
        replace(BASE, missed=(D(2017, 5, 2), D(2017, 5, 16))),
        *(D(2017, 5, 16), D(2017, 5, 16), D(2017, 5, 23)),
    ),
    (
        "absences",  # the letter gave until 1 June to reply
        replace(
            BASE,
            missed=(D(2017, 5, 2), D(2017, 5, 16)),
            absence_acts=(AbsenceFact("avertissement", D(2017, 5, 17), D(2017, 6, 1)),),
        ),
        *(D(2017, 6, 2), D(2017, 6, 1), D(2017, 6, 8)),
    ),
    ("exit_to_validate", replace(BASE, proposed=D(2017, 5, 2)), D(2017, 5, 2), D(2017, 5, 2), D(2017, 5, 9)),
]


@pytest.mark.parametrize(("kind", "facts", "late", "since", "due_on"), FIRST_LATE)
def test_the_last_quiet_day_and_the_first_late_one(
    kind: str, facts: PathwayFacts, late: D, since: D, due_on: D
) -> None:
    assert kind not in found(facts, late - DAY)
    due = found(facts, late)[kind]
    assert (due.since, due.due_on) == (since, due_on)
    assert due.why and "None" not in f"{due.why} {due.details}"


def test_every_kind_is_tried() -> None:
    assert {kind for kind, *_ in FIRST_LATE} == {
        *("no_contact", "no_interview", "no_call", "absences", "hire_follow_up", "no_step", "max_duration"),
        *("extension_ending", "review_due", "suspension_too_long", "suspension_ending", "contract_ending"),
        *("six_months", "file_incomplete", "signature_missing", "charter_missing", "rsa_contract"),
        *("partner_point", "meeting_decision", "exit_to_validate"),
    }


LATE = D(2017, 6, 20)
"""A day on which all that follows is due, but for what settles it."""
HIRED = replace(BASE, steps=(job(D(2017, 3, 1)),))
ENDING = replace(BASE, steps=(job(D(2017, 3, 1), D(2017, 6, 30)),))
HALF_YEAR = replace(BASE, steps=(job(D(2016, 12, 1)),))
ABSENT = replace(BASE, missed=(D(2017, 6, 5), D(2017, 6, 12)))
CALLED = AbsenceFact("appel", D(2017, 6, 12))
NOTE = ContactFact(D(2017, 5, 2), "entretien", minutes=45)
SUSPENDED = (Span(D(2017, 4, 1)),)
SETTLED: list[tuple[str, PathwayFacts, PathwayFacts]] = [
    ("no_contact", BASE, replace(BASE, kept={"autre": LATE})),
    ("no_contact", BASE, replace(BASE, suspensions=(Span(LATE, LATE),))),
    ("no_interview", BASE, replace(BASE, kept={"entretien": LATE})),
    ("no_interview", BASE, replace(BASE, steps=(StepFact(LATE, LATE),))),
    ("no_interview", BASE, replace(BASE, suspensions=(Span(LATE, LATE),))),
    ("no_call", BASE, replace(BASE, kept={"telephone": D(2017, 5, 2)})),
    ("no_call", BASE, replace(BASE, kept={"entretien": D(2017, 6, 1)})),
    ("no_call", BASE, replace(BASE, steps=(StepFact(LATE, LATE),))),
    ("no_step", BASE, replace(BASE, steps=(StepFact(LATE),))),
    ("no_step", BASE, replace(BASE, steps=(StepFact(D(2017, 2, 1), D(2017, 3, 20)),))),
    ("no_step", BASE, replace(BASE, steps=(StepFact(D(2017, 7, 3), D(2017, 7, 14)),))),
    ("no_step", BASE, replace(BASE, suspensions=(Span(LATE),))),
    ("review_due", BASE, replace(BASE, reviews=frozenset({5}))),
    ("suspension_too_long", replace(BASE, suspensions=SUSPENDED), replace(BASE, suspensions=(Span(*2 * [LATE]),))),
    (
        *("suspension_ending", replace(BASE, suspensions=SUSPENDED)),
        replace(BASE, suspensions=(Span(D(2017, 4, 1), D(2017, 6, 19)),)),
    ),
    (
        *("file_incomplete", replace(BASE, to_complete=(NOTE,))),
        replace(BASE, to_complete=(replace(NOTE, has_note=True),)),
    ),
    ("signature_missing", replace(BASE, unsigned=(D(2017, 5, 2),)), BASE),
    ("charter_missing", replace(BASE, entry_file=True), replace(BASE, entry_file=True, charter=True)),
    ("charter_missing", replace(BASE, entry_file=True), BASE),  # imported: nobody knows
    ("contract_ending", ENDING, replace(ENDING, steps=(job(D(2017, 3, 1), D(2017, 12, 31)),))),
    ("contract_ending", ENDING, replace(ENDING, steps=(job(D(2017, 3, 1), D(2017, 6, 30), outcome="menee"),))),
    ("contract_ending", ENDING, replace(ENDING, steps=(*ENDING.steps, job(D(2017, 7, 1))))),
    ("contract_ending", ENDING, replace(ENDING, proposed=D(2017, 6, 19))),
    ("six_months", HALF_YEAR, replace(HALF_YEAR, proposed=LATE)),
    ("six_months", HALF_YEAR, replace(BASE, steps=(job(D(2016, 12, 1), D(2017, 5, 30)),))),
    ("six_months", HALF_YEAR, replace(BASE, steps=(StepFact(D(2016, 12, 1), job=True),))),
    ("hire_follow_up", HIRED, replace(HIRED, kept={"telephone": D(2017, 5, 1)})),
    ("hire_follow_up", HIRED, replace(BASE, steps=(job(D(2016, 11, 1)),))),  # the seventh month
    ("rsa_contract", replace(BASE, rsa_since=ENTRY), BASE),
    (
        *("rsa_contract", replace(BASE, rsa_since=ENTRY)),
        replace(BASE, rsa_since=ENTRY, engagements=(Span(LATE, D(2017, 12, 31)),)),
    ),
    (
        *("partner_point", replace(BASE, rsa_since=ENTRY)),
        replace(BASE, rsa_since=ENTRY, points={"departement": D(2017, 5, 2)}),
    ),
    ("partner_point", replace(BASE, rsa_since=ENTRY), BASE),
    ("meeting_decision", replace(BASE, decisions=(DecisionFact(LATE, LATE),)), BASE),
    ("absences", ABSENT, replace(ABSENT, kept={"entretien": D(2017, 6, 6)})),
    ("absences", ABSENT, replace(ABSENT, absence_acts=(CALLED,))),
    ("absences", ABSENT, replace(ABSENT, absence_acts=(AbsenceFact("decision", D(2017, 6, 13)),))),
    ("absences", ABSENT, replace(ABSENT, missed=(D(2017, 6, 12),))),
    ("exit_to_validate", replace(BASE, proposed=LATE), BASE),
]


@pytest.mark.parametrize(("kind", "raised", "settled"), SETTLED)
def test_what_settles_it(kind: str, raised: PathwayFacts, settled: PathwayFacts) -> None:
    assert kind in found(raised, LATE)
    assert kind not in found(settled, LATE)


def test_an_email_does_not_stand_for_the_interview() -> None:
    held = replace(BASE, kept={"entretien": D(2017, 5, 2), "courriel": LATE})
    told = found(held, LATE)
    assert "no_contact" not in told
    assert (told["no_interview"].since, told["no_interview"].details) == (D(2017, 5, 2), "entretien du 2\u00a0mai")


def test_an_extension_stands_until_its_end() -> None:
    extended = replace(BASE, extensions=(ExtensionFact(D(2019, 6, 3), D(2019, 12, 31)),))
    assert "max_duration" in found(BASE, D(2019, 9, 1))
    assert {"max_duration", "extension_ending"}.isdisjoint(found(extended, D(2019, 9, 1)))


def test_absences_answered_by_a_letter_are_not_a_silence() -> None:
    assert not absences_under_way(ABSENT, LATE)
    assert not absences_under_way(replace(ABSENT, absence_acts=(CALLED,)), LATE)
    warned = replace(ABSENT, absence_acts=(AbsenceFact("avertissement", D(2017, 6, 13), D(2017, 6, 28)),))
    assert absences_under_way(warned, LATE)
    assert "absences" not in found(warned, D(2017, 6, 28))
    assert found(warned, D(2017, 6, 29))["absences"].why == "Absences sans réponse"


def test_an_old_absence_does_not_count_with_another() -> None:
    missed = (D(2017, 2, 2), D(2017, 8, 3))
    assert "absences" in found(replace(BASE, missed=missed), D(2017, 8, 3))
    assert "absences" not in found(replace(BASE, missed=missed), D(2017, 8, 4))


def test_nothing_is_due_before_the_entry_nor_but_the_follow_up_after_the_exit() -> None:
    assert found(BASE, ENTRY - DAY) == {}
    left = replace(BASE, exit=D(2019, 7, 31))
    assert "no_contact" in found(left, D(2019, 7, 30))
    assert found(left, D(2019, 7, 31)) == {}


def test_the_words_of_an_alert() -> None:
    silent = replace(BASE, kept={"telephone": D(2017, 11, 6), "entretien": D(2017, 10, 10)})
    told = found(silent, D(2017, 12, 12))
    assert (told["no_contact"].why, told["no_contact"].details) == (
        "Aucun contact depuis 36\u00a0jours",
        "appel du 6\u00a0nov.",
    )
    year = found(silent, D(2018, 1, 2))["no_contact"]
    assert year.details == "appel du 6\u00a0nov.\u00a02017"
    assert found(BASE, D(2017, 6, 16))["review_due"].details == "à tenir avant le 30\u00a0juin"
    calls = tuple(ContactFact(D(2017, 5, day), "telephone") for day in (2, 3))
    due = found(replace(BASE, to_complete=calls), LATE)["file_incomplete"]
    assert due.why == "2 comptes rendus à compléter"
    assert due.details == "appel du 2\u00a0mai, il manque la durée et le compte rendu"


DAYS = st.dates(D(2016, 1, 1), D(2020, 12, 31))
SPANS = st.tuples(DAYS, st.none() | st.integers(0, 200)).map(
    lambda drawn: Span(drawn[0], None if drawn[1] is None else drawn[0] + dt.timedelta(drawn[1]))
)
KEPT = st.dictionaries(st.sampled_from(["entretien", "telephone", "courriel", "courrier", "atelier", ""]), DAYS)


@st.composite
def any_facts(draw: st.DrawFn) -> PathwayFacts:
    """Facts without order nor sense between them, as an import may bring."""
    spans = st.lists(SPANS, max_size=3).map(tuple)
    steps = st.lists(st.tuples(SPANS, st.booleans(), st.booleans()), max_size=3)
    return PathwayFacts(
        entry=draw(st.dates(D(2016, 1, 1), D(2017, 12, 31))),
        kept=draw(KEPT),
        missed=tuple(draw(st.lists(DAYS, max_size=4))),
        unsigned=tuple(draw(st.lists(DAYS, max_size=3))),
        steps=tuple(StepFact(each.start, each.end, job, counts) for each, job, counts in draw(steps)),
        suspensions=draw(spans),
        engagements=draw(st.lists(SPANS.filter(lambda each: each.end is not None), max_size=2).map(tuple)),
        reviews=frozenset(draw(st.lists(st.sampled_from([5, 10, 15, 20, 25, 30]), max_size=3))),
        rsa_since=draw(st.none() | DAYS),
        job_seeker=draw(st.booleans()),
        entry_file=draw(st.booleans()),
    )


STAYING = {"max_duration", "signature_missing", "charter_missing", "no_contact", "no_call", "no_interview", "no_step"}
"""Once due, due every day after until a fact changes; on a step or suspended, it waits."""


@given(any_facts(), DAYS)
def test_what_is_due_stays_due(facts: PathwayFacts, day: D) -> None:
    quiet = replace(facts, suspensions=(), steps=tuple(each for each in facts.steps if each.end and each.end < day))
    # What a plan or a later fact would change is left out: nothing happens between the two days.
    past = replace(quiet, kept={kind: on for kind, on in quiet.kept.items() if on <= day})
    before, after = found(past, day), found(past, day + DAY)
    for kind in STAYING & set(before):
        assert (after[kind].since, after[kind].due_on) == (before[kind].since, before[kind].due_on)


@given(any_facts(), DAYS)
def test_a_contact_today_silences_what_waits_for_one(facts: PathwayFacts, day: D) -> None:
    seen = found(replace(facts, kept={**facts.kept, "entretien": day}), day)
    assert {"no_contact", "no_interview", "no_call", "absences", "hire_follow_up"}.isdisjoint(seen)
    by_mail = {**facts.kept, "courriel": day}
    assert "no_contact" not in found(replace(facts, kept=by_mail), day)
    same = ("no_interview", "no_call", "no_step", "max_duration")
    before, after = found(facts, day), found(replace(facts, kept=by_mail), day)
    assert [before.get(kind) for kind in same] == [after.get(kind) for kind in same]


@given(any_facts(), DAYS)
def test_a_suspension_silences_contacts_and_steps_alone(facts: PathwayFacts, day: D) -> None:
    seen = found(replace(facts, suspensions=(Span(day, day),)), day)
    assert {"no_contact", "no_interview", "no_call", "no_step", "suspension_too_long"}.isdisjoint(seen)
    before = found(facts, day)
    for kind in ("max_duration", "review_due", "signature_missing"):
        assert seen.get(kind) == before.get(kind)


@given(any_facts(), DAYS)
def test_an_alert_tells_since_when_and_until_when(facts: PathwayFacts, day: D) -> None:
    for due in found(facts, day).values():
        assert due.why[0].isupper() or due.why[0].isdigit()
        assert "None" not in due.details
        assert due.due_on >= due.since or due.kind == "six_months"
