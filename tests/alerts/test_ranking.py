"""What matters most today, one line a person; and that the written rule says the same weights."""

import datetime as dt
import re
from pathlib import Path

from jalon.alerts.compose import SAID_BETTER, Alert
from jalon.alerts.enums import CONTRACT, FAMILIES, AlertKind, Family, family_of
from jalon.alerts.ranking import WEIGHTS, Urgency, families, lines, points, urgency
from jalon.alerts.reading import Person
from jalon.core.duties import Due
from jalon.pathways import duties as of_pathways
from jalon.referrals import duties as of_referrals

D = dt.date
DAY = D(2017, 12, 12)
K = AlertKind
RULE = Path(__file__).resolve().parents[2] / "docs" / "rules" / "alertes.md"


def alert(kind: AlertKind, due_on: D, person: int = 1, name: str = "Mésange") -> Alert:
    due = Due(kind.value, due_on, kind.label, due_on)
    return Alert(kind, due, Person(person, f"M-{person}", "Awa", name), f"P-{person}", D(2017, 1, 1), 1)


def test_every_kind_has_a_weight_a_family_and_a_line_in_the_rule() -> None:
    assert set(WEIGHTS) == set(AlertKind)
    assert sum(map(len, FAMILIES.values())) == len(AlertKind)
    assert {family_of(kind) for kind in AlertKind} == set(Family)
    told = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", RULE.read_text(encoding="utf-8"), re.MULTILINE))
    assert told == {kind.value: str(weight) for kind, weight in WEIGHTS.items()}


def test_the_rules_name_kinds_that_exist() -> None:
    names = {rule.__name__ for rule in (*of_pathways.OPEN, *of_referrals.RULES)} | {"document_missing"}
    assert names == set(AlertKind.values)
    assert set(SAID_BETTER) & set(CONTRACT) == {K.NO_INTERVIEW}


def test_points_follow_the_weight_the_time_and_who_comes() -> None:
    assert points(alert(K.NO_CONTACT, DAY), DAY) == 45
    assert points(alert(K.NO_CONTACT, DAY - dt.timedelta(9)), DAY) == 49
    assert points(alert(K.NO_CONTACT, DAY - dt.timedelta(400)), DAY) == 60
    assert points(alert(K.CONTRACT_ENDING, DAY + dt.timedelta(10)), DAY) == 50
    assert points(alert(K.CONTRACT_ENDING, DAY + dt.timedelta(90)), DAY) == 30
    assert points(alert(K.SIGNATURE_MISSING, DAY), DAY, {1}) == 60
    assert points(alert(K.FILE_INCOMPLETE, DAY), DAY, {1}) == 35


def test_urgency_changes_the_day_after_the_last_one() -> None:
    sunday = D(2017, 12, 17)
    assert urgency(alert(K.REVIEW_DUE, DAY - dt.timedelta(1)), DAY, sunday) == Urgency.LATE
    assert urgency(alert(K.REVIEW_DUE, DAY), DAY, sunday) == Urgency.THIS_WEEK
    assert urgency(alert(K.REVIEW_DUE, sunday), DAY, sunday) == Urgency.THIS_WEEK
    assert urgency(alert(K.REVIEW_DUE, sunday + dt.timedelta(1)), DAY, sunday) == Urgency.COMING


def test_reasons_of_a_person_are_one_line() -> None:
    found = [
        alert(K.PARTNER_POINT, DAY, 1),
        alert(K.NO_CONTACT, DAY, 2, "Roitelet"),
        alert(K.REVIEW_DUE, DAY, 1),
        alert(K.NO_STEP, DAY, 1),
        alert(K.NO_CONTACT, DAY, 3, "Épervier"),
    ]
    told = lines(found, DAY, DAY)
    assert [line.person.last_name for line in told] == ["Épervier", "Roitelet", "Mésange"]
    assert [each.kind for each in told[2].alerts] == [K.REVIEW_DUE, K.NO_STEP, K.PARTNER_POINT]
    assert told[2].points == 35 + 2 * 2
    assert lines(found, DAY, DAY, {1})[0].person.pk == 1
    counts = families(found)
    assert (counts[Family.CONTACT], counts[Family.REVIEW], counts[Family.FILE]) == (2, 1, 0)
