"""The pages one would rather not see, in the same clothes."""

import io
import logging
from typing import NoReturn

import pytest
from django.core.handlers.exception import convert_exception_to_response
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import get_resolver

from jalon.accounts.models import User
from jalon.web.home import views


def test_nothing_at_the_address(client: Client) -> None:
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    assert "Rien à cette adresse" in answer.text


def test_a_form_gone_stale(people: dict[str, User]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["nadia"])
    answer = client.post("/deconnexion/")
    assert answer.status_code == 403
    assert "Cette page avait vieilli" in answer.text


def test_a_breakdown_is_told_without_database() -> None:
    """No `db` mark: the page may not ask the database anything."""
    answer = get_resolver().resolve_error_handler(500)(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert "Jalon n’a pas pu répondre" in answer.content.decode()


def test_a_breakdown_is_written_where_the_server_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page tells the visitor nothing of it: without these lines nobody could mend it."""

    def broken(request: HttpRequest) -> NoReturn:
        raise ValueError("panne d’essai")

    written = io.StringIO()
    for handler in logging.getLogger("django.request").handlers:
        monkeypatch.setattr(handler, "stream", written, raising=False)
    convert_exception_to_response(broken)(RequestFactory().get("/"))
    assert "Traceback" in written.getvalue()
    assert "ValueError: panne d’essai" in written.getvalue()


@pytest.mark.django_db
def test_the_site_says_that_it_is_alive(client: Client) -> None:
    answer = client.get("/sante")
    assert (answer.status_code, answer.text) == (200, "ok")


@pytest.mark.django_db
def test_the_site_is_not_well_without_its_database(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def cursor(self) -> None:
            raise DatabaseError("injoignable")

    monkeypatch.setattr(views, "connection", Broken())
    assert Client(raise_request_exception=False).get("/sante").status_code == 500


def test_the_policy_of_contents_is_strict(people: dict[str, User], client: Client) -> None:
    client.force_login(people["nadia"])
    answer = client.get("/")
    assert "default-src 'none'" in answer["content-security-policy"]
    assert "unsafe" not in answer["content-security-policy"]
    assert "<style" not in answer.text
    assert answer.text.count("<script") == answer.text.count('<script type="module" src="/static/')
    assert "style=" not in answer.text
