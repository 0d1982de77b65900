"""The memory of a file: everything, once, the latest first, by parts; what is sensitive masked; its cost bounded."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.accounts.models import Caseworker, User
from jalon.core import clock
from jalon.pathways.models import (
    AbsenceAct,
    BarrierAssessment,
    EngagementContract,
    Entry,
    ExitProposal,
    Extension,
    Goal,
    Interview,
    NoteVersion,
    PartnerPoint,
    Pathway,
    Positioning,
    Renewal,
    Step,
    Suspension,
)
from jalon.people.models import Document, Participant
from jalon.referrals.models import Attempt, Referral
from jalon.web.participants.moments import Kind
from tests.conftest import DAY
from tests.web.conftest import ClientOf
from tests.web.examples import CODE, interviews
from tests.web.test_file import SECRETS, words

ADDRESS = f"/participants/{CODE}/"


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("nadia")


def lines(text: str) -> list[tuple[str, str]]:
    """The day and the words of each moment of a page."""
    memory = text.partition('id="fil"')[2]
    found = re.findall(
        r'<li>\s*<time datetime="([\d-]+)">[^<]*</time> <span class="mark">.*?</span>(.*?)</li>', memory, re.DOTALL
    )
    correcting = re.compile(r'<a class="no-print" href="/participants/compte-rendu/.*?</a>', re.DOTALL)
    return [(day, words(correcting.sub("", said)).strip()) for day, said in found]


def walk(client: Client, kind: str = "") -> list[tuple[str, str]]:
    """Every moment, page after page."""
    told: list[tuple[str, str]] = []
    address: str | None = f"{ADDRESS}?genre={kind}"
    while address:
        text = client.get(address).text
        told += lines(text)
        older = re.search(r'href="(\?[^"#]*avant=[^"#]+)#fil"', text)
        address = ADDRESS + older[1].replace("&amp;", "&") if older else None
    return told


def test_everything_is_told_once_the_latest_first(nadia: Client) -> None:
    interviews(Pathway.objects.get(code="P-0901"), Caseworker.objects.get(code="cormier"), 30)  # the same days again
    told = walk(nadia)
    days = [day for day, _ in told]
    assert days == sorted(days, reverse=True)
    by_kind = {kind: walk(nadia, kind) for kind in Kind.values}
    counts = {kind: len(found) for kind, found in by_kind.items()}
    sure = {"contacts": 91, "etapes": 4, "bilans": 2, "veilles": 2, "referents": 1, "situations": 3, "prescriptions": 3}
    assert counts.items() >= sure.items()
    assert sorted(told) == sorted(line for found in by_kind.values() for line in found)


def test_what_each_kind_says(nadia: Client) -> None:
    told = {day: said for kind in ("etapes", "parcours", "veilles", "referents") for day, said in walk(nadia, kind)}
    assert told["2017-09-04"] == "Début d’étape Contrat long, CDI"
    assert told["2017-04-07"] == "Fin d’étape Atelier linguistique, Auto-école associative du Lac"
    assert told["2017-07-03"] == "Début de veille motif : masqué"
    assert told["2017-08-28"] == "Fin de veille"
    assert told["2017-06-01"] == "Changement de référent Nadia Cormier"
    assert told["2014-09-30"] == "Sortie P-0304 motif : masqué"
    assert told["2016-11-21"] == "Entrée en parcours P-0901"


def test_contacts_and_referrals(nadia: Client) -> None:
    absence, *contacts = walk(nadia, "contacts")
    assert absence == ("2017-12-04", "Suite des absences appel")
    signed = "Entretien 15 min, Nadia Cormier, signé Voir la signature : Entretien du 28 nov."
    assert contacts[0] == ("2017-11-28", signed)
    assert "absence" in contacts[4][1]
    assert walk(nadia, "prescriptions")[-1] == ("2015-05-04", "Prescription France Travail, agence du Lac")


def test_what_is_to_come_is_not_told_yet(nadia: Client) -> None:
    assert "Fin d’étape Plateforme mobilité" not in nadia.get(ADDRESS, {"genre": "etapes"}).text
    Step.objects.filter(code="E-1").update(end=dt.date(2018, 6, 1))
    assert len(walk(nadia, "etapes")) == 3


def test_a_step_cut_by_the_exit_has_no_end_of_its_own(nadia: Client) -> None:
    Pathway.objects.filter(code="P-0901").update(exit_date="2017-03-31", exit_reason="emploi")
    assert [said for _, said in walk(nadia, "etapes") if said.startswith("Fin")] == []


def test_reasons_stay_masked_until_asked_for(nadia: Client) -> None:
    told = " ".join(said for _, said in walk(nadia))
    assert [secret for secret in SECRETS if secret in told] == []
    nadia.post(f"/participants/afficher/{CODE}/")
    told = " ".join(said for _, said in walk(nadia))
    assert [secret for secret in SECRETS if secret not in told] == []


@pytest.mark.parametrize("mark", ["hier", "2017-02-31.4.1", "2017-02-01.", "2017-02-01.1.9" + "9" * 30])
def test_a_mark_that_says_nothing_shows_the_latest(nadia: Client, mark: str) -> None:
    assert "Les 25 derniers faits" in nadia.get(ADDRESS, {"avant": mark}).text


def test_an_unknown_kind_shows_everything(nadia: Client) -> None:
    assert "Les 25 derniers faits sur" in words(nadia.get(ADDRESS, {"genre": "autre"}).text)


def test_a_file_of_500_events_asks_and_shows_no_more_than_one_of_50(client_of: ClientOf) -> None:
    """The same queries, each with its limit, and the same 25 lines. How long they take is measured in `bench/`."""
    claire = client_of("claire")
    small, large = (opened(claire, new_file(events)) for events in (50, 500))
    assert small == large
    assert large[1] == 25


def opened(client: Client, address: str) -> tuple[int, int]:
    """How many queries a file takes to open, and how many lines of its memory it shows."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    return len(asked), len(lines(page.text))


def new_file(events: int) -> str:
    """The address of a new file that holds so many events, steps and contacts."""
    person = Participant.objects.create(code=f"T-{events}", last_name="Tarier")
    pathway = Pathway.objects.create(code=f"P-T-{events}", participant=person, entry_date=dt.date(2016, 1, 4))
    steps = events // 4
    model = Step.objects.select_related("label").get(code="E-1")
    days = [dt.date(2016, 1, 4) + dt.timedelta(days=number) for number in range(events)]
    Step.objects.bulk_create(
        Step(code=f"T-{events}-{day}", pathway=pathway, label=model.label, classification="emploi", start=day, end=day)
        for day in days[: steps // 2]
    )
    Suspension.objects.create(pathway=pathway, start=days[0], end=days[1])
    Interview.objects.bulk_create(Interview(pathway=pathway, date=day, minutes=30) for day in days[: events - steps])
    return reverse("participants:file", args=[person.code])


def test_what_was_written_is_read_where_it_happened(nadia: Client) -> None:
    pathway = Pathway.objects.select_related("participant").get(code="P-0901")
    contact = Interview.objects.filter(pathway=pathway).latest("date")
    author = User.objects.get(last_name="Cormier")
    for number, text in enumerate(("Veut passer à 28 h.", "Veut passer à 28 h en février."), start=1):
        NoteVersion.objects.create(
            interview=contact, number=number, text=text, written_by=author, written_at=clock.now()
        )
    told = dict(walk(nadia, "contacts"))["2017-11-28"]
    assert "version 2, Nadia Cormier Veut passer à 28 h en février." in told
    said = {"pathway": pathway, "date": DAY}
    AbsenceAct.objects.create(stage="appel", words="Dit être malade.", **said)
    PartnerPoint.objects.create(partner="departement", words="Logement à revoir.", **said)
    Positioning.objects.create(skill="francais", result="A2", **said)
    BarrierAssessment.objects.create(moment="autre", **said)
    EngagementContract.objects.create(pathway=pathway, signed_on=DAY, until=dt.date(2018, 6, 30))
    Goal.objects.filter(pathway=pathway).update(outcome="manque", outcome_on=DAY, why="Pas d’auto-école.")
    Document.objects.create(participant=pathway.participant, kind="cv", dated=DAY, added_on=DAY)
    Extension.objects.create(pathway=pathway, decided_on=DAY, until=dt.date(2019, 9, 1), reason="convalescence")
    entry, _ = Entry.objects.get_or_create(pathway=pathway, defaults={"protocol_id": "2016-2020"})
    Entry.objects.filter(pk=entry.pk).update(charter_on=DAY, first_kept_on=DAY, validated_on=DAY)
    referral = Referral.objects.get(code="PR-2")
    Attempt.objects.create(referral=referral, date=DAY, means="sms", reached=False, recorded_on=DAY)
    step = Step.objects.select_related("label").get(code="E-2")
    Renewal.objects.create(step=step, end_before=DAY, label_before=step.label, recorded_on=DAY)
    ExitProposal.objects.filter(pathway=pathway).delete()
    ExitProposal.objects.create(pathway=pathway, date=DAY, reason_id="sante", proposed_on=DAY)
    told_today = [said for day, said in walk(nadia) if day == DAY.isoformat()]
    for said_so in (
        "Suite des absences appel Dit être malade.",
        "Point trimestriel avec le Département Logement à revoir.",
        "Positionnement Niveau de français : A2",
        "Freins cotés en cours de parcours",
        "Contrat d’engagement RSA signé jusqu’au 30 juin 2018",
        "Objectif pas atteint Réussir le code de la route Pas d’auto-école.",
        "Pièce déposée CV",
        "Parcours prolongé jusqu’au 1er sept. 2019 motif : masqué",
        "Charte d’engagement signée",
        "Premier rendez-vous tenu",
        "Entrée validée",
        "Tentative de contact sms, personne non jointe",
        "Contrat renouvelé Contrat long, sans terme",
        "Sortie proposée en attente motif : masqué",
    ):
        assert said_so in told_today, said_so
