"""The page of referrals: who waits and since when, who entered, who did not and why; by referrer and agency."""

import csv
import datetime as dt
import io
import re
from typing import Any

import pytest
from django.test import Client

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind, Invitation, Outcome
from jalon.agenda.models import Appointment
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.organisations.enums import ReferrerCategory
from jalon.organisations.models import Organisation
from jalon.people.models import Participant
from jalon.protocols.models import NonEntryReason
from jalon.referrals.models import Referral
from tests.web.conftest import ClientOf
from tests.web.test_file import words

PAGE, EXPORT = "/prescriptions/", "/prescriptions/liste.csv"
QUERIES = 8
"""Session, account, roles; senders; grouped counts; the page's keys and rows; journal."""


@pytest.fixture
def agencies(people: Any) -> dict[str, Organisation]:
    """An organisation with two agencies, and a mission locale."""
    head = Organisation.objects.create(code="ft", name="France Travail", category=ReferrerCategory.FRANCE_TRAVAIL)
    return {
        "head": head,
        "est": Organisation.objects.create(code="ft-est", name="Agence Est", parent=head),
        "ouest": Organisation.objects.create(code="ft-ouest", name="Agence Ouest", parent=head),
        "ml": Organisation.objects.create(code="ml", name="Mission locale", category=ReferrerCategory.MISSION_LOCALE),
    }


def referral(name: str, sender: Organisation | None, date: dt.date, **outcome: Any) -> Referral:
    """Someone of that name, sent on the day."""
    person = Participant.objects.create(code=f"M-{name}", first_name="Lou", last_name=name)
    return Referral.objects.create(code=f"PR-{name}", participant=person, referrer=sender, date=date, **outcome)


@pytest.fixture
def several(agencies: dict[str, Organisation]) -> dict[str, Organisation]:
    """Two who wait, one who entered after 20 days, one who did not enter; one sent by nobody known."""
    referral("Pinson", agencies["est"], dt.date(2017, 11, 1))
    referral("Grive", agencies["ouest"], dt.date(2017, 10, 2))
    referral("Merle", agencies["est"], dt.date(2017, 3, 1), entered_on=dt.date(2017, 3, 21))
    reason = NonEntryReason.objects.get(code="absent")
    referral("Huppe", agencies["ml"], dt.date(2017, 2, 1), declined_on=dt.date(2017, 2, 22), reason=reason)
    referral("Loriot", None, dt.date(2017, 12, 1))
    return agencies


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


def names(answer: Any) -> list[str]:
    """The people of the list, in its order."""
    table = answer.text.partition('id="liste"')[2].partition('id="prescripteurs"')[0]
    return re.findall(r'<th scope="row">(?:<a[^>]*>)?Lou (\w+)', table)


def rows(answer: Any) -> list[str]:
    """The lines of the table of referrers."""
    table = answer.text.partition('id="prescripteurs"')[2]
    return [words(row).strip() for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)[1:]]


def test_who_has_waited_longest_comes_first(several: Any, claire: Client) -> None:
    answer = claire.get(PAGE)
    assert names(answer) == ["Grive", "Pinson", "Loriot"]
    text = words(answer.text)
    assert "Lou Grive M-Grive France Travail Agence Ouest 2 oct. 2017 90" in text
    assert "En attente 3 Entrées 2 Non-entrées 2 Toutes 7" in text  # two of them are Awa's


def test_entered_and_not_entered_with_the_reason(several: Any, claire: Client) -> None:
    entered = claire.get(PAGE, {"etat": "entree"})
    assert names(entered) == ["Merle"]
    assert "1er mars 2017 21 mars 2017 20" in words(entered.text)
    declined = claire.get(PAGE, {"etat": "non_entree"})
    assert names(declined) == ["Huppe"]
    assert "22 févr. 2017 21 Absen" in words(declined.text)


def test_an_organisation_counts_its_agencies(several: Any, claire: Client) -> None:
    assert rows(claire.get(PAGE)) == [
        "France Travail 3 1 0 2 20",
        "Agence Est 2 1 0 1 20",
        "Agence Ouest 1 0 0 1 –",
        "France Travail, agence du Lac 2 1 1 0 40",
        "Mission locale 1 0 1 0 –",
        "prescripteur inconnu 1 0 0 1 –",
        "Ensemble 7 2 2 3 30",
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"prescripteur": "head"}, ["Grive", "Pinson"]),
        ({"prescripteur": "est"}, ["Pinson"]),
        ({"categorie": "france_travail"}, ["Grive", "Pinson"]),
        ({"categorie": "mission_locale"}, []),
        ({"periode": "2017-11"}, ["Pinson"]),
        ({"periode": "octobre 2017"}, ["Grive"]),
        ({"prescripteur": "est", "periode": "2016"}, []),
        ({"tri": "-date"}, ["Loriot", "Pinson", "Grive"]),
        ({"tri": "personne"}, ["Grive", "Loriot", "Pinson"]),
        ({"tri": "-prescripteur"}, ["Grive", "Pinson", "Loriot"]),
        ({"tri": "hasard", "etat": "toutes"}, ["Loriot", "Pinson", "Grive", "Merle", "Huppe"]),
    ],
)
def test_filters_and_orders_of_the_address(
    said: dict[str, str], found: list[str], several: dict[str, Organisation], claire: Client
) -> None:
    if "prescripteur" in said:
        said = {**said, "prescripteur": str(several[said["prescripteur"]].pk)}
    answer = claire.get(PAGE, said)
    assert names(answer) == found
    assert ("ne réunit ces filtres" in words(answer.text)) is (not found)


def test_the_reason_is_a_filter_of_non_entries(several: Any, claire: Client) -> None:
    assert names(claire.get(PAGE, {"etat": "non_entree", "motif": "absent"})) == ["Huppe"]
    assert names(claire.get(PAGE, {"etat": "non_entree", "motif": "fle"})) == []
    assert len(names(claire.get(PAGE, {"motif": "fle"}))) == 3  # who waits has no reason


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"periode": "l’an passé"}, "Écrivez un mois ou une année"),
        ({"prescripteur": "999999"}, "Ce choix n’existe pas"),
        ({"prescripteur": "x"}, "Ce choix n’existe pas"),
        ({"categorie": "x"}, "Ce choix n’existe pas"),
    ],
)
def test_what_cannot_be_read_is_said_and_filters_nothing(
    said: dict[str, str], told: str, several: Any, claire: Client
) -> None:
    answer = claire.get(PAGE, said)
    assert told in words(answer.text)
    assert len(names(answer)) == 3


def test_a_caseworker_reads_who_waits_not_who_sent_nor_why(several: Any, client_of: ClientOf) -> None:
    paule = client_of("paule")
    listed = paule.get(PAGE).text.partition('id="prescripteurs"')[0]
    assert "Lou Grive" in listed
    assert "Agence" not in listed
    assert "/participants/M-" not in listed
    assert "Absent" not in paule.get(PAGE, {"etat": "non_entree"}).text
    sender = {"prescripteur": str(several["est"].pk), "motif": "absent", "categorie": "social"}
    assert len(names(paule.get(PAGE, sender))) == 3
    assert paule.get(EXPORT).status_code == 403


def test_a_row_opens_its_file_when_the_account_may(client_of: ClientOf) -> None:
    link = 'href="/participants/M-0412/"'
    assert link in client_of("nadia").get(PAGE, {"etat": "entree"}).text
    assert link not in client_of("paule").get(PAGE, {"etat": "entree"}).text


def test_who_comes_is_read_from_here_by_invitation_and_agency(several: Any, claire: Client) -> None:
    nadia = Caseworker.objects.get(code="cormier")
    outcomes = [("Pinson", Outcome.KEPT, Invitation.SMS), ("Grive", Outcome.MISSED, Invitation.SMS)]
    for hour, (name, outcome, invitation) in enumerate([*outcomes, ("Merle", Outcome.KEPT, Invitation.LETTER)], 9):
        day, person = dt.date(2017, 11, 20), Participant.objects.get(code=f"M-{name}")
        said = {"outcome": outcome, "outcome_on": day, "invitation": invitation, "set_on": day}
        when = {"date": day, "time": dt.time(hour), "minutes": 30}
        Appointment.objects.create(kind=AppointmentKind.FIRST, participant=person, caseworker=nadia, **when, **said)
    doors = re.findall(r'href="(/chiffres/[^"#]*)', claire.get(PAGE).text)
    by_means, agency, rank = (words(claire.get(door).text) for door in doors)
    assert "SMS 1 50 % 2 50 %" in by_means
    assert "courrier 1 50 % 1 100 %" in by_means
    assert "Agence Est 2 100 % 2 100 %" in agency
    assert "Rang de la tentative" in rank


def test_empty_lists_say_so(claire: Client) -> None:
    assert "Personne n’attend" in words(claire.get(PAGE).text)
    Referral.objects.all().delete()
    assert "Aucune prescription n’est encore enregistrée" in words(claire.get(PAGE).text)


def test_pages_follow_one_another_and_hold_everyone_once(agencies: dict[str, Organisation], claire: Client) -> None:
    for number in range(60):
        referral(f"Tarin{number:02}", agencies["est"], dt.date(2017, 1, 1 + number % 20))
    seen: list[str] = []
    address: str | None = f"{PAGE}?periode=2017"
    while address:
        answer = claire.get(address)
        seen += names(answer)
        following = re.search(r'href="([^"]*apres=\d+)"', answer.text)
        address = following[1].replace("&amp;", "&") if following else None
    assert len(seen) == len(set(seen)) == 60
    before = re.search(r'href="([^"]*avant=\d+)"', answer.text)
    assert before
    assert names(claire.get(before[1].replace("&amp;", "&"))) == seen[25:50]


def test_the_spreadsheet_holds_the_list_as_shown(several: dict[str, Organisation], claire: Client) -> None:
    several["est"].name = "=Agence"
    several["est"].save()
    answer = claire.get(EXPORT, {"tri": "-date"})
    text = answer.getvalue().decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert lines[0] == ["Personne", "Dossier", "Prescripteur", "Agence", "Écrite le", "Jours d’attente"]
    assert [line[0] for line in lines[1:]] == ["Lou Loriot", "Lou Pinson", "Lou Grive"]
    assert lines[2][2:] == ["France Travail", "'=Agence", "2017-11-01", "60"]
    assert Event.objects.get(verb=Verb.EXPORTED).target_key == "etat=en_attente&tri=-date"


def test_reading_names_is_in_the_journal(several: Any, claire: Client) -> None:
    claire.get(PAGE, {"etat": "non_entree"})
    claire.get(PAGE, {"periode": "2009"})
    assert [event.target_key for event in Event.objects.filter(target="referrals")] == ["etat=non_entree"]


def test_a_constant_number_of_queries(
    several: dict[str, Organisation], claire: Client, django_assert_num_queries: Any
) -> None:
    for count in (0, 3, 30):
        for number in range(count):
            referral(f"Bec{count}{number}", several["est"], dt.date(2017, 5, 1), entered_on=dt.date(2017, 6, 1))
        with django_assert_num_queries(QUERIES):
            claire.get(PAGE, {"etat": "entree"})
