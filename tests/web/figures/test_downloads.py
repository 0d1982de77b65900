"""The letter that one reads, taken away: PDF, spreadsheet, data; of the version shown, by who may read it."""

import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from jalon.accounts.models import User
from jalon.core import clock
from jalon.indicators.window import Window
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.figures import plain
from jalon.reports.models import Comment, Edition
from jalon.reports.publication import publication, whole
from jalon.reports.sheet.print import MASKED
from tests.reports.spreadsheet.reading import row_of
from tests.web.figures.conftest import SignedIn

LETTER = "/lettre/2017-12/"
PAPER, BOOK, DATA = "/lettre/2017-12.pdf", "/lettre/2017-12.xlsx", "/lettre/2017-12.json"


def words(content: bytes) -> str:
    """What a PDF says, spaces made plain."""
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def of_the_host() -> Edition:
    """The version of Lise's organisation."""
    host = User.objects.get(email__startswith="lise.").current_memberships[0].organisation
    return Edition.objects.create(name="Régie & Cie", audience=Audience.HOST, organisation=host)


def test_the_page_offers_the_files_of_what_it_shows(claire: Client, as_: SignedIn) -> None:
    text = claire.get(LETTER).text
    assert f'<a class="btn btn-primary" href="{PAPER}">' in text
    assert f'href="{BOOK}"' in text and f'href="{DATA}"' in text
    kept = f"?connu=2017-12-15&amp;version={whole().pk}"
    assert f'href="{PAPER}{kept}"' in claire.get(f"{LETTER}?connu=15/12/2017&version={whole().pk}").text
    assert f'href="{DATA}"' not in as_("nadia").get(LETTER).text


def test_on_paper_as_known_on_a_day(claire: Client) -> None:
    answer = claire.get(f"{PAPER}?connu=2017-12-15")
    assert (answer["content-type"], answer["content-disposition"]) == (
        "application/pdf",
        'attachment; filename="lettre-2017-12.pdf"',
    )
    assert "Chiffres tels que connus le 15 décembre 2017" in words(answer.content)


def test_each_file_is_that_of_the_version_asked_for(claire: Client) -> None:
    own = of_the_host()
    data = publication(own, Window.parse("2017-12")).data
    asked = {"version": own.pk}
    assert json.loads(claire.get(DATA, asked).content) == json.loads(json.dumps(plain(data)))
    book = claire.get(BOOK, asked)
    assert book["content-disposition"] == 'attachment; filename="lettre-2017-12-regie-cie.xlsx"'
    assert row_of(book.content, "Lettre", "File active")[1] == MASKED  # it leaves the PLIE
    assert f"référents de {own.organisation}" in words(claire.get(PAPER, asked).content)


def test_a_host_manager_takes_its_own_letter_alone(as_: SignedIn) -> None:
    lise = as_("lise")
    for address in (PAPER, BOOK):
        assert lise.get(address).status_code == 200
        assert lise.get(address, {"version": whole().pk}).status_code == 403
    assert lise.get(DATA).status_code == 403
    assert Edition.objects.filter(audience=Audience.HOST).count() == 0


@pytest.mark.parametrize("asked", ["connu=jadis", "version=999999", "version=x"])
def test_what_does_not_exist_is_not_found(claire: Client, asked: str) -> None:
    assert {claire.get(f"{address}?{asked}").status_code for address in (PAPER, BOOK, DATA)} == {404}


def test_words_too_long_for_two_pages_lead_back_to_the_letter_which_says_so(claire: Client) -> None:
    Comment.objects.create(
        period="2017-12", edition=whole(), block=BlockCode.EXITS, text="Long. " * 3000, written_at=clock.now()
    )
    answer = claire.get(f"{PAPER}?connu=2017-12-31", follow=True)
    assert answer.redirect_chain == [(f"{LETTER}?connu=2017-12-31", 302)]
    assert '<p class="notice bad" role="alert">Les textes sont trop longs pour deux pages' in answer.text
    assert "Le plus long : « Sorties, depuis janvier », 17\u202f999 signes." in answer.text


def test_as_many_queries_for_a_quiet_month_as_for_a_busy_one(claire: Client) -> None:
    for kind, most in (("pdf", 42), ("xlsx", 42)):
        found = set()
        for period in ("2017-02", "2017-12"):
            with CaptureQueriesContext(connection) as seen:
                assert claire.get(f"/lettre/{period}.{kind}").status_code == 200
            found.add(len(seen))
        assert len(found) == 1
        assert found.pop() <= most
