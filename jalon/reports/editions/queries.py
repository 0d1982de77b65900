"""The versions that are made, and those that could be."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet

from jalon.accounts.models import Caseworker
from jalon.core import periods
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import table
from jalon.indicators.parameters import fte_periods
from jalon.indicators.window import Window
from jalon.organisations.models import Organisation
from jalon.protocols.models import Protocol
from jalon.reference.models import Commune, PerimeterCommune
from jalon.reports.editions.actions import Draft
from jalon.reports.enums import Audience
from jalon.reports.models import Edition


def active() -> QuerySet[Edition]:
    """The versions made each month, by name, with whose files they count."""
    return Edition.objects.filter(retired_on=None).select_related("caseworker", "organisation", "commune")


def missing(day: dt.date) -> list[Draft]:
    """The versions that nobody made yet, nor retired: for each référent in post on a day, each of their hosts, each
    commune of the perimeter where someone lives, each referrer of the year. About ten queries.
    """
    held = {
        (edition.audience, edition.caseworker_id or edition.organisation_id or edition.commune_id)
        for edition in Edition.objects.all()
        if edition.audience != Audience.FUNDER
    }
    names = {name.casefold() for name in Edition.objects.values_list("name", flat=True)}
    found = []
    for audience, field, whose in _possible(day):
        if (audience.value, whose.pk) not in held:
            name = _free(str(whose), audience, names)
            names.add(name.casefold())
            found.append(Draft(name, audience.value, **{field: whose}))
    return found


def _possible(day: dt.date) -> Iterator[tuple[Audience, str, Any]]:
    posts = fte_periods(day)
    for caseworker in Caseworker.objects.filter(pk__in=posts.values("caseworker")):
        yield Audience.CASEWORKER, "caseworker", caseworker
    for host in Organisation.objects.filter(pk__in=posts.values("host")):
        yield Audience.HOST, "organisation", host
    for commune in _communes(day):
        yield Audience.COMMUNE, "commune", commune
    for referrer in _referrers(day):
        yield Audience.REFERRER, "organisation", referrer


def _communes(day: dt.date) -> QuerySet[Commune]:
    window = Window(periods.month(day.year, day.month))
    lived = [key for (key,) in table(m.ACTIVE_FILE, window, by.COMMUNE) if key is not None]
    protocol = Protocol.objects.in_force_on(day)
    if protocol is None:
        return Commune.objects.none()
    inside = PerimeterCommune.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=day),
        Q(valid_to=None) | Q(valid_to__gte=day),
        perimeter=protocol.perimeter_id,
    )
    return Commune.objects.filter(pk__in=lived).filter(pk__in=inside.values("commune"))


def _referrers(day: dt.date) -> QuerySet[Organisation]:
    window = Window(periods.month(day.year, day.month))
    sent = [key for (key,) in table(m.REFERRALS, window, by.REFERRER_WITH_AGENCIES) if key is not None]
    return Organisation.objects.filter(pk__in=sent)


def _free(name: str, audience: Audience, taken: set[str]) -> str:
    """A name that no version has: the same organisation may be a host and a referrer."""
    short = {Audience.HOST: "structure porteuse", Audience.REFERRER: "prescripteur"}.get(audience, audience.value)
    for each in (name, f"{name}, {short}"):
        if each.casefold() not in taken:
            return each[:100]
    number = 2
    while f"{name}, {number}".casefold() in taken:
        number += 1
    return f"{name}, {number}"
