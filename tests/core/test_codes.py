"""New codes follow one another; two who ask at once never get the same."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jalon.core.codes import next_code, next_codes
from jalon.people.models import Participant
from tests.support.database import ROOT, manage, migrated_database

TAKE = """
from django.db import transaction
from jalon.core.codes import next_code
from jalon.people.models import Participant
for _ in range(20):
    with transaction.atomic():
        Participant.objects.create(code=next_code(Participant, "M"))
"""
COUNT = """
from jalon.people.models import Participant
codes = sorted(Participant.objects.values_list("code", flat=True))
print(len(codes), codes[0], codes[-1])
"""


@pytest.mark.django_db
def test_a_code_follows_the_last_of_its_year(today: Callable[[dt.date], dt.date]) -> None:
    for code in ("M-2017-0009", "M-2017-0041", "M-2016-0900", "M-101", "M-2017-12A", "P-2017-0800"):
        Participant.objects.create(code=code)
    assert next_code(Participant, "M") == "M-2017-0042"
    assert next_codes(Participant, "M", 2) == ["M-2017-0042", "M-2017-0043"]
    today(dt.date(2018, 1, 1))
    assert next_code(Participant, "M") == "M-2018-0001"


@pytest.mark.django_db
def test_the_number_may_outgrow_its_digits() -> None:
    for code in ("M-2017-9999", "M-2017-10000"):
        Participant.objects.create(code=code)
    assert next_code(Participant, "M") == "M-2017-10001"


def test_two_at_once_take_different_codes(tmp_path: Path) -> None:
    with migrated_database(tmp_path) as url:
        environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        environment["JALON_TODAY"] = "2017-12-31"
        command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", TAKE]
        both = [subprocess.Popen(command, cwd=ROOT, env=environment) for _ in range(2)]
        assert [process.wait(60) for process in both] == [0, 0]
        assert manage(["shell", "-v", "0", "-c", COUNT], environment).split() == ["40", "M-2017-0001", "M-2017-0040"]
