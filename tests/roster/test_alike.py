"""Who might be the person one is about to write."""

import datetime as dt
from typing import Any

import pytest

from jalon.people.models import Participant
from jalon.roster.actions import refresh_all
from jalon.roster.alike import BIRTH, NAME, PHONE, alike

BORN = dt.date(1988, 12, 3)
NOBODY: Any = {"last_name": "", "first_name": "", "birth_date": None, "phone": ""}


@pytest.fixture(autouse=True)
def known(db: None) -> None:
    for code, last, first, birth, phone in (
        ("M-1", "Mésange", "Awa", BORN, "+33 6 00 00 00 12"),
        ("M-2", "Mésanger", "Awa", None, ""),
        ("M-3", "Pinson", "Lou", BORN, "06.00.00.00.13"),
        ("M-4", "Grive", "Zoé", None, "12"),
    ):
        Participant.objects.create(code=code, last_name=last, first_name=first, birth_date=birth, phone=phone)
    refresh_all()


def found(**typed: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.summary.participant.code, each.why) for each in alike(**{**NOBODY, **typed})]


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ({}, []),
        ({"last_name": "m"}, []),
        ({"last_name": "mesange", "first_name": "awa"}, [("M-1", (NAME,)), ("M-2", (NAME,))]),
        ({"last_name": "Mesagne"}, [("M-1", (NAME,)), ("M-2", (NAME,))]),
        ({"phone": "06 00 00 00 12"}, [("M-1", (PHONE,))]),
        ({"phone": "0600000013"}, [("M-3", (PHONE,))]),
        ({"phone": "00 00 12"}, []),
        ({"birth_date": BORN}, []),  # many share a day: a name must be alike too
        ({"birth_date": BORN, "first_name": "Awa", "last_name": "Bruant"}, [("M-1", (BIRTH,))]),
        (
            {"birth_date": BORN, "first_name": "Awa", "last_name": "Mesange", "phone": "0600000012"},
            [("M-1", (PHONE, BIRTH, NAME)), ("M-2", (NAME,))],
        ),
        ({"last_name": "Rossignol", "first_name": "Inès", "birth_date": BORN, "phone": "0611111111"}, []),
    ],
)
def test_who_may_be_the_same(typed: Any, people: Any) -> None:
    assert found(**typed) == people
