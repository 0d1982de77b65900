"""Whose agenda may this account open? Its own, or any for the team."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from jalon.accounts.models import Caseworker
from jalon.accounts.permissions import Visitor, caseworkers_of, check_may, may
from jalon.accounts.roles import Capability

AGENDA_RIGHTS = (Capability.RECORD_ANY, Capability.RECORD_OWN)
"""A page of an agenda is for those who hold one of these, then asks `check_may_open_agenda`."""


def agendas_of(user: Visitor) -> QuerySet[Caseworker]:
    """The référents whose agenda this account may open today."""
    if may(user, Capability.RECORD_ANY):
        return Caseworker.objects.all()
    own = caseworkers_of(user) if may(user, Capability.RECORD_OWN) else []
    return Caseworker.objects.filter(pk__in=own)


def may_open_agenda(user: Visitor, caseworker: int) -> bool:
    """Whether this account may open the agenda of this référent (key)."""
    return may(user, Capability.RECORD_ANY) or (may(user, Capability.RECORD_OWN) and caseworker in caseworkers_of(user))


def check_may_open_agenda(user: Visitor, caseworker: int) -> None:
    """Raise PermissionDenied, with a sentence for the reader, unless `may_open_agenda`."""
    check_may(user, *AGENDA_RIGHTS)
    if not may_open_agenda(user, caseworker):
        raise PermissionDenied("Cet agenda est celui d’un autre référent. Voyez avec cette personne.")
