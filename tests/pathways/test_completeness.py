"""Which files are to complete, by whom, on a real base."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jalon.core import periods
from jalon.pathways.completeness import ToComplete, to_complete
from jalon.pathways.models import Interview, Pathway, Step, Suspension
from jalon.people.models import Participant, Situation
from jalon.protocols.models import StepLabel
from jalon.reference.models import Commune, ContractType, EducationLevel
from jalon.referrals.models import Referral
from tests.pathways.test_files import follow, pathway, person

pytestmark = pytest.mark.django_db
MARCH = periods.month(2017, 3)
OLD, DAY = dt.date(2016, 1, 4), dt.date(2017, 4, 5)


def told(found: ToComplete) -> dict[int | None, list[tuple[str, list[str]]]]:
    return {
        key: [(each.participant.code, [lack.lack.value for lack in each.missing]) for each in files]
        for key, files in found.items()
    }


def step(path: Pathway, classification: str, start: dt.date, end: dt.date | None = None, **facts: Any) -> Step:
    label, _ = StepLabel.objects.get_or_create(name="Contrat court")
    code = f"{path.code}-{start}"
    return Step.objects.create(
        code=code, pathway=path, label=label, classification=classification, start=start, end=end, **facts
    )


def entered(code: str, **known: Any) -> Participant:
    """Entered in March with a referral, and a situation when something of it is known."""
    someone = person(code)
    sent = Referral.objects.create(code=code, participant=someone, date=OLD, entered_on=dt.date(2017, 3, 14))
    path = pathway(someone, dt.date(2017, 3, 14))
    path.referral = sent
    path.save()
    follow(path, "Charme")
    if known:
        Situation.objects.create(participant=someone, date=dt.date(2017, 3, 14), **known)
    return someone


def test_each_to_who_follows_on_the_day() -> None:
    met, unmet, late = (pathway(person(code), OLD) for code in ("merle", "geai", "butor"))
    denis = follow(met, "Charme")
    follow(unmet, "Charme")
    nadia = follow(unmet, "Cormier", dt.date(2017, 4, 3))
    Interview.objects.create(pathway=met, date=dt.date(2017, 3, 31), kind="entretien", present=True, signed=False)
    Interview.objects.create(pathway=late, date=dt.date(2017, 4, 1), kind="entretien", present=True, signed=False)
    Interview.objects.create(pathway=met, date=dt.date(2017, 3, 2), kind="entretien", present=True, place="distance")
    found = to_complete(MARCH, DAY)
    assert told(found) == {
        denis.pk: [("merle", ["signature"])],
        nadia.pk: [("geai", ["entretien"])],
        None: [("butor", ["referent", "entretien"])],
    }
    assert told(to_complete(MARCH, DAY, [nadia.pk])) == {nadia.pk: [("geai", ["entretien"])]}
    assert to_complete(MARCH, DAY, []) == {}
    assert to_complete(MARCH, dt.date(2017, 2, 28)) == {}


def test_steps_and_suspensions_of_a_day_excuse_and_jobs_are_read() -> None:
    paths = {name: pathway(person(name), OLD) for name in ("veille", "etape", "avant", "emploi")}
    for path in paths.values():
        denis = follow(path, "Charme")
    Suspension.objects.create(pathway=paths["veille"], start=dt.date(2017, 1, 2), end=dt.date(2017, 3, 1))
    step(paths["etape"], "mobilisation", dt.date(2017, 3, 31))
    step(paths["avant"], "emploi", dt.date(2017, 1, 9), dt.date(2017, 2, 28))
    step(paths["emploi"], "emploi", dt.date(2017, 3, 1), contract=ContractType.objects.get(code="cdd"))
    assert told(to_complete(MARCH, DAY)) == {denis.pk: [("avant", ["entretien"]), ("emploi", ["contrat"])]}


def test_the_situation_is_that_of_the_entry() -> None:
    known = {"commune": Commune.objects.get(code="21231"), "level": EducationLevel.objects.get(code="3")}
    entered("complet", **known)
    entered("inconnu")
    entered("sans niveau", commune=known["commune"])
    changed = entered("trop tard")
    Situation.objects.create(participant=changed, date=dt.date(2017, 3, 15), **known)
    (files,) = told(to_complete(MARCH, DAY)).values()
    assert files == [(code, ["situation"]) for code in ("inconnu", "sans niveau", "trop tard")]


def test_referrals_that_wait() -> None:
    for code, date in (("ancien", dt.date(2017, 2, 28)), ("récent", dt.date(2017, 3, 1))):
        Referral.objects.create(code=code, participant=person(code), date=date)
    again = pathway(person("suivi"), dt.date(2017, 3, 2))
    sent = Referral.objects.create(code="autre", participant=again.participant, date=dt.date(2017, 1, 9))
    denis = follow(again, "Charme")
    again.referral = sent
    again.save()
    Situation.objects.create(participant=again.participant, date=OLD, commune_id="21231", level_id="3")
    expected = {None: [("ancien", ["suite"])], denis.pk: [("suivi", ["suite"])]}
    assert told(to_complete(MARCH, DAY)) == expected
    assert told(to_complete(MARCH, DAY, [denis.pk])) == {denis.pk: [("suivi", ["suite"])]}


def test_a_constant_number_of_queries() -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            to_complete(MARCH, DAY)
        return len(queries)

    follow(pathway(person("merle"), OLD), "Charme")
    first = asked()
    for number in range(5):
        follow(pathway(person(f"geai {number}"), OLD), "Charme")
        entered(f"butor {number}")
    assert asked() == first == 7
