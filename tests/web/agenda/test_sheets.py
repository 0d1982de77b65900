"""Time sheets on their pages: drawn up, explained, signed by two, corrected."""

import base64
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, ImageDraw

from jalon.accounts.models import Caseworker, FtePeriod, User
from jalon.agenda.enums import TimeKind
from jalon.agenda.models import TimeEntry
from jalon.audit.models import Event
from jalon.documents.reading import verify
from jalon.organisations.models import Organisation
from jalon.programme.models import Operation, OperationShare
from jalon.worktime.models import TimeSheet
from tests.web.agenda.example import SHEET
from tests.web.agenda.test_pages import posted, text_of
from tests.web.conftest import ClientOf

SHEETS = "/agenda/fiches/?mois=2017-12"


@pytest.fixture
def nadia(people: dict[str, User]) -> Caseworker:
    """Employed by the host since 29 December 2017, a Friday, which lacks an hour."""
    found = Caseworker.objects.get(code="cormier")
    host = Organisation.objects.get(code="porteur")
    friday = dt.date(2017, 12, 29)
    FtePeriod.objects.create(caseworker=found, host=host, fte=Decimal(1), start=friday)
    TimeEntry.objects.create(caseworker=found, date=friday, minutes=360, kind=TimeKind.TEAM, recorded_on=friday)
    return found


def stroke() -> str:
    """A signature, as a canvas sends it."""
    image = Image.new("RGBA", (200, 80))
    ImageDraw.Draw(image).line([(10, 60), (90, 20), (190, 60)], fill=(20, 30, 40, 255), width=4)
    held = io.BytesIO()
    image.save(held, "PNG")
    return "data:image/png;base64," + base64.b64encode(held.getvalue()).decode()


def drawn(client: Any, sheet: int) -> Any:
    said = {"by": "dessinee", "trait-once": uuid4(), "trait-signer": "Quelqu’un", "trait-seen": "x"}
    return client.post(reverse("agenda:sign_sheet", args=[sheet]), {**said, "trait-image": stroke()}, follow=True)


def test_a_sheet_is_drawn_up_with_a_reason_and_signed_by_two(client_of: ClientOf, nadia: Caseworker) -> None:
    client = client_of("nadia")
    assert "29 décembre 2017, il manque 1 h" in text_of(client.get(SHEETS))
    assert client.post(SHEETS, {"once": uuid4()}).status_code == 422
    answer = posted(client, SHEETS, reason="réunion annulée")
    assert "Fiche de décembre 2017 établie, version 1." in text_of(answer)
    sheet = TimeSheet.objects.get(month=dt.date(2017, 12, 1))
    assert client_of("lise").get(reverse("agenda:sign_sheet", args=[sheet.pk])).status_code == 403
    assert "Fiche signée par Quelqu’un" in text_of(drawn(client, sheet.pk))
    assert "à signer par le supérieur" in text_of(client_of("lise").get("/agenda/heures/?mois=2017-12"))
    assert "signée par les deux" in text_of(drawn(client_of("lise"), sheet.pk))
    sheet.refresh_from_db()
    assert sheet.superior_signature and verify(sheet.superior_signature) == []
    assert "établissez-en une version corrigée" in text_of(
        posted(client, "/agenda/temps/ajouter/", date="29/12/2017", minutes="60", kind="equipe")
    )
    words = text_of(client.get(reverse("agenda:sheet", args=[sheet.pk])))
    assert "29 décembre 2017, Hors opération : 6 h devient 7 h" in words
    posted(client, SHEETS, why="réunion retrouvée")
    assert "La version 2 remplace celle-ci : réunion retrouvée" in text_of(
        client.get(reverse("agenda:sheet", args=[sheet.pk]))
    )


def test_the_printed_sheet_given_back_signs_too(client_of: ClientOf, nadia: Caseworker, files: Path) -> None:
    page = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(page, "JPEG")
    scan = SimpleUploadedFile("fiche.jpg", page.getvalue(), "image/jpeg")
    said = {"by": "papier", "feuille-once": uuid4(), "feuille-signer": "Nadia Cormier", "feuille-seen": "x"}
    address = reverse("agenda:sign_sheet", args=[SHEET])
    answer = client_of("ines").post(
        address, {**said, "feuille-signed_on": "2/4/2015", "feuille-file": scan, "feuille-kept": ""}, follow=True
    )
    assert "Fiche signée par Nadia Cormier" in text_of(answer)
    assert "le 2 avr. 2015 à 12 h 00, sur papier, numérisée" in text_of(answer)


def test_only_who_signs_draws(client_of: ClientOf, nadia: Caseworker) -> None:
    assert drawn(client_of("claire"), SHEET).status_code == 422
    assert TimeSheet.objects.get(pk=SHEET).employee_signature is None


def test_no_sheet_is_asked_where_a_letter_justifies_the_time(client_of: ClientOf, nadia: Caseworker) -> None:
    said = {"code": "ANIM", "name": "Animation", "start": dt.date(2017, 1, 1), "justification": "part_fixe"}
    share = {"share": Decimal("0.5"), "start": dt.date(2017, 1, 1), "mission_letter": "classeur 2"}
    OperationShare.objects.create(operation=Operation.objects.create(**said), caseworker=nadia, **share)
    page = client_of("nadia").get(SHEETS)
    assert "Aucune fiche n’est demandée" in text_of(page)
    assert "Établir" not in text_of(page)


def test_taking_a_sheet_away_is_told_to_the_journal(client_of: ClientOf, nadia: Caseworker) -> None:
    for format in ("pdf", "xlsx"):
        answer = client_of("lise").get(reverse(f"agenda:sheet_{format}", args=[SHEET]))
        assert f"fiche-de-temps-cormier-2015-03-v1.{format}" in answer["Content-Disposition"]
    assert Event.objects.filter(target="worktime.timesheet", verb="exported").count() == 2
