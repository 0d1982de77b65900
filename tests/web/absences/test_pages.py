"""What follows absences: stages in their order, a letter kept in the file, the decision of the SA, undoing."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from django.test import Client

from jalon.documents.reading import content_of
from jalon.pathways.enums import AbsenceStage
from jalon.pathways.models import AbsenceAct
from jalon.people.enums import DocumentKind
from jalon.people.models import Document
from tests.web.conftest import ClientOf
from tests.web.examples import AWA_PATHWAY, CODE

PAGE = f"/participants/absences/{CODE}/"


def posted(client: Client, stage: str, **said: str) -> dict[str, str]:
    form = client.get(f"{PAGE}?etape={stage}").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in {**shown, **said}.items() if value not in (None, False)}


def recorded(client: Client, stage: str, **said: str) -> None:
    answer = client.post(f"{PAGE}?etape={stage}", posted(client, stage, **said))
    assert answer.status_code == 302, answer.content.decode()


def paper_of(act: AbsenceAct) -> str:
    assert act.document
    assert act.document.file
    return " ".join(pypdf.PdfReader(BytesIO(content_of(act.document.file))).pages[0].extract_text().split())


def test_a_letter_is_written_kept_in_the_file_and_gives_time_to_reply(client_of: ClientOf) -> None:
    client = client_of("nadia")
    recorded(client, "convocation", words="Nous vous attendons mardi prochain.")
    act = AbsenceAct.objects.get(stage=AbsenceStage.CONVOCATION)
    assert act.reply_by == dt.date(2017, 12, 31) + dt.timedelta(15)
    document = Document.objects.get(kind=DocumentKind.LETTER)
    assert (act.document, document.participant.code) == (document, CODE)
    text = paper_of(act)
    for words in ("Nous vous attendons mardi prochain.", "Awa Mésange", "Union européenne"):
        assert words in text


def test_undone_the_same_day(client_of: ClientOf) -> None:
    client = client_of("nadia")
    recorded(client, "convocation")
    made = AbsenceAct.objects.get(stage=AbsenceStage.CONVOCATION)
    client.post(f"/participants/absences/annuler/{made.pk}/")
    assert not AbsenceAct.objects.filter(pk=made.pk).exists()
    assert made.document
    made.document.refresh_from_db()
    assert made.document.withdrawn_on, "its letter is worth nothing any more"


def test_the_decision_is_the_teams_once_the_time_is_over(
    client_of: ClientOf, today: Callable[[dt.date], dt.date]
) -> None:
    nadia = client_of("nadia")
    recorded(nadia, "avertissement")
    today(dt.date(2018, 1, 15))
    assert not any(each.stage == "decision" and not each.held for each in nadia.get(PAGE).context["offered"])
    hugo = client_of("hugo")
    assert "peut répondre jusqu’au 15/1/2018" in hugo.get(PAGE).content.decode()
    today(dt.date(2018, 1, 16))
    refused = hugo.post(f"{PAGE}?etape=decision", posted(hugo, "decision"))
    assert refused.status_code == 422
    assert "Dites si le parcours continue." in refused.content.decode()
    early = hugo.post(f"{PAGE}?etape=decision", posted(hugo, "decision", goes_on="non", date="2/1/2018"))
    assert early.status_code == 422, "not on a day when she could still reply"
    recorded(hugo, "decision", goes_on="non", told_rsa="on")
    made = AbsenceAct.objects.get(stage=AbsenceStage.DECISION)
    assert made.goes_on is False
    assert "RSA" in made.words
    text = paper_of(made)
    assert "Nous mettons fin à votre accompagnement." in text
    assert "RSA" not in text
    assert "Proposer la sortie" in hugo.get(PAGE).content.decode()


@pytest.mark.parametrize("day", ["5/1/2018", "1/12/2017"])
def test_a_day_to_come_or_before_the_last_stage_is_refused(client_of: ClientOf, day: str) -> None:
    client = client_of("nadia")
    answer = client.post(f"{PAGE}?etape=convocation", posted(client, "convocation", date=day))
    assert answer.status_code == 422
    assert AbsenceAct.objects.filter(pathway=AWA_PATHWAY).count() == 1
    assert not Document.objects.filter(kind=DocumentKind.LETTER).exists(), "nothing is half-written"


def test_a_double_click_writes_one_letter(client_of: ClientOf) -> None:
    client = client_of("nadia")
    said = posted(client, "convocation")
    for _ in range(2):
        client.post(f"{PAGE}?etape=convocation", said)
    assert Document.objects.filter(kind=DocumentKind.LETTER).count() == 1
