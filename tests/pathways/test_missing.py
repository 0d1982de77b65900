"""What a month's file lacks, case by case."""

import datetime as dt
from dataclasses import replace

import pytest

from jalon.core import periods
from jalon.core.periods import Period
from jalon.pathways.enums import Lack
from jalon.pathways.missing import Contact, Job, MonthFile, Situated, missing, waiting

MARCH = periods.month(2017, 3)
BEFORE, WITHIN = dt.date(2016, 5, 2), dt.date(2017, 3, 14)
LAST = dt.date(2017, 3, 31)


def day(number: int) -> dt.date:
    return dt.date(2017, 3, number)


MET = Contact(day(6), "entretien", True, True)
SEEN = MonthFile(BEFORE, contacts=(MET,))
"""An old pathway, with its interview of the month, signed."""
ENTERED = MonthFile(WITHIN)
UNSEEN = MonthFile(BEFORE)


@pytest.mark.parametrize(
    ("file", "lacks"),
    [
        (SEEN, []),
        (UNSEEN, [Lack.INTERVIEW]),
        (replace(UNSEEN, busy=True), []),
        (replace(UNSEEN, exit=LAST), []),
        (replace(UNSEEN, exit=dt.date(2017, 4, 1)), [Lack.INTERVIEW]),
        (replace(UNSEEN, entry=dt.date(2017, 3, 1)), []),
        (
            replace(UNSEEN, contacts=(Contact(day(6), "telephone"), Contact(day(7), "atelier", True, True))),
            ["entretien"],
        ),
        (replace(UNSEEN, contacts=(Contact(day(6), "entretien", False),)), [Lack.INTERVIEW]),
        (replace(UNSEEN, contacts=(Contact(day(6), "", True),)), []),
        (replace(UNSEEN, contacts=(Contact(day(6), "entretien", None),)), [Lack.PRESENCE]),
        (replace(SEEN, contacts=(MET, Contact(day(7), "entretien", True, False))), [Lack.SIGNATURE]),
        (replace(SEEN, contacts=(MET, Contact(day(7), "atelier", True, None))), [Lack.SIGNATURE]),
        (replace(SEEN, contacts=(MET, Contact(day(7), "courriel", True, False))), []),
        (replace(SEEN, contacts=(MET, Contact(day(7), "entretien", False, False))), []),
        (replace(SEEN, has_caseworker=False), [Lack.CASEWORKER]),
        (replace(SEEN, has_caseworker=False, exit=LAST), []),
        (replace(SEEN, has_referral=False, situation=None), []),
        (ENTERED, []),
        (replace(ENTERED, has_referral=False), [Lack.REFERRAL]),
        (replace(ENTERED, situation=None), [Lack.SITUATION]),
        (replace(ENTERED, situation=Situated(level=False)), [Lack.SITUATION]),
        (replace(SEEN, jobs=(Job(day(3), "Contrat long", "cdi", True),)), []),
        (replace(SEEN, jobs=(Job(day(3), "Contrat long", "", True),)), [Lack.CONTRACT]),
        (replace(SEEN, jobs=(Job(day(3), "Contrat long", "cdi"),)), [Lack.CONTRACT]),
        (replace(SEEN, jobs=(Job(day(3), "Création", "creation"),)), []),
    ],
)
def test_each_lack(file: MonthFile, lacks: list[str]) -> None:
    assert [each.lack for each in missing(file, MARCH)] == lacks


def test_the_reason_of_each() -> None:
    """No-break spaces aside."""
    contacts = (*(Contact(day(number), "entretien", True) for number in (1, 4, 20)), Contact(day(7), "", None))
    file = MonthFile(
        WITHIN, None, False, False, Situated(False, False), False, contacts, (Job(day(3), "Contrat court"),)
    )
    said = [each.reason.replace("\u00a0", " ") for each in missing(file, MARCH)]
    assert said == [
        "Parcours ouvert depuis le 14 mars 2017, sans référent.",
        "À l’entrée, le 14 mars, il manque : commune et niveau.",
        "Entrée le 14 mars, sans prescription.",
        "Rendez-vous du 7 mars : venue ou absence non notée.",
        "Contacts des 1er, 4 et 20 mars sans signature.",
        "« Contrat court », commencée le 3 mars, il manque : contrat et heures par semaine.",
    ]


def test_a_month_that_is_not_over_is_read_to_the_day() -> None:
    until = Period(MARCH.start, day(10))
    assert [each.lack for each in missing(replace(UNSEEN, exit=day(11)), until)] == [Lack.INTERVIEW]
    assert missing(ENTERED, until) == []


@pytest.mark.parametrize(("since", "said"), [(dt.date(2017, 3, 1), False), (dt.date(2017, 2, 28), True)])
def test_a_referral_may_wait_thirty_days(since: dt.date, said: bool) -> None:
    assert (waiting(since, LAST) is not None) is said
