"""The first page: figures against targets, what is to close, the same to nobody else."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.accounts.permissions import caseworkers_of
from jalon.core import clock, french
from jalon.demo.actions import load_example
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import counts
from jalon.indicators.prorated import targets
from jalon.indicators.window import Window
from jalon.pathways.models import (
    Assignment,
    CaseMeeting,
    Entry,
    EntryDraft,
    ExitProposal,
    Pathway,
    Suspension,
)
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason, Protocol
from jalon.referrals.models import Referral
from jalon.roster.actions import refresh_all
from tests.web.figures import reading
from tests.web.figures.test_letter_plots import plots

DECEMBER = Window.parse("2017-12")


@pytest.fixture
def as_(db: None) -> Callable[[str], Client]:
    """A browser without pages, signed in as one of the accounts of the small example, by first name."""
    load_example(small=True)

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email__startswith=f"{name}."))
        return client

    return signed_in


def test_every_figure_opens_onto_as_many_files(as_: Callable[[str], Client]) -> None:
    claire = as_("claire")
    text = claire.get("/").text
    opened = reading.links(text, "fig")
    assert len(opened) > 60
    for address, words in opened[:12] + opened[12::9]:
        assert reading.big(claire.get(address).text) == words, address
    assert len(plots(text)) == 6


def test_what_is_to_close_opens_lists_of_as_many_lines(as_: Callable[[str], Client]) -> None:
    claire = as_("claire")
    something_to_close()
    found = matters(claire)
    assert set(found) >= {
        "Prescriptions en attente",
        "Parcours de plus de 30 mois",
        "Veilles de plus de deux mois",
        "Sans étape depuis trois mois",
        "Parcours ouverts sans référent",
        "Entrées de mois passés, saisies ce mois-ci",
        "Prescriptions à attribuer",
        "Entrées en préparation",
        "Sorties à valider",
        "Réunions de situation à tenir",
    }
    for label, (address, number) in found.items():
        text = reading.plain(re.sub(r"<[^>]*>", " ", claire.get(address).text))
        counted = rf"\b{number} (personne|ligne|dossier)|(Dossiers|prescriptions|préparation|valider|À tenir) {number} "
        assert re.search(counted, text), label
    assert f"la plus ancienne depuis {oldest()} jours" in reading.plain(claire.get("/").text)


def matters(client: Client) -> dict[str, tuple[str, str]]:
    """Each line of « À clore »: where it leads, and how many."""
    lines = re.findall(r'<li><a href="([^"]*)">([^<]*)</a> <b>([^<]*)</b>', client.get("/tableau/").text)
    return {reading.plain(label): (address.replace("&amp;", "&"), number) for address, label, number in lines}


def oldest() -> int:
    first = Referral.objects.pending().order_by("date").first()
    assert first
    return (dt.date(2017, 12, 31) - first.date).days


def something_to_close() -> None:
    """A pathway of 31 months without a référent, suspended twice in a row; an entry recorded late; a referral."""
    person, _ = Participant.objects.get_or_create(code="Z-1", last_name="Grive")
    pathway, _ = Pathway.objects.get_or_create(code="Z-1", participant=person, entry_date=dt.date(2015, 5, 4))
    for start, end in ((dt.date(2017, 10, 2), dt.date(2017, 11, 30)), (dt.date(2017, 12, 1), None)):
        Suspension.objects.get_or_create(pathway=pathway, start=start, end=end)
    late, _ = Participant.objects.get_or_create(code="Z-2", last_name="Litorne")
    Pathway.objects.get_or_create(
        code="Z-2", participant=late, entry_date=dt.date(2017, 3, 1), recorded_on=dt.date(2017, 12, 4)
    )
    sent, _ = Participant.objects.get_or_create(code="Z-3", last_name="Mauvis")
    referral, _ = Referral.objects.get_or_create(code="Z-3", participant=sent, date=dt.date(2017, 10, 1))
    EntryDraft.objects.get_or_create(referral=referral, updated_at=clock.now())
    ExitProposal.objects.get_or_create(
        pathway=pathway,
        date=dt.date(2017, 12, 20),
        proposed_on=dt.date(2017, 12, 20),
        reason=ExitReason.objects.first(),
    )
    caseworker = Caseworker.objects.get(code="cormier")
    CaseMeeting.objects.get_or_create(caseworker=caseworker, date=dt.date(2018, 1, 9))
    refresh_all()


def test_nothing_to_close_is_said(as_: Callable[[str], Client]) -> None:
    nadia = as_("nadia")
    Assignment.objects.filter(caseworker__code="cormier").delete()
    refresh_all()
    assert "Rien à clore aujourd’hui" in nadia.get("/tableau/").text


def test_a_caseworker_sees_the_portfolio_against_its_own_time(as_: Callable[[str], Client]) -> None:
    text = as_("nadia").get("/tableau/").text
    (key,) = caseworkers_of(User.objects.get(email__startswith="nadia."))
    own = counts([m.ACTIVE_FILE, m.ENTRIES], DECEMBER, [(by.CASEWORKER, key)])
    values = {address.partition("/?")[0]: words for address, words in reading.links(text, "fig")[:4]}
    assert values["/chiffres/active_file_real"] == str(own[m.ACTIVE_FILE.code])
    assert all("caseworker=" in address for address, _ in reading.links(text, "fig"))
    assert "Mon portefeuille" in text
    fte = targets(DECEMBER, [(by.CASEWORKER, key)])["fte"]
    assert 0 < fte < targets(DECEMBER)["fte"]
    assert f"{french.number(fte)} ETP" in text
    for address, (url, _) in matters(as_nadia := as_("nadia")).items():
        assert "referent=moi" in url, address
        assert as_nadia.get(url).status_code == 200


def test_a_host_sees_figures_of_its_own_and_opens_nothing(as_: Callable[[str], Client]) -> None:
    text = as_("lise").get("/").text
    membership = User.objects.get(email__startswith="lise.").current_memberships[0]
    own = counts([m.ACTIVE_FILE], DECEMBER, [(by.HOST, membership.organisation_id)])[m.ACTIVE_FILE.code]
    assert f'<td class="n strong">{own}</td>' in text
    assert own < counts([m.ACTIVE_FILE], DECEMBER)[m.ACTIVE_FILE.code]
    assert reading.links(text, "fig") == []
    assert "/chiffres/" not in text
    assert "À clore" not in text
    elsewhere = FtePeriod.objects.exclude(host=membership.organisation_id).values("caseworker")
    for colleague in Caseworker.objects.filter(pk__in=elsewhere).exclude(fte_periods__host=membership.organisation_id):
        assert str(colleague) not in text
    people = Participant.objects.exclude(last_name="")
    assert not [person for person in people if str(person) in text]


def test_an_administrator_sees_doors_alone(as_: Callable[[str], Client]) -> None:
    text = as_("abel").get("/").text
    assert "Réglages" in text
    assert "ETP de référents" not in text
    assert plots(text) == []


def test_targets_follow_the_time(as_: Callable[[str], Client]) -> None:
    as_("claire")
    whole = targets(DECEMBER)
    assert whole["target_entries_annual"] == 11
    from_none = targets(DECEMBER, [(by.CASEWORKER, 0)])
    assert (from_none["fte"], from_none["active_file_target"]) == (0, 0)
    Entry.objects.all().delete()
    Protocol.objects.all().delete()
    assert targets(DECEMBER)["target_entries_annual"] is None


@pytest.mark.parametrize(("name", "most"), [("claire", 38), ("nadia", 65), ("lise", 36), ("abel", 6)])
def test_as_many_queries_whatever_there_is(as_: Callable[[str], Client], name: str, most: int) -> None:
    client = as_(name)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/").status_code == 200
        return len(seen)

    before = queries()
    people = Participant.objects.bulk_create(Participant(code=f"G-{n}", last_name="Grive") for n in range(60))
    Pathway.objects.bulk_create(Pathway(code=p.code, participant=p, entry_date=dt.date(2017, 12, 4)) for p in people)
    refresh_all()
    assert queries() == before <= most


def test_a_base_without_anything_has_a_first_page(as_: Callable[[str], Client]) -> None:
    claire = as_("claire")
    CaseMeeting.objects.all().delete()
    Pathway.objects.all().delete()
    Participant.objects.all().delete()
    text = claire.get("/").text
    assert "Rien à clore aujourd’hui" in text
