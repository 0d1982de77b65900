"""The letter as a file, by the command: four formats, a version, and what is refused without losing anything."""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pypdf import PdfReader

from jalon.accounts.models import Caseworker
from jalon.core import clock
from jalon.exchange.imports.folder import import_folder
from jalon.reports.enums import Audience, BlockCode
from jalon.reports.models import Comment, Edition
from jalon.reports.publication import whole
from tests.exchange.example import write
from tests.reports.spreadsheet.reading import row_of
from tests.repository.tree import ROOT

pytestmark = pytest.mark.django_db
FORMATS = {"json": b"{\n", "html": b"<!doctype html>", "pdf": b"%PDF-1.7", "xlsx": b"PK"}


@pytest.fixture
def example(tmp_path: Path, db: None) -> None:
    assert import_folder(write(tmp_path / "folder"), by=None).accepted


Written = Callable[..., bytes]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """What the command writes of a period in a format."""

    def write_letter(period: str, kind: str, *more: str) -> bytes:
        output = tmp_path / f"letter.{kind}"
        call_command("letter", period, "--format", kind, "-o", str(output), *more)
        return output.read_bytes()

    return write_letter


def keys(node: Any) -> set[str]:
    """Every key of a JSON, months aside."""
    if isinstance(node, dict):
        return {key for key in node if not key[0].isdigit()}.union(*map(keys, node.values()))
    return set().union(*map(keys, node)) if isinstance(node, list) else set()


def contract() -> set[str]:
    """Those that docs/exchange.md promises."""
    about = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8").partition("## The letter as JSON")[2]
    return set(re.findall(r'"([a-z_]+)"', about.split("```")[1]))


@pytest.mark.usefixtures("example")
def test_json_is_the_contract(written: Written) -> None:
    said = json.loads(written("2017-02", "json", "--as-of", "2017-02-28"))
    assert (said["period"], said["as_of"]) == ("2017-02", "2017-02-28")
    assert said["headline"]["entries_month"] == 1  # the other of February was recorded in March
    assert said["headline"]["fte"] == 1.8
    assert keys(json.loads(written("2017-08", "json"))) == contract()


@pytest.mark.usefixtures("example")
def test_html_stands_alone_and_links_to_the_site(written: Written, client: Client) -> None:
    page = written("2017-02", "html").decode()
    assert '<base href="http://127.0.0.1:8000/">' in page
    assert "Lettre de février 2017" in page
    assert not re.search(r'<(script|link|img)|src="', page)
    links = re.findall(r'href="(/[^"]*)"', page)
    assert len(links) > 30
    assert {client.get(link.replace("&amp;", "&")).status_code for link in links[:5]} == {302}  # the door


@pytest.mark.usefixtures("example")
def test_two_pages_of_paper_and_a_spreadsheet_of_a_version(written: Written, tmp_path: Path) -> None:
    denis = Caseworker.objects.get(code="R1")
    Edition.objects.create(name="Denis Charme", audience=Audience.CASEWORKER, caseworker=denis)
    assert row_of(written("2017-02", "xlsx"), "Lettre", "File active")[1] == 2
    assert row_of(written("2017-02", "xlsx", "--edition", "Denis Charme"), "Lettre", "File active")[1] == 1
    written("2017-02", "pdf", "--edition", "Denis Charme")
    paper = PdfReader(tmp_path / "letter.pdf")
    assert len(paper.pages) == 2
    assert "Parcours suivis par" in paper.pages[0].extract_text()


@pytest.mark.parametrize("period", ["2017-01", "2019-06", "2019"])
def test_every_format_of_an_empty_base_and_of_a_period_to_come(written: Written, period: str) -> None:
    for kind, beginning in FORMATS.items():
        assert written(period, kind).startswith(beginning), kind


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["2017-2", "--format", "json"], "écrivez un mois"),
        (
            ["2017-02", "--format", "json", "--edition", "Pinson"],
            "Aucune version ne s’appelle « Pinson » : Tout le PLIE",
        ),
        (["2017-02", "--format", "json", "-o", "/nowhere/letter"], "ne peut pas être écrit : No such file"),
        (["2017-02", "--format", "pdf", "-o", "."], "ne peut pas être écrit : Is a directory"),
        (["2017-02", "--format", "odt"], "argument --format: invalid choice"),
        (["2017-02", "--format", "json", "--as-of", "2017-02-30"], "n’est pas une date AAAA-MM-JJ"),
    ],
)
def test_bad_calls(tmp_path: Path, call: list[str], said: str) -> None:
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("letter", "-o", str(tmp_path / "letter"), *call)
    of_the_parser = "argument" in str(refusal.value)  # it leaves with 2, from a command line
    assert of_the_parser or refusal.value.returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_to_the_output_that_a_shell_redirects_and_through_a_link(written: Written, tmp_path: Path) -> None:
    kept, link = tmp_path / "kept.json", tmp_path / "letter.json"
    link.symlink_to(kept)
    assert written("2017-02", "json") == kept.read_bytes()
    assert link.is_symlink()
    with (tmp_path / "redirected").open("wb") as file:
        call_command("letter", "2017-02", "--format", "json", "-o", f"/dev/fd/{file.fileno()}")
    assert (tmp_path / "redirected").read_bytes() == kept.read_bytes()
    reading, writing = os.pipe()
    call_command("letter", "2017-02", "--format", "json", "-o", f"/dev/fd/{writing}")
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        assert pipe.read() == kept.read_bytes()


def test_a_letter_that_fails_leaves_the_file_that_was_there(written: Written, tmp_path: Path) -> None:
    (tmp_path / "letter.pdf").write_bytes(b"that of yesterday")
    Comment.objects.create(
        period="2017-02", edition=whole(), block=BlockCode.EXITS, text="Long. " * 3000, written_at=clock.now()
    )
    with pytest.raises(CommandError, match="trop longs pour deux pages") as refusal:
        written("2017-02", "pdf")
    assert refusal.value.returncode == 1
    assert [each.name for each in tmp_path.iterdir()] == ["letter.pdf"]
    assert (tmp_path / "letter.pdf").read_bytes() == b"that of yesterday"
