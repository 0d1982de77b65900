"""Which version of the letter a reader sees; of the figures, a host manager sees those of its own référents."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from jalon.accounts.enums import Role
from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.indicators import dimensions as by
from jalon.indicators.dimensions import Dimension
from jalon.organisations.models import Organisation
from jalon.reports.enums import Audience
from jalon.reports.models import Edition
from jalon.reports.publication import whole

VERSION = "version"
LONGEST_KEY = 18
OF_A_HOST = (by.CASEWORKER, by.MONTH, by.CATEGORY, by.EXIT_REASON, by.CLASSIFICATION, by.STEP_LABEL)
"""What a host manager may cut its figures by: the tables of the letter, its own référents; nothing of the people."""
OTHERS = "Ces chiffres ne sont pas ceux de votre structure."
NOT_OF_A_HOST = (
    "Ce chiffre n’existe pas pour une structure porteuse : avant son entrée, une personne n’a pas de référent."
)


def host_of(user: User) -> Organisation | None:
    """The organisation whose figures alone this account sees; None for who sees those of the PLIE."""
    if may(user, Capability.SEE_FIGURES):
        return None
    # The base keeps a host manager without an organisation out.
    return next(each.organisation for each in user.current_memberships if each.role == Role.HOST_MANAGER)


def editions_for(user: User) -> list[Edition]:
    """The versions that this account may choose from. One query; none for who sees but one."""
    if host_of(user):
        return []
    return list(Edition.objects.filter(retired_on=None).select_related("caseworker", "organisation", "commune"))


def edition_for(user: User, said: QueryDict) -> Edition:
    """The version that an address asks for, that of the whole PLIE without a word.

    Of a host manager, that of its own organisation. Http404 for none, PermissionDenied for that of others.
    """
    key = said.get(VERSION, "")
    if key and not (key.isascii() and key.isdigit() and len(key) <= LONGEST_KEY):
        raise Http404("Cette version n’existe pas.")
    host = host_of(user)
    if host:
        own = _own(host)
        if key and key != str(own.pk):
            raise PermissionDenied(OTHERS)
        return own
    if not key:
        return whole()
    found = Edition.objects.filter(pk=int(key)).select_related("caseworker", "organisation", "commune").first()
    if found is None:
        raise Http404("Cette version n’existe pas.")
    return found


def _own(host: Organisation) -> Edition:
    """The version of a host, or one made for the occasion."""
    kept = Edition.objects.filter(audience=Audience.HOST, organisation=host, retired_on=None).first()
    return kept or Edition(name=str(host), audience=Audience.HOST, organisation=host)


def within_reach(user: User, filters: dict[Dimension, Any], possible: Collection[Dimension]) -> dict[Dimension, Any]:
    """The filters of a figure's page, those of a host manager kept to its own organisation.

    PermissionDenied for the figures of others, or cut by what tells of the people; Http404 for a figure without host.
    """
    host = host_of(user)
    if host is None:
        return filters
    if by.HOST not in possible:
        raise Http404(NOT_OF_A_HOST)
    if filters.get(by.HOST, host.pk) != host.pk or not set(filters) <= {by.HOST, *OF_A_HOST}:
        raise PermissionDenied(OTHERS)
    return {by.HOST: host.pk} | filters


def opens_to(user: User, possible: Collection[Dimension]) -> bool:
    """Whether the page of a figure that may be cut so opens to this account."""
    return host_of(user) is None or by.HOST in possible


def cuts_for(user: User) -> tuple[Dimension, ...] | None:
    """The dimensions that this account may cut a figure by; None: all of them."""
    return OF_A_HOST if host_of(user) else None
