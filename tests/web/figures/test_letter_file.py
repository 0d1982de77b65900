"""The letter as a file: the same figures, and links that lead to the site."""

import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from jalon.exchange.imports.folder import import_folder
from tests.exchange.example import write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def example(tmp_path: Path, db: None) -> None:
    assert import_folder(write(tmp_path / "folder"), by=None).accepted


def test_json(tmp_path: Path) -> None:
    call_command("letter", "2017-02", "--format", "json", "-o", str(tmp_path / "letter.json"), "--as-of", "2017-02-28")

    said = json.loads((tmp_path / "letter.json").read_text(encoding="utf-8"))
    assert (said["period"], said["as_of"]) == ("2017-02", "2017-02-28")
    assert said["headline"]["entries_month"] == 1  # the other of February was recorded in March
    assert said["headline"]["fte"] == 1.8


def test_html_stands_alone_and_links_to_the_site(tmp_path: Path, client: Client) -> None:
    call_command("letter", "2017-02", "--format", "html", "-o", str(tmp_path / "letter.html"))

    page = (tmp_path / "letter.html").read_text(encoding="utf-8")
    assert '<base href="http://127.0.0.1:8000/">' in page
    assert "Lettre de février 2017" in page
    assert not re.search(r'<(script|link|img)|src="', page)
    links = re.findall(r'href="(/[^"]*)"', page)
    assert len(links) > 30
    assert {client.get(link.replace("&amp;", "&")).status_code for link in links[:5]} == {302}  # the door


@pytest.mark.parametrize("arguments", [["2017-2", "--format", "json"], ["2017-02", "--format", "odt"]])
def test_bad_calls(tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("letter", *arguments, "-o", str(tmp_path / "letter"))
    assert refusal.value.returncode == 2 or "invalid choice" in str(refusal.value)
    assert not (tmp_path / "letter").exists()
