"""What is written of versions: whose files, their lists, their end; the journal tells it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker, FtePeriod
from jalon.audit.models import Event
from jalon.core import clock
from jalon.messaging.models import MailingList
from jalon.organisations.models import Organisation
from jalon.pathways.models import Pathway
from jalon.people.models import Participant, Situation
from jalon.reference.models import Commune
from jalon.referrals.models import Referral
from jalon.reports.editions.actions import (
    Draft,
    change_edition,
    make_edition,
    resume_edition,
    retire_edition,
    write_letterhead,
)
from jalon.reports.editions.queries import active, missing
from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter, Closing, Edition, Letterhead, Picture
from jalon.reports.publication import whole

pytestmark = pytest.mark.django_db


@pytest.fixture
def host() -> Organisation:
    return Organisation.objects.create(code="tilleuls", name="Régie des Tilleuls")


def of_host(host: Organisation, **said: object) -> Draft:
    return Draft(**{"name": "Tilleuls", "audience": Audience.HOST, "organisation": host, **said})  # type: ignore[arg-type]


def test_a_version_keeps_what_its_audience_needs_only(host: Organisation) -> None:
    lists = [MailingList.objects.create(name="Structures")]
    commune = Commune.objects.get(pk="21231")
    edition = make_edition(by=None, draft=of_host(host, commune=commune, name="  Tilleuls\n", lists=lists))
    assert (edition.name, edition.commune, edition.organisation) == ("Tilleuls", None, host)
    assert list(edition.lists.all()) == lists
    events = Event.objects.filter(target="reports.edition", target_key=str(edition.pk)).order_by("pk")
    assert [each.verb for each in events] == ["created", "changed"]
    assert events[1].after == {"lists": ["Structures"]}


def test_whose_files_must_be_told() -> None:
    with pytest.raises(ValidationError, match="Dites de qui sont les dossiers"):
        make_edition(by=None, draft=Draft("Personne", Audience.CASEWORKER))


def test_two_versions_have_neither_the_same_name_nor_the_same_files(host: Organisation) -> None:
    make_edition(by=None, draft=of_host(host))
    with pytest.raises(ValidationError) as refused:
        make_edition(by=None, draft=of_host(host, name="TILLEULS"))
    assert refused.value.message_dict == {"name": ["Une autre version porte ce nom."]}
    with pytest.raises(ValidationError, match="Cette version existe déjà"):
        make_edition(by=None, draft=of_host(host, name="Autre nom"))


def test_a_change_of_nothing_is_none(host: Organisation) -> None:
    edition = make_edition(by=None, draft=of_host(host))
    assert change_edition(edition, by=None, draft=of_host(host)) is False
    assert change_edition(edition, by=None, draft=of_host(host, blocks=["sorties"])) is True
    assert Edition.objects.get(pk=edition.pk).blocks == ["sorties"]


def test_once_closed_a_version_counts_the_same_files(host: Organisation) -> None:
    edition = make_edition(by=None, draft=of_host(host))
    now = clock.now()
    closing = Closing.objects.create(period="2017-03", number=1, as_of=dt.date(2017, 3, 31), asked_at=now)
    ClosedLetter.objects.create(
        closing=closing, edition=edition, name="Tilleuls", sheet={}, data={}, definitions={}, pdf=b"", sha256="0"
    )
    other = Organisation.objects.create(code="saules", name="Atelier des Saules")
    with pytest.raises(ValidationError, match="déjà été arrêtée"):
        change_edition(edition, by=None, draft=of_host(other))
    assert change_edition(edition, by=None, draft=of_host(host, name="Régie")) is True


def test_a_version_is_retired_and_resumed_but_that_of_the_whole(host: Organisation) -> None:
    edition = make_edition(by=None, draft=of_host(host))
    assert retire_edition(edition, by=None)
    assert edition.retired_on == clock.today()
    assert edition not in active()
    assert retire_edition(edition, by=None) is False
    assert resume_edition(edition, by=None)
    assert edition in active()
    with pytest.raises(ValidationError, match="ne se retire pas"):
        retire_edition(whole(), by=None)


def test_the_letterhead_says_its_logo() -> None:
    logo = Picture.objects.create(
        content=b"", media_type="image/png", width=1, height=1, sha256="0" * 64, added_at=clock.now()
    )
    assert write_letterhead(by=None, name="PLIE du Lac", logo=None, logo_alt="sans logo")
    assert Letterhead.objects.get().logo_alt == ""
    with pytest.raises(ValidationError, match="ce que montre le logo"):
        write_letterhead(by=None, name="PLIE du Lac", logo=logo.pk, logo_alt=" ")
    assert write_letterhead(by=None, name="PLIE du Lac", logo=logo.pk, logo_alt="PLIE du Lac")
    assert Letterhead.objects.get().logo == logo


def test_the_versions_that_are_missing(host: Organisation) -> None:
    denis = Caseworker.objects.create(code="charme", first_name="Denis", last_name="Charme")
    FtePeriod.objects.create(caseworker=denis, host=host, fte=1, start=dt.date(2016, 1, 1))
    gone = Caseworker.objects.create(code="orme", first_name="Abel", last_name="Orme")
    FtePeriod.objects.create(caseworker=gone, start=dt.date(2015, 1, 1), end=dt.date(2016, 1, 1))
    awa = Participant.objects.create(code="M-1", last_name="Mésange")
    Situation.objects.create(participant=awa, date=dt.date(2016, 1, 1), commune_id="21231")
    agency = Organisation.objects.create(code="agence", name="Agence du Lac", parent=host)
    Pathway.objects.create(code="P-1", participant=awa, entry_date=dt.date(2017, 2, 1))
    Referral.objects.create(code="R-1", participant=awa, referrer=agency, date=dt.date(2017, 1, 1))
    day = dt.date(2017, 6, 30)
    found = missing(day)
    assert [(each.audience, each.name) for each in found] == [
        ("referent", "Denis Charme"),
        ("porteur", "Régie des Tilleuls"),
        ("commune", "Dijon"),
        ("prescripteur", "Régie des Tilleuls, prescripteur"),
    ]
    for draft in found:
        make_edition(by=None, draft=draft)
    assert missing(day) == []
    assert [each.pk for each in active()] == [each.pk for each in Edition.objects.order_by("name")]
