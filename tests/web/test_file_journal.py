"""The journal of a file, for the team that steers: who read, who changed what, page by page, masked as written."""

import re
from typing import Any

import pytest
from django.test import Client

from jalon.audit import actions
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.pathways.models import Suspension
from jalon.people.models import Participant, Situation
from tests.web.conftest import ClientOf
from tests.web.examples import CODE
from tests.web.test_file import ADDRESS, words

JOURNAL = f"/participants/journal/{CODE}/"


@pytest.fixture
def claire(client_of: ClientOf) -> Client:
    return client_of("claire")


def acts(answer: Any) -> list[str]:
    """The lines of the page."""
    return [words(line).strip() for line in re.findall(r"<li>\s*<span class=\"soft\">.*?</li>", answer.text, re.DOTALL)]


def test_who_read_and_reading_this_is_an_act_too(claire: Client, client_of: ClientOf) -> None:
    client_of("nadia").get(ADDRESS)
    read = acts(claire.get(JOURNAL, {"actes": "lectures"}))
    assert [line.split(" ", 3)[3] for line in read] == ["Nadia Cormier a consulté le dossier"]
    last = acts(claire.get(JOURNAL))[0]
    assert last.endswith("Claire Tilleul a consulté le dossier (journal du dossier)")


def test_who_changed_what_in_words(claire: Client, people: Any) -> None:
    situation = Situation.objects.filter(participant__code=CODE).order_by("date").last()
    assert situation
    situation.rsa, situation.level_id = True, "4"
    actions.save(situation, by=people["nadia"], file=CODE)
    line = acts(claire.get(JOURNAL))[0]
    assert "Nadia Cormier a modifié situation" in line
    assert "Bénéficiaire du RSA non oui" in line
    assert re.search(r"Niveau de formation \S.* \S", line)
    assert "Niveau de formation 3 4" not in line


def test_what_is_sensitive_stays_masked(claire: Client, people: Any) -> None:
    suspension = Suspension.objects.order_by("start").first()
    assert suspension is not None
    suspension.reason = "rechute"
    actions.save(suspension, by=people["nadia"], file=CODE)
    text = words(claire.get(JOURNAL).text)
    assert "Motif masqué" in text
    assert "genou" not in text
    assert "rechute" not in text


def test_an_import_tells_its_rows(claire: Client) -> None:
    label = "prescriptions.csv PR-1"
    actions.record(
        by=None,
        verb=Verb.CHANGED,
        target="import",
        key=CODE,
        file=CODE,
        before={label: {"date": "2015-05-04", "reason": "•••"}},
        after={label: {"date": "2015-05-05", "reason": "•••"}, "etapes.csv": "+2"},
    )
    text = words(claire.get(JOURNAL).text)
    assert "ligne de commande a modifié le dossier, par un import" in text
    assert "Prescriptions PR-1, écrite le 2015-05-04 2015-05-05" in text
    assert "Prescriptions PR-1, motif masqué" in text
    assert "Etapes – +2" in text


def test_reads_and_writes_apart(claire: Client, people: Any) -> None:
    person = Participant.objects.get(code=CODE)
    person.phone = "+33 0 00 00 00 13"
    actions.save(person, by=people["nadia"], file=CODE)
    claire.get(ADDRESS)
    reads, writes = (acts(claire.get(JOURNAL, {"actes": kind})) for kind in ("lectures", "ecritures"))
    assert ["a consulté" in line for line in reads] == [True]
    assert "a modifié le dossier" in writes[0]


def test_other_files_are_elsewhere(claire: Client) -> None:
    claire.get("/participants/R-0007/")
    text = words(claire.get(JOURNAL, {"actes": "lectures"}).text)
    assert "Aucun acte de cette sorte" in text


def test_pages_follow_one_another(claire: Client) -> None:
    for number in range(60):
        actions.record(by=None, verb=Verb.READ, target="people.participant", key="1", file=CODE, reason=f"n° {number}")
    seen: list[str] = []
    address: str | None = f"{JOURNAL}?actes=lectures"
    while address:
        answer = claire.get(address)
        seen += re.findall(r"n° (\d+)", answer.text)
        older = re.search(r'href="(\?[^"]*avant=\d+)"', answer.text)
        address = JOURNAL + older[1].replace("&amp;", "&") if older else None
    assert seen == [str(number) for number in reversed(range(60))]


def test_the_tab_is_for_who_may_read_the_journal(claire: Client, client_of: ClientOf) -> None:
    link = f'href="{JOURNAL}"'
    assert link in claire.get(ADDRESS).text
    nadia = client_of("nadia")
    assert link not in nadia.get(ADDRESS).text
    assert nadia.get(JOURNAL).status_code == 403
    assert not Event.objects.filter(reason="journal du dossier").exists()


def test_a_constant_number_of_queries(claire: Client, people: Any, django_assert_num_queries: Any) -> None:
    situations = list(Situation.objects.filter(participant__code=CODE))
    for level in ("1", "4", "5"):
        for situation in situations:
            situation.level_id = level
            actions.save(situation, by=people["nadia"], file=CODE)
        with django_assert_num_queries(7):
            claire.get(JOURNAL)
