"""Reminders: who is told what, once; and never a name."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import call_command
from pytest_django import Settings

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.audit.models import Event
from jalon.core import periods
from jalon.messaging.models import Delivery, Mailing
from jalon.reports.models import Closing
from jalon.reports.sending.reminders import plan_closing, planned_on
from tests.pathways.test_files import follow, pathway, person

pytestmark = pytest.mark.django_db
Move = Callable[[dt.date], dt.date]
LONG_AGO = dt.date(2016, 1, 4)


def account(email: str, role: Role, caseworker: Caseworker | None = None) -> User:
    user = User.objects.create_user(email, last_name=email.partition("@")[0].title())
    Membership.objects.create(user=user, role=role, caseworker=caseworker, start=LONG_AGO)
    return user


@pytest.fixture
def claire(settings: Settings, tmp_path: object) -> User:
    """The coordinator; Denis has two files to complete, Nadia one and no account, one more has nobody."""
    settings.FILES_DIR = tmp_path
    denis = follow(pathway(person("merle"), LONG_AGO), "Charme")
    follow(pathway(person("geai"), LONG_AGO), "Charme")
    nadia = follow(pathway(person("butor"), LONG_AGO), "Cormier")
    nadia.email = "pas d’adresse"
    nadia.save()
    pathway(person("loriot"), LONG_AGO)
    account("denis@example.org", Role.CASEWORKER, denis)
    return account("claire@example.org", Role.COORDINATOR)


def sent() -> dict[str, str]:
    """What each was told since the last look."""
    told = {message.to[0]: str(message.body) for message in mail.outbox}
    mail.outbox.clear()
    return told


def test_five_days_before_and_on_the_day_once_each(claire: User, today: Move) -> None:
    for day, told in ((25, 0), (26, 2), (27, 0), (31, 2), (31, 0)):
        today(dt.date(2017, 3, day))
        call_command("remind")
        assert len(sent()) == told, day
    assert list(Mailing.objects.order_by("pk").values_list("reference", flat=True)) == [
        f"rappel:2017-03:{moment}" for moment in ("avant", "avant:equipe", "jour", "jour:equipe")
    ]


def test_a_count_and_a_link_never_a_name(claire: User, today: Move) -> None:
    today(dt.date(2017, 3, 31))
    call_command("remind")
    own = mail.outbox[0]
    assert own.subject == "Dossiers de mars 2017 à compléter\u00a0: arrêté prévu aujourd’hui"
    assert own.extra_headers["Auto-Submitted"] == "auto-generated"
    told = sent()
    assert "Vous avez 2 dossiers de mars 2017 à compléter." in told["Charme <denis@example.org>"]
    assert "/lettre/2017-03/a-completer/" in told["Charme <denis@example.org>"]
    summary = told["Claire <claire@example.org>"]
    assert "4 dossiers de mars 2017 à compléter" in summary
    assert "- Charme : 2\n" in summary
    assert "- Cormier : 1 (sans adresse de courriel : non prévenu)" in summary
    assert "- sans référent : 1" in summary
    everything = " ".join(each.text + each.html for each in Delivery.objects.all())
    assert "2 dossiers</strong>" in everything
    assert not [name for name in ("merle", "geai", "butor", "loriot", "entretien") if name in everything]


def test_not_once_closed_nor_before_the_day_that_was_set(claire: User, today: Move) -> None:
    today(dt.date(2017, 3, 20))
    march = periods.month(2017, 3)
    assert planned_on(march) == dt.date(2017, 3, 31)
    assert plan_closing("2017-03", dt.date(2017, 4, 6), by=claire)
    assert not plan_closing("2017-03", dt.date(2017, 4, 6), by=claire)
    assert planned_on(march) == dt.date(2017, 4, 6)
    with pytest.raises(ValidationError, match="de mars 2017"):
        plan_closing("2017-03", dt.date(2017, 2, 28), by=claire)
    today(dt.date(2017, 3, 31))
    call_command("remind")
    assert not sent()
    today(dt.date(2017, 4, 6))
    at = dt.datetime(2017, 4, 5, tzinfo=dt.UTC)
    Closing.objects.create(period="2017-03", number=1, as_of=march.end, asked_at=at, closed_at=at)
    call_command("remind")
    assert not sent()
    assert Event.objects.get(target="reports.closingplan").actor_id == claire.pk


def test_all_complete(today: Move, settings: Settings, tmp_path: object) -> None:
    settings.FILES_DIR = tmp_path
    account("claire@example.org", Role.COORDINATOR)
    today(dt.date(2017, 3, 31))
    call_command("remind")
    (told,) = sent().values()
    assert "Tous les dossiers de mars 2017 sont complets." in told
