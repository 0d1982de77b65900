"""What a referral asks for, on the last quiet day and on the first late one; and what settles it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.duties import Due
from jalon.referrals.duties import FirstAppointment, ReferralFacts, Tried, duties

D = dt.date
RECEIVED = D(2017, 11, 6)
BASE = ReferralFacts(RECEIVED)
DAY = dt.timedelta(1)
MISSED = replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20), "manque"),))
TRIED = replace(MISSED, attempts=(Tried(D(2017, 11, 21), reached=False),))
COMING = replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20)),))


def found(facts: ReferralFacts, day: D) -> dict[str, Due]:
    return {each.kind: each for each in duties(facts, day)}


@pytest.mark.parametrize(
    ("kind", "facts", "late", "since", "due_on"),
    [
        ("first_appointment", BASE, D(2017, 11, 7), RECEIVED, D(2017, 11, 13)),
        ("appointment_to_confirm", COMING, D(2017, 11, 13), D(2017, 11, 20), D(2017, 11, 20)),
        (
            "appointment_to_confirm",  # told of, and past: nobody said whether the person came
            replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20), told=True),)),
            *(D(2017, 11, 21), D(2017, 11, 20), D(2017, 11, 20)),
        ),
        ("first_missed", MISSED, D(2017, 11, 21), D(2017, 11, 20), D(2017, 11, 27)),
        ("first_missed", TRIED, D(2017, 11, 29), D(2017, 11, 21), D(2017, 11, 28)),
    ],
)
def test_the_last_quiet_day_and_the_first_late_one(
    kind: str, facts: ReferralFacts, late: D, since: D, due_on: D
) -> None:
    assert found(facts, late - DAY) == {}
    assert list(told := found(facts, late)) == [kind]
    assert (told[kind].since, told[kind].due_on) == (since, due_on)


LATE = D(2017, 11, 28)


@pytest.mark.parametrize(
    ("raised", "settled", "then"),
    [
        (BASE, replace(BASE, appointments=(FirstAppointment(D(2018, 1, 8)),)), None),
        (BASE, replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20), "tenu"),)), None),
        (COMING, replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20), "tenu"),)), None),
        (COMING, MISSED, "first_missed"),
        (COMING, replace(BASE, appointments=(FirstAppointment(D(2017, 11, 20), "excuse"),)), "first_appointment"),
        (MISSED, replace(MISSED, attempts=(Tried(LATE, reached=False),)), None),
        (MISSED, replace(MISSED, attempts=(Tried(LATE, reached=True),)), "first_appointment"),
        (MISSED, replace(MISSED, appointments=(*MISSED.appointments, FirstAppointment(D(2018, 1, 8)))), None),
        (MISSED, replace(MISSED, attempts=(Tried(D(2017, 11, 10), reached=True),)), "first_missed"),
    ],
)
def test_what_settles_it(raised: ReferralFacts, settled: ReferralFacts, then: str | None) -> None:
    assert found(raised, LATE)
    assert list(found(settled, LATE)) == ([then] if then else [])


def test_the_words() -> None:
    twice = replace(
        MISSED,
        appointments=(*MISSED.appointments, FirstAppointment(D(2017, 12, 7), "manque")),
        attempts=(Tried(D(2017, 12, 8), reached=False),),
    )
    told = found(twice, D(2017, 12, 16))["first_missed"]
    assert told.details == "absence le 7\u00a0déc., deuxième fois, dernière tentative le 8\u00a0déc."


DAYS = st.dates(D(2017, 11, 1), D(2018, 1, 31))
FACTS = st.builds(
    ReferralFacts,
    DAYS,
    st.lists(
        st.builds(FirstAppointment, DAYS, st.sampled_from(["", "tenu", "manque", "excuse", "deplace"]), st.booleans()),
        max_size=4,
    ).map(tuple),
    st.lists(st.builds(Tried, DAYS, st.booleans()), max_size=4).map(tuple),
)


@given(FACTS, DAYS)
def test_one_thing_at_a_time_and_it_stays(facts: ReferralFacts, day: D) -> None:
    today, tomorrow = found(facts, day), found(facts, day + DAY)
    assert len(today) <= 1
    assert set(today) <= set(tomorrow)
