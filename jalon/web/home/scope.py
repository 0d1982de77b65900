"""Whose figures the first page shows: those of the PLIE, of one's own portfolio, or of one's own organisation."""

from dataclasses import dataclass

from jalon.accounts.enums import Role
from jalon.accounts.models import User
from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.indicators import dimensions as by
from jalon.indicators.engine import Filters


@dataclass(frozen=True)
class Scope:
    """`filters` cut the figures, and the time that targets are made of.

    `opens`: whether a figure leads to its page; `closes`: whether what is to be closed is shown, `own` alone or not.
    """

    title: str
    filters: Filters = ()
    opens: bool = True
    closes: bool = True

    @property
    def own(self) -> bool:
        """Whether this is a part of the PLIE."""
        return bool(self.filters)


def scope_of(user: User) -> Scope | None:
    """What this account may see of the figures today; None for nothing."""
    own = caseworkers_of(user)
    if may(user, Capability.OPEN_ANY_FILE):
        return Scope("Où en est le PLIE")
    if own and may(user, Capability.SEE_FIGURES):
        return Scope("Mon portefeuille", [(by.CASEWORKER, own[0])])
    hosts = [each.organisation for each in user.current_memberships if each.role == Role.HOST_MANAGER]
    host = next((each for each in hosts if each), None)
    if host and may(user, Capability.SEE_HOST_FIGURES):
        return Scope(f"Les référents de {host}", [(by.HOST, host.pk)], opens=False, closes=False)
    return None
