"""Addresses that the messages themselves carry. The pages that answer there are those of `web.sending`."""

from urllib.parse import urljoin, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

UNSUBSCRIBE = "desinscription"
DIGEST = "resume/arreter"
NOBODY = UUID(int=0)
"""Stands for the subscriber's token in the text of a mailing; in a trial, it stays: its page says what it is."""


def unsubscribe_url(token: UUID = NOBODY) -> str:
    """Where one says no: nothing in it tells who."""
    return on_site(f"{UNSUBSCRIBE}/{token}/")


def digest_url(address: str) -> str:
    """Where one stops the digest of the morning, without signing in."""
    return on_site(f"{DIGEST}/{digest_token(address)}/")


def digest_token(address: str) -> str:
    """What stands for a reader of the digest: the address, signed."""
    return Signer(salt=DIGEST).sign_object(address.lower())


def digest_reader(token: str) -> str | None:
    """The address that such a page stands for; None when nobody signed it."""
    try:
        return str(Signer(salt=DIGEST).unsign_object(token))
    except (BadSignature, ValueError):
        return None


def on_site(path: str) -> str:
    """A page of the site, whole, as a message must write it."""
    return urljoin(settings.SITE_URL, path)


def host() -> str:
    """The name of the site, for the identifiers of messages."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
