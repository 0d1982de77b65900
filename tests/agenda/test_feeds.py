"""The secret address of an agenda: told once, found by its digest, revoked for good."""

import pytest

from jalon.accounts.enums import Role
from jalon.agenda.feeds import digest, feed_of, make_feed, revoke_feed
from jalon.agenda.models import Feed
from jalon.audit.models import Event
from tests.web.examples import account, caseworker

pytestmark = pytest.mark.django_db


def test_a_secret_opens_its_feed_until_it_is_revoked() -> None:
    nadia, claire = caseworker("Nadia", "Cormier"), account(Role.COORDINATOR, "claire.tilleul@example.org")
    secret = make_feed(by=claire, caseworker=nadia)
    feed = feed_of(secret)
    assert feed is not None
    assert (feed.user, feed.caseworker, feed.digest) == (claire, nadia, digest(secret))
    assert feed_of(secret + "x") is None
    assert feed_of(feed.digest) is None
    assert revoke_feed(by=claire, feed=feed)
    assert feed_of(secret) is None
    assert not revoke_feed(by=claire, feed=feed)


def test_a_new_secret_revokes_the_former_one_of_the_same_account_only() -> None:
    nadia, claire = caseworker("Nadia", "Cormier"), account(Role.COORDINATOR, "claire.tilleul@example.org")
    hers = nadia.memberships.get().user
    kept, former = make_feed(by=hers, caseworker=nadia), make_feed(by=claire, caseworker=nadia)
    assert former != make_feed(by=claire, caseworker=nadia)
    assert feed_of(former) is None
    assert feed_of(kept)
    assert Feed.objects.count() == 3


def test_a_closed_account_reads_nothing_and_the_journal_keeps_no_secret() -> None:
    nadia = caseworker("Nadia", "Cormier")
    hers = nadia.memberships.get().user
    secret = make_feed(by=hers, caseworker=nadia)
    hers.is_active = False
    hers.save()
    assert feed_of(secret) is None
    assert all(secret not in str(event.after) for event in Event.objects.all())
