"""A colleague opens the files of a référent who is away: from the first day to the last, and no other."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from jalon.accounts.models import Caseworker, User
from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment
from jalon.pathways.actions.cover import end_cover, instruct, set_cover
from jalon.pathways.models import Cover, CoverInstruction, Pathway
from jalon.pathways.permissions import openable_among
from jalon.roster.models import FileSummary
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, COVER

Move = Callable[[dt.date], dt.date]
START, END = dt.date(2018, 1, 8), dt.date(2018, 1, 19)
DAY = dt.timedelta(1)


def who(code: str) -> Caseworker:
    return Caseworker.objects.get(code=code)


def cover(people: dict[str, User], **changed: Any) -> Cover:
    said: dict[str, Any] = {"absent": who("cormier"), "replacement": who("erable"), "start": START, "end": END}
    return set_cover(by=people["nadia"], **said | changed)


@pytest.mark.parametrize(
    ("day", "opens"),
    [(START - DAY, False), (START, True), (END, True), (END + DAY, False)],
    ids=["the day before", "the first", "the last", "the day after"],
)
def test_the_replacement_opens_the_files_meanwhile(
    people: dict[str, User],
    client_of: ClientOf,
    today: Move,
    day: dt.date,
    opens: bool,
) -> None:
    cover(people)
    today(day)
    awa, gaston = (Pathway.objects.get(code=code) for code in ("P-0901", "P-R-0007"))
    paule, nadia = people["paule"], people["nadia"]
    assert (awa.participant_id in openable_among(paule, [awa.participant_id])) is opens
    assert Pathway.objects.openable_by(paule).filter(pk=awa.pk).exists() is opens
    assert FileSummary.objects.openable_by(paule).filter(participant=awa.participant_id).exists() is opens
    answer = client_of("paule").get(reverse("steps:add", args=[CODE]))
    assert answer.status_code == (200 if opens else 403)
    # It goes one way, and no further: the absent keeps their files, and opens none of the others.
    assert openable_among(nadia, [awa.participant_id, gaston.participant_id]) == {awa.participant_id}


def test_the_week_of_the_replacement_is_that_of_the_absent_too(
    people: dict[str, User], client_of: ClientOf, today: Move
) -> None:
    cover(people)
    awa = Pathway.objects.get(code="P-0901").participant
    said: dict[str, Any] = {"participant": awa, "caseworker": who("cormier"), "minutes": 45}
    for day in (START, END + DAY):
        Appointment.objects.create(date=day, time=dt.time(10), kind=AppointmentKind.FOLLOW_UP, **said)
    named = ", relais de Nadia Cormier"
    today(START)
    page = client_of("paule").get("/").text
    shown, _, inbox = page.partition('id="regler"')
    assert "Vous prenez le relais de Nadia Cormier" in shown
    assert str(awa) in shown and named in shown and "Absente<span" in shown
    assert str(awa) in inbox and named in inbox
    assert named not in client_of("paule").get(f"/?jour={END + DAY}").text.partition('id="regler"')[0]
    today(END + DAY)
    assert "Nadia Cormier" not in client_of("paule").get("/").text


def test_it_asks_one_question_more(people: dict[str, User], django_assert_num_queries: Any) -> None:
    awa = Pathway.objects.get(code="P-0901").participant_id
    paule = people["paule"]
    assert paule.current_memberships
    with django_assert_num_queries(2):
        openable_among(paule, [awa])
    cover(people)
    for day in range(20, 26):
        cover(people, start=END + day * DAY, end=END + day * DAY)
    with django_assert_num_queries(2):
        openable_among(paule, [awa])


def test_one_replacement_at_a_time(people: dict[str, User]) -> None:
    cover(people)
    for changed in ({"start": END}, {"replacement": who("cormier"), "start": END + DAY, "end": END + DAY}):
        with pytest.raises(ValidationError):
            cover(people, **changed)
    with pytest.raises(ValidationError, match="passée"):
        cover(people, start=dt.date(2017, 12, 1), end=dt.date(2017, 12, 30))
    assert cover(people, start=END + DAY, end=END + DAY).pk


def test_a_cover_ends_before_its_day(people: dict[str, User], today: Move) -> None:
    end_cover(by=people["nadia"], cover=cover(people))
    assert not Cover.objects.exclude(pk=COVER).exists()
    held = cover(people)
    today(START + 2 * DAY)
    end_cover(by=people["nadia"], cover=held)
    assert Cover.objects.get(pk=held.pk).end == START + DAY
    with pytest.raises(ValidationError, match="terminé"):
        end_cover(by=people["nadia"], cover=held)


def test_what_the_replacement_must_know(people: dict[str, User]) -> None:
    held, awa = cover(people), Pathway.objects.get(code="P-0901")
    assert instruct(by=people["nadia"], cover=held, words="Je suis joignable.", said={awa: " Relancer le CCAS. "}) == 1
    assert CoverInstruction.objects.get().words == "Relancer le CCAS."
    assert instruct(by=people["nadia"], cover=held, words="", said={awa: "Relancer le CCAS."}) == 0
    instruct(by=people["nadia"], cover=held, words="", said={awa: ""})
    assert (CoverInstruction.objects.count(), Cover.objects.get(pk=held.pk).words) == (0, "")
