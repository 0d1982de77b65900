"""To whom a referral is proposed, and why."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jalon.pathways.allotment import Asked, Candidate, proposals, queue

DAY = dt.date(2017, 12, 29)
NEXT = dt.date(2018, 1, 4)


def nadia(**changes: Any) -> Candidate:
    return Candidate(**{"key": 1, "name": "Nadia Cormier", "capacity": Decimal(70), "load": 35, **changes})


def names(asked: Asked, *candidates: Candidate) -> list[str]:
    return [found.candidate.name for found in proposals(asked, candidates, DAY)]


def test_each_reason_has_its_points_and_its_words() -> None:
    asked = Asked(9, "21166", "Chenôve", "Voudrait travailler dans le Bâtiment, sans permis.")
    told = nadia(communes=frozenset({"21166"}), words=("mobilité", "bâtiment"), slots=(NEXT,))
    (found,) = proposals(asked, [told], DAY)
    assert found.points == 20 + 30 + 20 + 10
    assert [reason.replace("\u00a0", " ") for reason in found.reasons] == [
        "35 personnes pour 70",
        "commune suivie : Chenôve",
        "spécialité ou secteur : bâtiment",
        "accueil libre le jeudi 4 janv.",
    ]
    (plain,) = proposals(Asked(9), [nadia()], DAY)
    assert (plain.points, plain.reasons[1:]) == (20, ("aucun créneau d’accueil libre",))


def test_a_full_file_weighs_against_and_no_one_without_working_time_is_proposed() -> None:
    full, half = nadia(name="Denis", load=140), nadia(name="Paule", capacity=Decimal(35), load=30)
    assert names(Asked(9), full, half, nadia(), nadia(name="Zoé", capacity=Decimal(0))) == [
        "Nadia Cormier",
        "Paule",
        "Denis",
    ]


def test_a_word_is_met_at_its_beginning_alone() -> None:
    words = nadia(words=("art",))
    assert proposals(Asked(9, text="cherche un appartement"), [words], DAY)[0].points == 20
    assert proposals(Asked(9, text="aime l’artisanat"), [words], DAY)[0].points == 40


def test_three_at_most_and_a_slot_past_or_far_gives_nothing() -> None:
    many = [nadia(key=key, name=f"{key}") for key in range(5)]
    assert names(Asked(9), *many) == ["0", "1", "2"]
    for days, points in ((-1, 20), (7, 30), (8, 25), (14, 25), (15, 20)):
        slot = DAY + dt.timedelta(days)
        assert proposals(Asked(9), [nadia(slots=(slot,))], DAY)[0].points == points, days


def test_a_queue_does_not_send_everyone_to_the_same() -> None:
    two = [nadia(capacity=Decimal(4), load=0, slots=(NEXT,)), nadia(key=2, name="Denis", capacity=Decimal(4), load=0)]
    found = queue([Asked(key) for key in (7, 8, 9)], two, DAY)
    # Nadia, for her free slot; then Denis, as empty as she was; then equals, by name.
    assert [each[0].candidate.name for each in found.values()] == ["Nadia Cormier", "Denis", "Denis"]
    assert queue([Asked(7)], [], DAY) == {7: []}


candidates = st.builds(
    nadia,
    load=st.integers(0, 200),
    capacity=st.integers(1, 100).map(Decimal),
    communes=st.frozensets(st.sampled_from(["21231", "21166"])),
    slots=st.lists(st.dates(DAY, DAY + dt.timedelta(30)), max_size=3).map(tuple),
)


@given(candidates, st.sampled_from(["", "21231"]))
def test_more_people_never_help_more_slots_and_communes_never_harm(held: Candidate, commune: str) -> None:
    asked = Asked(9, commune)

    def points(candidate: Candidate) -> int:
        return proposals(asked, [candidate], DAY)[0].points

    assert points(replace(held, load=held.load + 1)) <= points(held)
    assert points(replace(held, slots=(*held.slots, DAY))) >= points(held)
    assert points(replace(held, communes=held.communes | {"21231"})) >= points(held)
