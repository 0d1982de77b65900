"""The roster says what the facts say, whatever happened in between."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.forms.models import model_to_dict
from django.test import RequestFactory

from jalon.accounts.models import Caseworker, User
from jalon.pathways.models import Assignment, Interview, Pathway
from jalon.people.models import Participant
from jalon.roster.actions import follow_calendar, refresh
from jalon.roster.admin import SortedCaseworkerAdmin
from jalon.roster.enums import Status
from jalon.roster.models import FileSummary, FileWord, WordKey
from jalon.roster.queries import having
from jalon.roster.rules import EVER, NEVER, status
from jalon.roster.summaries import summaries
from tests.roster.plain import DERIVED, told

Move = Callable[[dt.date], dt.date]
DAYS = [dt.date(2017, 12, 31), dt.date(2017, 6, 15), dt.date(2018, 4, 2), dt.date(2010, 1, 1)]
pytestmark = pytest.mark.django_db


def stored() -> list[FileSummary]:
    return list(FileSummary.objects.order_by("pk"))


def facts(day: dt.date) -> list[dict[str, object]]:
    return [told(person, day) for person in Participant.objects.order_by("pk")]


def columns(rows: list[FileSummary]) -> list[dict[str, object]]:
    return [{name: getattr(row, name) for name in DERIVED} for row in rows]


@pytest.mark.usefixtures("imported")
def test_an_import_leaves_it_true() -> None:
    assert len(stored()) == 20
    assert columns(stored()) == facts(dt.date(2017, 12, 31))


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize("day", DAYS)
def test_the_calendar_alone_makes_it_follow(day: dt.date, today: Move) -> None:
    today(day)
    follow_calendar()
    assert columns(stored()) == facts(day)


@pytest.mark.usefixtures("imported")
def test_what_is_planned_comes_on_its_day(today: Move, django_assert_num_queries: Any) -> None:
    pathway = Pathway.objects.filter(exit_date=None).order_by("pk")[0]
    other = Caseworker.objects.exclude(assignments__pathway=pathway)[0]
    Assignment.objects.create(pathway=pathway, caseworker=other, start=dt.date(2018, 1, 8))
    refresh(participants=[pathway.participant_id])
    row = FileSummary.objects.get(pk=pathway.participant_id)
    assert (row.caseworker == other, row.holds_until) == (False, dt.date(2018, 1, 7))
    today(row.holds_until)
    with django_assert_num_queries(1):
        follow_calendar()
    today(dt.date(2018, 1, 8))
    follow_calendar()
    row.refresh_from_db()
    assert (row.caseworker == other, row.holds_from) == (True, dt.date(2018, 1, 8))


@pytest.mark.usefixtures("imported")
def test_a_row_holds_exactly_as_long_as_it_says() -> None:
    people = list(Participant.objects.values_list("pk", flat=True))
    for row in stored()[:30]:
        assert row.holds_from <= dt.date(2017, 12, 31) <= row.holds_until
        first = summaries([row.pk], row.holds_from)[0]
        assert model_to_dict(first) == model_to_dict(row)
        before = summaries([row.pk], row.holds_from - dt.timedelta(1))[0]
        assert before.holds_until == row.holds_from - dt.timedelta(1)
    assert [row.pk for row in summaries(people, EVER) if row.holds_until != EVER] == []


@pytest.mark.usefixtures("imported")
def test_what_an_action_changes_is_refreshed_with_it() -> None:
    pathway = Pathway.objects.filter(exit_date=None).order_by("pk")[0]
    person = pathway.participant
    Interview.objects.create(pathway=pathway, date=dt.date(2017, 12, 30))
    Interview.objects.create(pathway=pathway, date=dt.date(2017, 12, 31), present=False)
    person.last_name = "Bécassine-Bouleau"
    person.save()
    refresh(participants=[person.pk])
    row = FileSummary.objects.get(pk=person.pk)
    assert row.contact_on == dt.date(2017, 12, 30)
    assert {"becassine", "bouleau"} < set(row.words.values_list("word", flat=True))
    assert columns(stored()) == facts(dt.date(2017, 12, 31))


@pytest.mark.usefixtures("imported")
def test_made_anew_it_forgets_the_names_that_nobody_bears() -> None:
    person = FileSummary.objects.get(pk=Participant.objects.get(code="M-105").pk).participant
    assert WordKey.objects.filter(word="sirius").exists()
    person.last_name = "Buse"
    person.save()
    FileSummary.objects.filter(pk=person.pk).update(sort_name="", rsa=None)
    call_command("refresh_files", verbosity=0)
    assert columns(stored()) == facts(dt.date(2017, 12, 31))
    assert not WordKey.objects.filter(word="sirius").exists()
    assert not FileWord.objects.filter(word="sirius").exists()


@pytest.mark.usefixtures("imported")
def test_the_database_and_the_rule_agree_on_each_status() -> None:
    for day in DAYS:
        for each in Status:
            found = {row.pk for row in FileSummary.objects.filter(having(each, day))}
            assert found == {row.pk for row in stored() if status(row, day) == each}, (day, each)
    assert {status(row, dt.date(2017, 12, 31)) for row in stored()} >= set(Status) - {Status.UNREFERRED}


def test_someone_without_anything() -> None:
    person = Participant.objects.create(code="Z-1")
    refresh(participants=[person.pk])
    row = FileSummary.objects.get()
    assert (row.sort_name, row.code_key, row.entry, row.holds_until) == ("z 1", "z1", NEVER, EVER)
    assert status(row, dt.date(2017, 12, 31)) == Status.UNREFERRED


def test_a_letter_that_unfolds_into_many_still_fits() -> None:
    person = Participant.objects.create(code="\ufdfa" * 200, last_name="\ufdfa" * 300, first_name="\ufdfa" * 300)
    refresh(participants=[person.pk])
    row = FileSummary.objects.get()
    assert (len(row.sort_name), len(row.code_key)) == (700, 300)


@pytest.mark.usefixtures("imported")
def test_a_referent_renamed_in_the_settings_is_sorted_anew() -> None:
    caseworker = Caseworker.objects.get(pk=Assignment.objects.order_by("pk")[0].caseworker_id)
    caseworker.last_name = "Zéphyr"
    request = RequestFactory().post("/")
    request.user = User.objects.create_user("a@example.org", last_name="Orme")
    SortedCaseworkerAdmin(Caseworker, admin.site).save_model(request, caseworker, None, True)
    assert FileSummary.objects.filter(caseworker_name__startswith="zephyr").exists()
    assert columns(stored()) == facts(dt.date(2017, 12, 31))


@pytest.mark.usefixtures("imported")
def test_as_many_queries_for_one_as_for_all(django_assert_num_queries: Any) -> None:
    people = list(Participant.objects.values_list("pk", flat=True))
    for some in ([people[0]], people):
        with django_assert_num_queries(8):
            summaries(some, dt.date(2017, 12, 31))
