"""People sent: one to be allotted, one received by Nadia; référents with their time, their half-day, their communes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import Settings

from jalon.accounts.models import Caseworker, Coverage, FtePeriod
from jalon.agenda.models import Opening
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation, OrganisationRole
from jalon.people.models import Participant, Situation
from jalon.reference.models import Commune
from jalon.referrals.models import Referral
from jalon.roster.actions import refresh_all

SENT = dt.date(2017, 12, 4)
THURSDAY = 3


@dataclass(frozen=True)
class Sent:
    """Lou Pinson waits for a référent; Zoé Grive was allotted to Nadia."""

    lou: Referral
    zoe: Referral


def referral(code: str, first_name: str, last_name: str, **fields: Any) -> Referral:
    """Someone sent on 4 December 2017."""
    person = Participant.objects.create(
        code=f"M-{code}", first_name=first_name, last_name=last_name, phone="0600000013"
    )
    return Referral.objects.create(code=f"PR-{code}", participant=person, date=SENT, why="cherche un emploi", **fields)


def sent_people() -> Sent:
    """Those above, with what allotment reads."""
    nadia = Caseworker.objects.get(code="cormier")
    for caseworker in Caseworker.objects.all():
        FtePeriod.objects.create(caseworker=caseworker, fte="1", start=dt.date(2016, 1, 1))
    Opening.objects.create(
        caseworker=nadia, weekday=THURSDAY, start=dt.time(9), end=dt.time(12), valid_from=dt.date(2017, 1, 1)
    )
    chenove = Commune.objects.get(code="21166")
    denis = Caseworker.objects.get(code="charme")
    Coverage.objects.create(caseworker=denis, kind="commune", commune=chenove, start=SENT)
    sender = Organisation.objects.get(code="prescripteur")
    OrganisationRole.objects.create(organisation=sender, kind=OrganisationKind.REFERRER)
    lou = referral("PINSON", "Lou", "Pinson", referrer=sender)
    Situation.objects.create(participant=lou.participant, date=SENT, commune=chenove)
    zoe = referral("GRIVE", "Zoé", "Grive", referrer=sender, caseworker=nadia, allotted_on=SENT)
    refresh_all()
    return Sent(lou, zoe)


@pytest.fixture
def sent(people: Any, settings: Settings) -> Sent:
    return sent_people()
