"""Acts on several people: shown before, all or nothing, undone for what nobody changed since; only files that open."""

import datetime as dt
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from jalon.accounts.models import Caseworker, User
from jalon.agenda.models import Appointment
from jalon.messaging.models import Delivery, Mailing
from jalon.pathways.actions.cover import set_cover
from jalon.pathways.models import Assignment, BulkAct, Cover, Pathway, Step
from jalon.people.models import Document, Participant
from jalon.protocols.models import StepLabel
from jalon.roster.actions import refresh_all
from jalon.roster.models import FileSummary
from jalon.web.bulk import mails
from tests.web.conftest import ClientOf
from tests.web.examples import BULK, CODE, COVER


@pytest.fixture
def odile(people: dict[str, User]) -> Participant:
    """A second person whom Nadia follows."""
    person = Participant.objects.create(code="M-0500", sex="F", first_name="Odile", last_name="Verdier")
    pathway = Pathway.objects.create(code="P-0500", participant=person, entry_date=dt.date(2017, 11, 20))
    Assignment.objects.create(pathway=pathway, caseworker=Caseworker.objects.get(code="cormier"))
    refresh_all()
    return person


def the_act() -> BulkAct:
    """The act of the test."""
    return BulkAct.objects.exclude(key=BULK).get()


def keys(*codes: str) -> list[int]:
    return [Participant.objects.get(code=code).pk for code in codes]


def act(client: Client, code: str, people: list[int], **said: Any) -> Any:
    """What the page does: shows, then does what it showed."""
    address, sent = reverse("bulk:act", args=[code]), {"p": people, "once": str(uuid4()), **said}
    shown = client.post(address, sent)
    if shown.status_code != 200 or not shown.context["seen"]:
        return shown
    return client.post(address, sent | {"vu": shown.context["seen"]}, follow=True)


def workshop(**changed: Any) -> dict[str, Any]:
    label = StepLabel.objects.get(name="Travail sur projet professionnel").pk
    return {"label": label, "start": "11/12/2017", "end": "15/12/2017", **changed}


def test_a_common_step_is_shown_then_done_then_undone(client_of: ClientOf, odile: Participant) -> None:
    nadia, people = client_of("nadia"), keys(CODE, "M-0500", "R-0007")
    address = reverse("bulk:act", args=["etape"])
    first = nadia.post(address, {"p": people})
    assert "Odile Verdier" in first.text
    assert "Ce dossier n’est pas dans votre portefeuille." in first.text
    sent = {"p": people, "once": str(uuid4()), **workshop()}
    shown = nadia.post(address, sent)
    assert "2 sur 3" in shown.text
    assert "Enregistrer l’étape pour 2 personnes" in shown.text
    assert not Step.objects.filter(label__name="Travail sur projet professionnel").exists()
    done = nadia.post(address, sent | {"vu": shown.context["seen"]}, follow=True)
    made = Step.objects.filter(label__name="Travail sur projet professionnel")
    assert sorted(made.values_list("pathway__participant__code", flat=True)) == [CODE, "M-0500"]
    assert FileSummary.objects.get(participant=odile).step_until == dt.date(2017, 12, 15)
    again = nadia.post(address, sent | {"vu": shown.context["seen"]}, follow=True)
    assert (made.count(), "rien n’a été fait deux fois" in again.text) == (2, True)
    assert "Défaire" in done.text
    undone = nadia.post(reverse("bulk:undo", args=[the_act().key]), follow=True)
    assert "Défait pour 2 personnes." in undone.text
    assert not made.exists()
    twice = nadia.post(reverse("bulk:undo", args=[the_act().key]), follow=True)
    assert "déjà été défait" in twice.text


def test_what_someone_changed_since_stays(client_of: ClientOf, odile: Participant) -> None:
    act(client_of("nadia"), "etape", keys(CODE, "M-0500"), **workshop())
    step = Step.objects.get(pathway__participant=odile)
    said = {"once": str(uuid4()), "end": "13/12/2017", "outcome": "menee"}
    client_of("claire").post(reverse("steps:close", args=[step.pk]), said)
    undone = client_of("nadia").post(reverse("bulk:undo", args=[the_act().key]), follow=True)
    assert "Défait pour 1 personne. 1 a été changé" in undone.text
    assert Step.objects.filter(label=step.label).get() == step


def test_another_act_than_the_one_shown_is_shown_first(client_of: ClientOf, odile: Participant) -> None:
    nadia, address = client_of("nadia"), reverse("bulk:act", args=["etape"])
    sent = {"p": keys(CODE, "M-0500"), "once": str(uuid4()), **workshop()}
    seen = nadia.post(address, sent).context["seen"]
    for changed in ({"end": "14/12/2017"}, {"p": keys(CODE)}):
        assert nadia.post(address, sent | changed | {"vu": seen}).status_code == 200
    assert not BulkAct.objects.exclude(key=BULK).exists()


def test_who_cannot_is_left_out_with_the_reason(client_of: ClientOf, odile: Participant) -> None:
    shown = client_of("nadia").post(
        reverse("bulk:act", args=["etape"]),
        {"p": keys(CODE, "M-0500"), "once": str(uuid4()), **workshop(start="1/11/2017")},
    )
    assert "Rien : Le parcours commence le 20 nov. 2017." in shown.text.replace("\u00a0", " ")
    assert "pour 1 personne" in shown.text


def test_a_change_of_caseworker_for_a_selection(client_of: ClientOf, odile: Participant) -> None:
    denis = Caseworker.objects.get(code="charme")
    act(client_of("claire"), "referent", keys(CODE, "M-0500"), caseworker=denis.pk, start="31/12/2017")
    assert set(FileSummary.objects.filter(caseworker=denis).values_list("participant__code", flat=True)) == {
        CODE,
        "M-0500",
    }


def test_a_letter_is_kept_in_each_file_and_printed_at_once(client_of: ClientOf, odile: Participant) -> None:
    nadia = client_of("nadia")
    said = {"subject": "Réunion d’information", "words": "Vous êtes invitée le 9 janvier.\n\nApportez votre CV."}
    done = act(nadia, "courrier", keys(CODE, "M-0500"), **said)
    papers = Document.objects.filter(kind="courrier")
    assert sorted(papers.values_list("participant__code", flat=True)) == [CODE, "M-0500"]
    assert "Imprimer les courriers" in done.text
    key = the_act().key
    pdf = PdfReader(BytesIO(nadia.get(reverse("bulk:letters", args=[key])).content))
    words = [" ".join(page.extract_text().split()) for page in pdf.pages]
    assert len(words) == 2
    assert "12 allée des Pinsons" in words[0]
    assert all("Apportez votre CV." in page and "Fonds social européen" in page for page in words)
    nadia.post(reverse("bulk:undo", args=[key]))
    assert not papers.filter(withdrawn_on=None).exists()
    assert "Aucun de ces courriers" in nadia.get(reverse("bulk:letters", args=[key]), follow=True).text


def test_a_message_goes_to_who_has_an_address(
    client_of: ClientOf, odile: Participant, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    launched: list[Any] = []
    monkeypatch.setattr(mails, "launch", launched.append)
    said = {"subject": "Réunion", "words": "Le 9 janvier à 10 h."}
    with django_capture_on_commit_callbacks(execute=True):
        done = act(client_of("nadia"), "message", keys(CODE, "M-0500"), **said)
    delivery = Delivery.objects.get(mailing__purpose="participants")
    assert (delivery.address, delivery.name) == ("awa.mesange@example.org", "")
    assert delivery.text.startswith("Bonjour Awa Mésange,\n\nLe 9 janvier à 10 h.")
    assert launched == [Mailing.objects.get(purpose="participants").batch]
    assert "0 courriel remis au serveur sur 1" in done.text
    assert done.context["may_undo"] is False


def test_the_whole_list_is_what_one_may_open(client_of: ClientOf, odile: Participant) -> None:
    shown = client_of("nadia").post(reverse("bulk:act", args=["etape"]), {"tout": "oui", "liste": ""})
    assert "Awa Mésange" in shown.text
    assert "Gaston" not in shown.text
    nobody = client_of("nadia").post(reverse("bulk:act", args=["etape"]), {}, follow=True)
    assert "Cochez d’abord" in nobody.text


def test_an_act_of_another_is_not_shown(client_of: ClientOf, odile: Participant) -> None:
    act(client_of("nadia"), "etape", keys(CODE), **workshop())
    key = the_act().key
    assert client_of("paule").get(reverse("bulk:done", args=[key])).status_code == 403
    assert client_of("paule").post(reverse("bulk:undo", args=[key])).status_code == 403
    assert "Travail sur projet" not in client_of("paule").get(reverse("bulk:index")).text
    assert "Travail sur projet" in client_of("claire").get(reverse("bulk:index")).text


def test_the_list_offers_ticks_to_who_writes(client_of: ClientOf) -> None:
    page = client_of("nadia").get(reverse("participants:search")).text
    assert page.count('name="p"') == 1
    assert 'name="tout"' in page


def test_a_departure_splits_the_files(client_of: ClientOf, odile: Participant) -> None:
    claire, address = client_of("claire"), reverse("bulk:departure")
    assert "Voir ses dossiers" in claire.get(address).text
    page = claire.get(address, {"referent": "cormier"})
    form = page.context["form"]
    proposed = {pathway.code: field.initial for pathway, field in form.lines}
    denis, paule = (Caseworker.objects.get(code=code).pk for code in ("charme", "erable"))
    # Denis follows nobody, Paule one person: the first goes to him, the second to him again.
    assert proposed == {"P-0901": denis, "P-0500": denis}
    fields = {field.html_name: field.initial for _, field in form.lines}
    sent = {"once": str(uuid4()), "start": "15/1/2018", **fields, f"p{Pathway.objects.get(code='P-0500').pk}": paule}
    done = claire.post(f"{address}?referent=cormier", sent, follow=True)
    assert "2 dossiers changent de mains" in done.text
    assert Assignment.objects.filter(start=dt.date(2018, 1, 15)).count() == 2
    claire.post(reverse("bulk:undo", args=[the_act().key]))
    assert not Assignment.objects.filter(start=dt.date(2018, 1, 15)).exists()


def test_the_handover_page_tells_what_comes_due(client_of: ClientOf, today: Any) -> None:
    nadia = client_of("nadia")
    sent = {"once": str(uuid4()), "absent": Caseworker.objects.get(code="cormier").pk, "start": "8/1/2018"}
    sent |= {"replacement": Caseworker.objects.get(code="erable").pk, "end": "19/1/2018", "words": ""}
    page = nadia.post(reverse("handover:index"), sent, follow=True)
    assert "Paule Erable ouvrira les dossiers de Nadia Cormier" in page.text
    appointment = Appointment.objects.get(outcome="")
    assert "Rendez-vous de suivi à 10 h" in page.text.replace("\u00a0", " "), appointment
    pathway = Pathway.objects.get(code="P-0901")
    told = {"once": str(uuid4()), "words": "Joignable le mardi.", f"p{pathway.pk}": "Relancer le CCAS."}
    address = page.request["PATH_INFO"]
    assert "1 consigne changée" in nadia.post(address, told, follow=True).text
    paule = client_of("paule")
    assert paule.get(address).status_code == 403
    today(dt.date(2018, 1, 8))
    read = paule.get(address).text
    assert "Relancer le CCAS." in read
    assert "Enregistrer les consignes" not in read
    assert paule.post(address, told).status_code == 403
    end = reverse("handover:end", args=[Cover.objects.exclude(pk=COVER).get().pk])
    assert paule.post(end).status_code == 403
    assert "Le relais est annulé." in nadia.post(end, follow=True).text
    assert paule.get(address).status_code == 404


def test_as_many_questions_for_one_as_for_twenty(client_of: ClientOf, odile: Participant) -> None:
    nadia, caseworker = client_of("nadia"), Caseworker.objects.get(code="cormier")
    cover = set_cover(
        by=None,
        absent=caseworker,
        replacement=Caseworker.objects.get(code="charme"),
        start=dt.date(2018, 1, 8),
        end=dt.date(2018, 1, 19),
    )
    pages = [lambda codes: nadia.post(reverse("bulk:act", args=["courrier"]), {"p": keys(*codes)})]
    pages.append(lambda codes: nadia.get(reverse("handover:cover", args=[cover.pk])))
    asked = [questions(page, [CODE]) for page in pages]
    codes = [f"M-06{number:02}" for number in range(20)]
    for code in codes:
        person = Participant.objects.create(code=code, last_name=code)
        pathway = Pathway.objects.create(code=f"P-{code}", participant=person, entry_date=dt.date(2017, 11, 20))
        Assignment.objects.create(pathway=pathway, caseworker=caseworker)
    assert [questions(page, [CODE, *codes]) - (20 if place == 0 else 0) for place, page in enumerate(pages)] == asked


def questions(page: Any, codes: list[str]) -> int:
    """The queries of a page; finding the keys of the people takes one for each, and is no part of it."""
    with CaptureQueriesContext(connection) as asked:
        assert page(codes).status_code == 200
    return len(asked)
