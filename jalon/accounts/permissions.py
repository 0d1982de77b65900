"""May this account do that today? One raising form and its boolean twin, so that a button and its act agree."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from jalon.accounts.models import User
from jalon.accounts.roles import Capability, capabilities

REFUSAL = "Votre rôle du jour n’ouvre pas cette page."

Visitor = User | AnonymousUser


def may(user: Visitor, *any_of: Capability) -> bool:
    """Whether one of the roles held today gives one of these rights."""
    return isinstance(user, User) and not capabilities(user.current_roles).isdisjoint(any_of)


def check_may(user: Visitor, *any_of: Capability) -> None:
    """Raise PermissionDenied, with a sentence for the reader, unless `may`."""
    if not may(user, *any_of):
        raise PermissionDenied(REFUSAL)


def caseworkers_of(user: Visitor) -> list[int]:
    """Keys of the référents that this account stands for today (usually one)."""
    if not isinstance(user, User) or not user.is_active:
        return []
    return [m.caseworker_id for m in user.current_memberships if m.caseworker_id is not None]
