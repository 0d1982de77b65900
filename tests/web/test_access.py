"""Every page says who may open it, and every role is tried at every page.

The référent is Nadia, the former colleague Denis; the outsider is Paule, who follows other people.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from jalon.accounts.enums import Role
from jalon.accounts.models import User
from jalon.messaging.addresses import digest_token
from tests.web.agenda.example import FEED, LEAVE, OPENING, SECRET, SHEET, TIME
from tests.web.conftest import ClientOf
from tests.web.examples import (
    ABSENCE,
    APPOINTMENT,
    ASSIGNMENT,
    ATTEMPT,
    AWA_PATHWAY,
    BULK,
    CASE_DECISION,
    CASE_MEETING,
    CLOSING,
    CODE,
    CONSENT,
    COVER,
    DELIVERY,
    EXIT,
    EXTENSION,
    FIRST,
    GOAL,
    LIST,
    MEETING,
    MESSAGE,
    NOTICE,
    PAPER,
    PICTURE,
    RENEWAL,
    REVIEW,
    SENT,
    SHA256,
    STEP,
    SUBSCRIBER,
    SUSPENSION,
    TIE,
    TRANSFER,
    TYPED,
    VERSION,
    VIEW,
    entering,
)

TEAM = {"claire", "hugo", "ines"}
CASEWORKERS = {"nadia", "denis", "paule"}
EVERYONE = TEAM | CASEWORKERS | {"lise", "abel"}
SETTINGS = {"claire", "abel"}
TYPISTS = {"claire", "hugo"}
PUBLISHERS = {"claire", "hugo"}
DECIDING = {"claire", "hugo"}
NOBODY = "nobody"
"""Not signed in."""

FILE = {"code": CODE}
DIGEST_TOKEN = digest_token("paule.erable@example.org")
AWAS = TEAM | {"nadia"}
"""Who may open Awa’s file."""
SIGNED = {"what": "entretien", "pk": str(MEETING)}
FOLDER = {"key": TRANSFER}
PAGES: dict[str, tuple[dict[str, str], set[str]]] = {
    "home:index": ({}, EVERYONE),
    "home:board": ({}, EVERYONE),
    "alerts:index": ({}, TEAM),
    "alerts:team": ({}, TEAM),
    "alerts:caseworker": ({"code": "cormier"}, TEAM),
    "alerts:later": (FILE, TEAM | {"nadia"}),
    "alerts:complete": (FILE, TEAM | {"nadia"}),
    "alerts:bring_back": (FILE, TEAM | {"nadia"}),
    "alerts:digest": ({}, TEAM | CASEWORKERS),
    "alerts:stop_digest": ({"token": DIGEST_TOKEN}, EVERYONE | {NOBODY}),
    "home:health": ({}, EVERYONE | {NOBODY}),
    "account_login": ({}, EVERYONE | {NOBODY}),
    "account_logout": ({}, EVERYONE),
    "account_change_password": ({}, EVERYONE),
    "account_reset_password": ({}, EVERYONE | {NOBODY}),
    "account_reset_password_done": ({}, EVERYONE | {NOBODY}),
    "account_reset_password_from_key": ({"uidb36": "1", "key": "perime"}, EVERYONE | {NOBODY}),
    "account_reset_password_from_key_done": ({}, EVERYONE | {NOBODY}),
    "participants:search": ({}, TEAM | CASEWORKERS),
    "roster:suggestions": ({}, TEAM | CASEWORKERS),
    "roster:csv": ({}, TEAM | CASEWORKERS),
    "roster:xlsx": ({}, TEAM | CASEWORKERS),
    "roster:keep": ({}, TEAM | CASEWORKERS),
    "roster:drop": ({"pk": str(VIEW)}, {"claire"}),
    "participants:file": (FILE, TEAM | {"nadia"}),
    "participants:reveal": (FILE, TEAM | {"nadia"}),
    "participants:journal": (FILE, TEAM),
    "participants:consents": (FILE, TEAM | {"nadia"}),
    "recording:choose": ({}, TEAM | CASEWORKERS),
    "recording:interview": (FILE, TEAM | {"nadia"}),
    "recording:call": (FILE, TEAM | {"nadia"}),
    "recording:absence": (FILE, TEAM | {"nadia"}),
    "recording:note": ({"pk": str(MEETING)}, TEAM | {"nadia"}),
    "recording:undo_contact": ({"pk": str(MEETING)}, TEAM | {"nadia"}),
    "quality:index": ({}, TEAM | CASEWORKERS),
    "quality:caseworker": ({"code": "cormier"}, TEAM | {"nadia"}),
    "quality:caseworker_csv": ({"code": "cormier"}, TEAM | {"nadia"}),
    "quality:nobody": ({}, TEAM),
    "quality:nobody_csv": ({}, TEAM),
    "absences:page": (FILE, TEAM | {"nadia"}),
    "absences:undo": ({"pk": str(ABSENCE)}, TEAM | {"nadia"}),
    "meetings:index": ({}, TEAM | CASEWORKERS),
    "meetings:sheet": ({"pk": str(CASE_MEETING)}, TEAM | {"nadia"}),
    "meetings:decision": ({"pk": str(CASE_MEETING), "pathway": str(AWA_PATHWAY)}, PUBLISHERS),
    "meetings:close": ({"pk": str(CASE_MEETING)}, PUBLISHERS),
    "meetings:pdf": ({"pk": str(CASE_MEETING)}, TEAM | {"nadia"}),
    "meetings:done": ({"pk": str(CASE_DECISION)}, TEAM | {"nadia"}),
    "meetings:of_person": (FILE, TEAM | {"nadia"}),
    "appointments:set": (FILE, TEAM | {"nadia"}),
    "appointments:following": (FILE, TEAM | {"nadia"}),
    "appointments:queue": ({}, TEAM | CASEWORKERS),
    "appointments:show": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "appointments:move": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "appointments:invite": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "appointments:letter": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "appointments:undo": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "appointments:refuse": ({"token": NOTICE}, EVERYONE | {NOBODY}),
    "recording:missed": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "recording:kept": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "recording:undo_outcome": ({"pk": str(APPOINTMENT)}, TEAM | {"nadia"}),
    "participants:withdraw": ({"pk": str(CONSENT)}, TEAM | {"nadia"}),
    "documents:attendance": ({}, TEAM | CASEWORKERS),
    "documents:week_sheet": ({}, TEAM | CASEWORKERS),
    "documents:scan": ({}, TEAM | CASEWORKERS),
    "documents:list": (FILE, TEAM | {"nadia"}),
    "documents:add": (FILE, TEAM | {"nadia"}),
    "documents:open": ({"pk": str(PAPER)}, TEAM | {"nadia"}),
    "documents:replace": ({"pk": str(PAPER)}, TEAM | {"nadia"}),
    "documents:withdraw": ({"pk": str(PAPER)}, TEAM | {"nadia"}),
    "documents:restore": ({"pk": str(PAPER)}, TEAM | {"nadia"}),
    "documents:sign": (SIGNED, TEAM | {"nadia"}),
    "documents:sign_interview": (FILE, TEAM | {"nadia"}),
    "documents:sign_charter": (FILE, TEAM | {"nadia"}),
    "documents:signature": (SIGNED, TEAM | {"nadia"}),
    "documents:signature_image": (SIGNED, TEAM | {"nadia"}),
    "documents:take_back": (SIGNED, TEAM | {"nadia"}),
    "documents:sheet": (SIGNED, TEAM | {"nadia"}),
    "documents:blank_sheet": (FILE, TEAM | {"nadia"}),
    "bulk:index": ({}, TEAM | CASEWORKERS),
    "bulk:act": ({"code": "etape"}, TEAM | CASEWORKERS),
    "bulk:departure": ({}, DECIDING),
    "bulk:done": ({"key": BULK}, TEAM | {"paule"}),
    "bulk:undo": ({"key": BULK}, TEAM | {"paule"}),
    "bulk:letters": ({"key": BULK}, TEAM | {"paule"}),
    "handover:index": ({}, TEAM | CASEWORKERS),
    "handover:cover": ({"pk": str(COVER)}, TEAM | {"paule"}),
    "handover:end": ({"pk": str(COVER)}, TEAM | {"paule"}),
    "steps:add": (FILE, TEAM | {"nadia"}),
    "steps:list": (FILE, TEAM | {"nadia"}),
    "steps:renew": (FILE, TEAM | {"nadia"}),
    "steps:suspend": (FILE, TEAM | {"nadia"}),
    "steps:resume": (FILE, TEAM | {"nadia"}),
    "steps:assign": (FILE, TEAM | {"nadia"}),
    "steps:exit": (FILE, TEAM | {"nadia"}),
    "steps:extend": (FILE, TEAM | {"nadia"}),
    "steps:edit": ({"pk": str(STEP)}, TEAM | {"paule"}),
    "steps:close": ({"pk": str(STEP)}, TEAM | {"paule"}),
    "steps:convention": ({"pk": str(STEP)}, TEAM | {"paule"}),
    "steps:undo": ({"pk": str(STEP)}, TEAM | {"paule"}),
    "steps:undo_renewal": ({"pk": str(RENEWAL)}, TEAM | {"paule"}),
    "steps:undo_suspension": ({"pk": str(SUSPENSION)}, TEAM | {"paule"}),
    "steps:undo_assignment": ({"pk": str(ASSIGNMENT)}, TEAM | {"paule"}),
    "steps:undo_extension": ({"pk": str(EXTENSION)}, DECIDING),
    "steps:exits": ({}, DECIDING),
    "steps:decide": ({"pk": str(EXIT)}, DECIDING),
    "steps:withdraw": ({"pk": str(EXIT)}, TEAM | {"paule"}),
    "steps:undo_decision": ({"pk": str(EXIT)}, DECIDING),
    "guidance:rate": (FILE, AWAS),
    "guidance:goal": (FILE, AWAS),
    "guidance:reached": ({"pk": str(GOAL)}, AWAS),
    "guidance:missed": ({"pk": str(GOAL)}, AWAS),
    "guidance:reopen": ({"pk": str(GOAL)}, AWAS),
    "guidance:positioning": (FILE, AWAS),
    "guidance:tie": (FILE, AWAS),
    "guidance:end_tie": ({"pk": str(TIE)}, AWAS),
    "guidance:resume_tie": ({"pk": str(TIE)}, AWAS),
    "guidance:engagement": (FILE, AWAS),
    "guidance:point": (FILE, AWAS),
    "guidance:hold": (FILE, AWAS),
    "guidance:review": ({"pk": str(REVIEW)}, AWAS),
    "guidance:correct": ({"pk": str(REVIEW)}, AWAS),
    "guidance:review_pdf": ({"pk": str(REVIEW)}, AWAS),
    "guidance:summary": (FILE, AWAS),
    "guidance:summary_pdf": (FILE, AWAS),
    "guidance:withdraw": ({"what": "interlocuteur", "pk": str(TIE)}, AWAS),
    "agenda:week": ({}, TEAM | CASEWORKERS),
    "agenda:month": ({}, TEAM | CASEWORKERS),
    "agenda:add_time": ({}, TEAM | CASEWORKERS),
    "agenda:change_time": ({"pk": str(TIME)}, AWAS),
    "agenda:remove_time": ({"pk": str(TIME)}, AWAS),
    "agenda:restore_time": ({}, TEAM | CASEWORKERS),
    "agenda:leave": ({}, TEAM | CASEWORKERS),
    "agenda:remove_leave": ({"pk": str(LEAVE)}, AWAS),
    "agenda:openings": ({}, TEAM | CASEWORKERS),
    "agenda:end_opening": ({"pk": str(OPENING)}, AWAS),
    "agenda:feed": ({}, TEAM | CASEWORKERS),
    "agenda:ics": ({"secret": SECRET}, EVERYONE | {NOBODY}),
    "agenda:make_feed": ({}, TEAM | CASEWORKERS),
    "agenda:revoke_feed": ({"pk": str(FEED)}, AWAS),
    "agenda:totals": ({}, TEAM | {"lise"}),
    "agenda:sheets": ({}, TEAM | CASEWORKERS),
    "agenda:sheet": ({"pk": str(SHEET)}, AWAS | {"lise"}),
    "agenda:sheet_pdf": ({"pk": str(SHEET)}, AWAS | {"lise"}),
    "agenda:sheet_xlsx": ({"pk": str(SHEET)}, AWAS | {"lise"}),
    "agenda:sign_sheet": ({"pk": str(SHEET)}, AWAS),
    "figures:latest": ({}, TEAM | CASEWORKERS | {"lise"}),
    "figures:letter": ({"period": "2017-12"}, TEAM | CASEWORKERS | {"lise"}),
    "figures:letter_pdf": ({"period": "2017-12"}, TEAM | CASEWORKERS | {"lise"}),
    "figures:letter_xlsx": ({"period": "2017-12"}, TEAM | CASEWORKERS | {"lise"}),
    "figures:letter_json": ({"period": "2017-12"}, TEAM),
    "figures:figure": ({"code": "entries_month"}, TEAM | CASEWORKERS | {"lise"}),
    "comments:index": ({"period": "2017-12"}, TEAM),
    "comments:write": ({"period": "2017-12", "code": "essentiel"}, TEAM),
    "comments:undo": ({"period": "2017-12", "code": "essentiel"}, TEAM),
    "comments:restore": ({"period": "2017-12", "code": "essentiel"}, TEAM),
    "comments:replace": ({"period": "2017-12", "code": "essentiel"}, TEAM),
    "figures:export": ({"code": "entries_month"}, TEAM),
    "figures:definitions": ({}, TEAM | CASEWORKERS | {"lise"}),
    "stories:story": ({"period": "2017-12"}, TEAM),
    "stories:names": ({"period": "2017-12"}, TEAM),
    "stories:accept": ({"period": "2017-12"}, PUBLISHERS),
    "stories:refuse": ({"period": "2017-12"}, PUBLISHERS),
    "stories:picture": ({"pk": str(PICTURE), "sha256": SHA256}, TEAM | CASEWORKERS | {"lise"}),
    "sending:letter": ({"period": "2017-12"}, PUBLISHERS),
    "sending:to_complete": ({"period": "2017-12"}, TEAM | CASEWORKERS),
    "sending:plan": ({"period": "2017-12"}, PUBLISHERS),
    "sending:index": ({}, TEAM),
    "sending:batch": ({"batch": MESSAGE}, TEAM),
    "sending:stop": ({"batch": MESSAGE}, PUBLISHERS),
    "sending:resume": ({"batch": MESSAGE}, PUBLISHERS),
    "sending:receipts": ({"batch": MESSAGE}, TEAM),
    "sending:complete": ({"key": MESSAGE}, PUBLISHERS),
    "sending:decide": ({"pk": str(DELIVERY)}, PUBLISHERS),
    "sending:lists": ({}, TEAM),
    "sending:list": ({"pk": str(LIST)}, TEAM),
    "sending:paste": ({"pk": str(LIST)}, TEAM),
    "sending:change_list": ({"pk": str(LIST)}, TEAM),
    "sending:subscriber": ({"pk": str(SUBSCRIBER)}, TEAM),
    "sending:unsubscribe": ({"token": MESSAGE}, EVERYONE | {NOBODY}),
    "sending:remove_subscriber": ({"pk": str(SUBSCRIBER)}, TEAM),
    "sending:remove_list": ({"pk": str(LIST)}, TEAM),
    "closing:close": ({"period": "2016-12"}, PUBLISHERS),
    "closing:index": ({}, TEAM | CASEWORKERS | {"lise"}),
    "closing:one": ({"key": CLOSING}, TEAM | CASEWORKERS | {"lise"}),
    "closing:stop": ({"key": CLOSING}, PUBLISHERS),
    "closing:document": ({"key": CLOSING, "format": "pdf"}, TEAM | CASEWORKERS | {"lise"}),
    "closing:figure": ({"key": CLOSING, "code": "entries_month"}, TEAM | CASEWORKERS),
    "referrals:index": ({}, TEAM | CASEWORKERS),
    "referrals:export": ({}, TEAM),
    "referrals:new": ({}, TEAM | CASEWORKERS),
    "referrals:alike": ({}, TEAM | CASEWORKERS),
    "referrals:cancel": ({"pk": str(SENT)}, TEAM | CASEWORKERS),
    "referrals:allot": ({}, PUBLISHERS),
    "referrals:rules": ({}, TEAM | CASEWORKERS),
    "referrals:reception": ({}, TEAM | CASEWORKERS),
    "referrals:receive": ({"pk": str(FIRST)}, TEAM | {"nadia"}),
    "entries:referral": (FILE, TEAM | {"nadia"}),
    "entries:attempt": (FILE, TEAM | {"nadia"}),
    "entries:undo_attempt": ({"pk": str(ATTEMPT)}, TEAM | {"nadia"}),
    "entries:decline": (FILE, TEAM | {"nadia"}),
    "entries:reopen": ({"pk": str(SENT)}, TEAM | {"nadia"}),
    "entries:identity": (FILE, TEAM | {"nadia"}),
    "entries:drafts": ({}, TEAM | CASEWORKERS),
    "entries:entry": (FILE, TEAM | {"nadia"}),
    "entries:enter": (FILE, PUBLISHERS),
    "demo:published": ({}, TEAM | CASEWORKERS),
    "editions:index": ({}, TEAM),
    "editions:add": ({}, PUBLISHERS),
    "editions:change": ({"key": str(VERSION)}, PUBLISHERS),
    "editions:retire": ({"key": str(VERSION)}, PUBLISHERS),
    "editions:resume": ({"key": str(VERSION)}, PUBLISHERS),
    "editions:missing": ({}, PUBLISHERS),
    "editions:head": ({}, PUBLISHERS),
    "history:index": ({}, TEAM | CASEWORKERS),
    "history:add": ({}, TYPISTS),
    "history:since": ({}, TYPISTS),
    "history:correct": ({"key": str(TYPED)}, TYPISTS),
    "history:remove": ({"key": str(TYPED)}, TYPISTS),
    "help:index": ({}, EVERYONE | {NOBODY}),
    "help:topic": ({"slug": "lettre"}, EVERYONE | {NOBODY}),
    "exchange:import": ({}, TEAM),
    "exchange:export": ({}, TEAM),
    "exchange:transfer": (FOLDER, TEAM),
    "exchange:write": (FOLDER, TEAM),
    "exchange:resume": (FOLDER, TEAM),
    "exchange:faults_csv": (FOLDER, TEAM),
    "exchange:faults_json": (FOLDER, TEAM),
    "exchange:download": (FOLDER, TEAM),
    "exchange:erase": (FOLDER, TEAM),
}
"""For each page: what its address needs, and who may open it."""

ACTS = {
    "absences:undo",
    "appointments:invite",
    "appointments:undo",
    "meetings:close",
    "meetings:decision",
    "meetings:done",
    "bulk:undo",
    "handover:end",
    "agenda:remove_time",
    "agenda:restore_time",
    "agenda:remove_leave",
    "agenda:end_opening",
    "agenda:make_feed",
    "agenda:revoke_feed",
    "guidance:reached",
    "guidance:reopen",
    "guidance:end_tie",
    "guidance:resume_tie",
    "guidance:withdraw",
    "alerts:bring_back",
    "recording:undo_contact",
    "recording:missed",
    "recording:kept",
    "recording:undo_outcome",
    "documents:withdraw",
    "documents:restore",
    "documents:take_back",
    "steps:undo",
    "steps:undo_renewal",
    "steps:undo_suspension",
    "steps:undo_assignment",
    "steps:undo_extension",
    "steps:withdraw",
    "steps:undo_decision",
    "closing:stop",
    "exchange:write",
    "exchange:resume",
    "exchange:erase",
    "account_logout",
    "participants:reveal",
    "roster:keep",
    "roster:drop",
    "history:remove",
    "editions:retire",
    "editions:resume",
    "comments:undo",
    "comments:restore",
    "comments:replace",
    "participants:withdraw",
    "stories:accept",
    "stories:refuse",
    "sending:plan",
    "sending:stop",
    "sending:resume",
    "sending:complete",
    "sending:decide",
    "sending:remove_subscriber",
    "sending:remove_list",
    "referrals:alike",
    "referrals:cancel",
    "referrals:receive",
    "entries:undo_attempt",
    "entries:reopen",
}
"""Opened by POST."""

LAST = {"account_logout"}
"""After them, one signs in again."""


def patterns(resolver: URLResolver, area: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The names of the pages with their patterns, administration and its own rights aside."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{area}:{pattern.name}" if area else str(pattern.name), pattern
        elif pattern.namespace != "admin":
            yield from patterns(pattern, pattern.namespace or area)


def all_pages() -> dict[str, URLPattern]:
    return dict(patterns(get_resolver()))


def test_every_view_declares_who_may_open_it() -> None:
    silent = [name for name, pattern in all_pages().items() if not hasattr(pattern.callback, "access")]
    assert silent == []


def test_every_page_is_tried_here() -> None:
    assert set(all_pages()) == set(PAGES)


def test_every_role_is_tried_here(people: dict[str, User]) -> None:
    tried = {membership.role for user in people.values() for membership in user.current_memberships}
    assert tried == set(Role)
    assert set(people) == EVERYONE


@pytest.fixture
def people(people: dict[str, User]) -> dict[str, User]:
    """The example, and what the pages of an entry need."""
    entering()
    return people


def opened(client: Client, name: str, address: str) -> bool:
    """Whether the page opens; what it answers otherwise must be a refusal or the way to the door."""
    answer = client.post(address) if name in ACTS else client.get(address)
    to_the_door = answer.status_code == 302 and answer["location"].startswith(reverse("account_login") + "?next=")
    assert answer.status_code in (200, 302, 403, 422)  # 422: a form to correct
    return answer.status_code != 403 and not to_the_door


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_each_role_opens_its_pages_and_no_other(who: str, client_of: ClientOf) -> None:
    client = client_of(who)
    for name, (needs, allowed) in PAGES.items():
        assert opened(client, name, reverse(name, kwargs=needs)) is (who in allowed), name
        if name in LAST:
            client = client_of(who)


def test_who_is_not_signed_in_is_led_to_the_door(people: dict[str, User]) -> None:
    for name, (needs, allowed) in PAGES.items():
        assert opened(Client(), name, reverse(name, kwargs=needs)) is (NOBODY in allowed), name


def test_an_account_without_a_role_reads_why_its_home_is_empty(people: dict[str, User]) -> None:
    client = Client()
    client.force_login(User.objects.create_user("sans.role@example.org", last_name="Rôle"))
    assert "Aucune page pour votre rôle" in client.get("/").text
    refused = {name for name, (needs, _) in PAGES.items() if not opened(client, name, reverse(name, kwargs=needs))}
    # Signing out, tried on the way, closed the session: later pages lead to the door, which is a refusal too.
    assert {"participants:search", "participants:file", "participants:reveal"} <= refused


def admin_addresses() -> list[str]:
    """The pages of the administration that take no key."""
    site: Any = next(p for p in get_resolver().url_patterns if getattr(p, "namespace", "") == "admin")
    names = [p.name for p in site.url_patterns if isinstance(p, URLPattern) and p.name]
    screens = [p for area in site.url_patterns if isinstance(area, URLResolver) for p in area.url_patterns]
    names += [p.name for p in screens if isinstance(p, URLPattern) and p.name]
    return [reverse(f"admin:{name}") for name in names if name.endswith(("_changelist", "_add")) or name == "index"]


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_the_settings_open_to_those_who_manage_them(who: str, client_of: ClientOf) -> None:
    client = client_of(who)
    answers = {address: client.get(address, follow=True).status_code for address in admin_addresses()}
    assert len(answers) > 5
    if who in SETTINGS:
        assert answers[reverse("admin:index")] == 200
    else:
        assert set(answers.values()) == {403}


def test_no_file_is_in_the_settings() -> None:
    assert [a for a in admin_addresses() if "/people/" in a or "/pathways/" in a or "/referrals/" in a] == []
