"""The digest of the morning: who has it, what it says, never twice."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command

from jalon.accounts.models import User
from jalon.alerts import digest
from jalon.alerts.digest import choose, send_digests
from jalon.alerts.models import DigestChoice
from jalon.messaging.addresses import digest_reader, digest_token
from jalon.pathways.models import Assignment, CaseDecision, ExitProposal, Interview, Pathway
from jalon.people.models import Participant
from jalon.referrals.models import Referral
from tests.web.examples import example

pytestmark = pytest.mark.django_db
SENSITIVE = ("Awa", "Mésange", "Gaston", "M-0412", "opération", "handicap", "RSA")


@pytest.fixture
def people() -> dict[str, User]:
    return example()


def test_it_goes_once_a_day_to_who_asked(people: dict[str, User], today: Callable[[dt.date], dt.date]) -> None:
    assert send_digests() == 0
    assert choose(by=people["nadia"], active=True)
    assert not choose(by=people["nadia"], active=True)
    assert (send_digests(), send_digests()) == (1, 0)
    (message,) = mail.outbox
    assert message.to == ["Nadia Cormier <nadia.cormier@example.org>"]
    assert message.subject == "1 personne à suivre aujourd’hui"
    said = f"{message.subject} {message.body} {message.alternatives[0][0]}"  # type: ignore[attr-defined]
    assert not [word for word in SENSITIVE if word in said]
    assert (
        "http://" in message.body and "- en retard : 1" in message.body and "- Dossier et signature : 1" in message.body
    )
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    stop = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop in message.body
    assert digest_reader(stop.rstrip("/").rpartition("/")[2]) == "nadia.cormier@example.org"
    today(dt.date(2018, 1, 1))
    assert send_digests() == 1


def test_nothing_to_settle_nothing_leaves(people: dict[str, User]) -> None:
    choose(by=people["denis"], active=True)
    assert send_digests() == 0
    assert DigestChoice.objects.get().sent_on is None


def test_the_team_is_told_what_it_settles(people: dict[str, User]) -> None:
    choose(by=people["claire"], active=True)
    for waiting in (CaseDecision.objects, ExitProposal.objects, Referral.objects.pending()):
        waiting.all().delete()
    assert send_digests() == 0
    alone = Participant.objects.create(code="R-9", last_name="Litorne")
    Pathway.objects.create(code="P-R-9", participant=alone, entry_date=dt.date(2017, 10, 2))
    assert send_digests() == 1
    assert "alertes/equipe/" in mail.outbox[0].body


def test_it_is_stopped(people: dict[str, User]) -> None:
    choose(by=people["nadia"], active=True)
    assert digest.stop("Nadia.Cormier@example.org")
    assert not digest.stop("nadia.cormier@example.org")
    assert not digest.stop("inconnue@example.org")
    assert send_digests() == 0
    assert digest_reader("forge") is None
    assert digest_reader(digest_token("A@b.org")) == "a@b.org"


def test_an_account_that_is_closed_or_has_no_role_receives_nothing(people: dict[str, User]) -> None:
    for name in ("nadia", "lise"):
        DigestChoice.objects.create(user=people[name])
    User.objects.filter(pk=people["nadia"].pk).update(is_active=False)
    assert send_digests() == 0


def test_a_failure_after_the_message_is_prepared_writes_nothing_twice(
    people: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(by=people["nadia"], active=True)

    def broken(batch: Any) -> bool:
        raise OSError("the machine stops")

    with monkeypatch.context() as cut, pytest.raises(OSError, match="stops"):
        cut.setattr(digest, "run_here", broken)
        send_digests()
    assert send_digests() == 0
    call_command("resume_mailings")
    assert len(mail.outbox) <= 1


def test_as_many_queries_whatever_the_number_of_alerts(
    people: dict[str, User], django_assert_max_num_queries: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    choose(by=people["paule"], active=True)
    paule = people["paule"].current_memberships[0].caseworker
    made = Participant.objects.bulk_create(Participant(code=f"G-{n}", last_name="Grive") for n in range(30))
    files = Pathway.objects.bulk_create(
        Pathway(code=each.code, participant=each, entry_date=dt.date(2017, 5, 2)) for each in made
    )
    Assignment.objects.bulk_create(Assignment(pathway=each, caseworker=paule) for each in files)
    Interview.objects.bulk_create(Interview(pathway=each, date=dt.date(2017, 6, 1), present=True) for each in files)
    with django_assert_max_num_queries(60):
        call_command("digest")
    assert "Résumés : 1." in capsys.readouterr().out
    assert mail.outbox[0].subject.startswith("31 personnes")
