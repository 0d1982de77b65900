"""Days, hours and durations as one says them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.core.days import Unreadable, day_said, day_written
from jalon.core.hours import hour_said, hour_written, minutes_said, minutes_written

TUESDAY = dt.date(2017, 12, 12)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))
AROUND = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))

SAID = [
    ("aujourd’hui", "2017-12-12", "2017-12-12"),
    ("Aujourd'hui", "2017-12-12", "2017-12-12"),
    ("hier", "2017-12-11", "2017-12-11"),
    ("avant-hier", "2017-12-10", "2017-12-10"),
    ("demain", "2017-12-13", "2017-12-13"),
    ("après-demain", "2017-12-14", "2017-12-14"),
    ("12/3", "2017-03-12", "2018-03-12"),
    ("12/12", "2017-12-12", "2017-12-12"),
    ("13/12", "2016-12-13", "2017-12-13"),
    ("11/12", "2017-12-11", "2018-12-11"),
    ("29/2", "2016-02-29", "2020-02-29"),
    ("12/3/17", "2017-03-12", "2017-03-12"),
    ("3/12/88", "1988-12-03", "1988-12-03"),
    ("3/12/1988", "1988-12-03", "1988-12-03"),
    ("3.12.2018", "2018-12-03", "2018-12-03"),
    ("2017-03-31", "2017-03-31", "2017-03-31"),
    ("12 mars", "2017-03-12", "2018-03-12"),
    ("1er août 2017", "2017-08-01", "2017-08-01"),
    ("le 9 janv.", "2017-01-09", "2018-01-09"),
    ("mar. 12 déc. 2017", "2017-12-12", "2017-12-12"),
    ("9 juil 17", "2017-07-09", "2017-07-09"),
    ("lundi", "2017-12-11", "2017-12-18"),
    ("mardi", "2017-12-12", "2017-12-12"),
    ("mercredi", "2017-12-06", "2017-12-13"),
    ("mardi dernier", "2017-12-05", "2017-12-05"),
    ("mardi prochain", "2017-12-19", "2017-12-19"),
    ("lundi dernier", "2017-12-11", "2017-12-11"),
    ("mercredi prochain", "2017-12-13", "2017-12-13"),
    ("+15j", "2017-12-27", "2017-12-27"),
    ("-2j", "2017-12-10", "2017-12-10"),
    ("+2s", "2017-12-26", "2017-12-26"),
    ("+1m", "2018-01-12", "2018-01-12"),
    ("+1a", "2018-12-12", "2018-12-12"),
    ("dans 3 semaines", "2018-01-02", "2018-01-02"),
    ("il y a 2 jours", "2017-12-10", "2017-12-10"),
]
"""What is typed on 12 December 2017; the day of a fact; the day of a plan. The browser's tests read it too."""

REFUSED = [
    ("31/2/1988", "Février 1988 n’a pas de 31. Écrivez jour/mois/année, ex.\u00a0: 3/12/1988."),
    ("31/2", "Février n’a pas de 31. Écrivez jour/mois/année, ex.\u00a0: 3/12/2017."),
    ("29/2/2017", "Février 2017 n’a pas de 29."),
    ("12/13/2017", "Il n’y a pas de mois 13."),
    ("lundi 12 déc. 2017", "Le 12\u00a0décembre 2017 est un mardi. Corrigez le jour ou la date."),
    ("12/3/1817", "L’année 1817 est hors du calendrier."),
    ("+9999a", "Ce jour est hors du calendrier."),
    ("bientôt", "ne se lit pas comme un jour"),
    ("12", "ne se lit pas comme un jour"),
    ("", "ne se lit pas comme un jour"),
    ("१२/३", "ne se lit pas comme un jour"),
]


@pytest.mark.parametrize(("text", "fact", "plan"), SAID)
def test_a_day_as_one_says_it(text: str, fact: str, plan: str) -> None:
    assert day_said(text, TUESDAY).isoformat() == fact
    assert day_said(text, TUESDAY, ahead=True).isoformat() == plan


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_day_says_why_and_how(text: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        day_said(text, TUESDAY)
    assert words in str(refused.value)


@given(DAYS, AROUND, st.booleans())
def test_a_day_written_reads_back(day: dt.date, today: dt.date, ahead: bool) -> None:
    assert day_said(day_written(day), today, ahead=ahead) == day
    assert day_said(day.isoformat(), today, ahead=ahead) == day


@given(DAYS, AROUND)
def test_without_a_year_a_fact_is_past_and_a_plan_ahead(day: dt.date, today: dt.date) -> None:
    said = f"{day.day}/{day.month}"
    past, ahead = day_said(said, today), day_said(said, today, ahead=True)
    assert past <= today <= ahead
    assert (past.day, past.month) == (ahead.day, ahead.month) == (day.day, day.month)


@given(AROUND, st.sampled_from(["lundi", "jeudi", "dimanche"]))
def test_a_weekday_is_within_a_week(today: dt.date, name: str) -> None:
    past, ahead = day_said(name, today), day_said(name, today, ahead=True)
    assert past.weekday() == ahead.weekday()
    assert 0 <= (today - past).days <= 6
    assert 0 <= (ahead - today).days <= 6
    assert 1 <= (day_said(f"{name} prochain", today) - today).days <= 7
    assert 1 <= (today - day_said(f"{name} dernier", today)).days <= 7


@given(st.text(max_size=30), AROUND)
def test_whatever_is_typed_is_a_day_or_a_sentence(text: str, today: dt.date) -> None:
    try:
        assert 1900 <= day_said(text, today).year <= 2099
    except Unreadable as refused:
        assert str(refused).endswith(".")


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("10h", "10:00"),
        ("10 h 30", "10:30"),
        ("10:30", "10:30"),
        ("1030", "10:30"),
        ("930", "09:30"),
        ("9", "09:00"),
        ("midi", "12:00"),
        ("10\u00a0h\u00a000", "10:00"),
        ("0h", "00:00"),
    ],
)
def test_an_hour_as_one_says_it(text: str, hour: str) -> None:
    assert hour_said(text) == dt.time.fromisoformat(hour)


@pytest.mark.parametrize("text", ["25h", "10h60", "9h5", "", "tôt", "2460"])
def test_what_is_no_hour(text: str) -> None:
    with pytest.raises(Unreadable, match="n’est pas une heure"):
        hour_said(text)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45),
        ("45 min", 45),
        ("1h", 60),
        ("1 h 15", 75),
        ("1h5", 65),
        ("1:15", 75),
        ("1,5 h", 90),
        ("90 mn", 90),
        ("24h", 1440),
    ],
)
def test_a_duration_as_one_says_it(text: str, minutes: int) -> None:
    assert minutes_said(text) == minutes


@pytest.mark.parametrize("text", ["0", "1441", "24h01", "", "longtemps", "-5"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(Unreadable, match="n’est pas une durée"):
        minutes_said(text)


@given(st.times(), st.integers(1, 1440))
def test_an_hour_and_a_duration_written_read_back(time: dt.time, minutes: int) -> None:
    assert hour_said(hour_written(time)) == time.replace(second=0, microsecond=0)
    assert minutes_said(minutes_written(minutes)) == minutes
