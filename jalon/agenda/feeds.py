"""The secret address at which a calendar reads an agenda: only the digest of the secret is kept."""

import hashlib
import secrets

from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.agenda.models import Feed
from jalon.audit import actions as audit
from jalon.core import clock

SECRET_BYTES = 32
"""256 bits: nothing to guess."""


def make_feed(*, by: User, caseworker: Caseworker) -> str:
    """A new secret for this account and this agenda, told once; the one it had before is revoked."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        for former in Feed.objects.filter(user=by, caseworker=caseworker, revoked_at=None):
            revoke_feed(by=by, feed=former)
        audit.save(Feed(user=by, caseworker=caseworker, digest=digest(secret), made_at=clock.now()), by=by)
    return secret


def revoke_feed(*, by: audit.Actor | None, feed: Feed) -> bool:
    """From now on the address answers nothing; False when it already did not."""
    if feed.revoked_at:
        return False
    feed.revoked_at = clock.now()
    return audit.save(feed, by=by)


def feed_of(secret: str) -> Feed | None:
    """The feed of a secret, unless revoked or of a closed account. One query."""
    found = Feed.objects.select_related("user", "caseworker").filter(digest=digest(secret), revoked_at=None)
    return found.filter(user__is_active=True).first()


def digest(secret: str) -> str:
    """What is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
