"""Steps recorded, corrected, closed and undone; contracts renewed, and the row of the letter that follows."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.indicators.window import Window
from jalon.organisations.actions import add_organisation
from jalon.organisations.enums import OrganisationKind
from jalon.organisations.models import Organisation
from jalon.pathways.actions.renewals import renew_contract, undo_renewal
from jalon.pathways.actions.steps import change_step, close_step, record_step, undo_step
from jalon.pathways.enums import StepOutcome
from jalon.pathways.models import Immersion, Pathway, Step
from jalon.people.models import Participant
from jalon.protocols.enums import Classification
from jalon.protocols.models import StepLabel
from jalon.reference.models import ContractType
from jalon.reports.letter import letter

pytestmark = pytest.mark.django_db
SHORT, LONG = "CDD Court (moins de 6 mois)", "Contrat long (CDI /CDD +6 mois)"
TERMS = {"object": "decouvrir", "tutor": "Odile Verdier", "tasks": "mise en rayon", "goals": "tenir la caisse"}
TERMS |= {"days": "du lundi au vendredi, de 9 h à 16 h"}


def day(month: int, number: int, year: int = 2017) -> dt.date:
    return dt.date(year, month, number)


@pytest.fixture
def nadia() -> User:
    return User.objects.create_user("nadia@example.org", last_name="Cormier")


@pytest.fixture
def pathway() -> Pathway:
    awa = Participant.objects.create(code="M-1", last_name="Mésange")
    return Pathway.objects.create(code="P-1", participant=awa, entry_date=day(1, 9))


@pytest.fixture
def bakery() -> Organisation:
    return Organisation.objects.create(code="O-1", name="Boulangerie du Lac")


def label(name: str) -> StepLabel:
    return StepLabel.objects.get(name=name)


def faults(act: Callable[[], Any]) -> dict[str, Any]:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.update_error_dict({})


def names(faults: dict[str, Any]) -> set[str]:
    return set(faults)


def test_a_job_is_recorded_with_its_contract(nadia: User, pathway: Pathway, bakery: Organisation) -> None:
    cdd = ContractType.objects.get(pk="cdd")
    said: dict[str, Any] = {"organisation": bakery, "contract": cdd, "weekly_hours": 24}
    step = record_step(by=nadia, pathway=pathway, label=label(SHORT), start=day(10, 2), end=day(10, 31), **said)
    assert (step.code, step.classification, step.label.name) == ("E-2017-0001", Classification.JOB, SHORT)
    assert step.recorded_on == day(12, 31)
    event = Event.objects.get(file="M-1")
    assert (event.actor_id, event.target_key) == (nadia.pk, str(step.pk))
    planned = record_step(by=nadia, pathway=pathway, label=label("DAQ"), start=day(1, 8, 2018))
    assert (planned.recorded_on, planned.classification) == (None, Classification.NON_QUALIFYING)


def test_what_is_refused_is_told_beside_its_field(nadia: User, pathway: Pathway) -> None:
    def record(name: str = "DAQ", **said: Any) -> Step:
        return record_step(by=nadia, pathway=pathway, label=label(name), **{"start": day(3, 1), **said})

    cdd = ContractType.objects.get(pk="cdd")
    assert names(faults(lambda: record(start=day(1, 8)))) == {"start"}
    assert names(faults(lambda: record(end=day(2, 28)))) == {"end"}
    assert names(faults(lambda: record(contract=cdd))) == {"contract"}
    assert names(faults(lambda: record(weekly_hours=20))) == {"weekly_hours"}
    unknown = StepLabel.objects.create(name="Atelier nouveau")
    assert names(faults(lambda: record(unknown.name))) == {"label"}
    assert Step.objects.count() == 0


def test_a_label_that_changed_group_follows_the_start(nadia: User, pathway: Pathway) -> None:
    begun = [
        record_step(by=nadia, pathway=pathway, label=label("Start Again"), start=day(*on)) for on in ((10, 31), (11, 1))
    ]
    assert [step.classification for step in begun] == [Classification.MOBILISATION, Classification.NON_QUALIFYING]


def test_a_renewal_moves_the_row_of_the_letter(nadia: User, pathway: Pathway, bakery: Organisation) -> None:
    step = record_step(
        by=nadia, pathway=pathway, label=label(SHORT), start=day(7, 1), end=day(7, 31), organisation=bakery
    )
    assert jobs("2017-12") == {}
    renew_contract(by=nadia, step=step, end=day(12, 30))
    assert jobs("2017-12") == {SHORT: 1}
    renewal = renew_contract(by=nadia, step=step, end=day(12, 31))
    assert jobs("2017-12") == {LONG: 1}
    undo_renewal(by=nadia, renewal=renewal)
    assert jobs("2017-12") == {SHORT: 1}
    assert names(faults(lambda: renew_contract(by=nadia, step=step, end=day(12, 30)))) == {"end"}


def test_contracts_that_follow_one_another_add_up(nadia: User, pathway: Pathway, bakery: Organisation) -> None:
    said: dict[str, Any] = {"by": nadia, "pathway": pathway, "label": label(SHORT), "organisation": bakery}
    first = record_step(**said, start=day(7, 1), end=day(9, 30))
    second = record_step(**said, start=day(10, 2), end=day(12, 31))
    elsewhere = Organisation.objects.create(code="O-2", name="Régie des Tilleuls")
    third = record_step(**said | {"organisation": elsewhere}, start=day(10, 2), end=day(12, 31))
    first.refresh_from_db()
    assert [step.label.name for step in (first, second, third)] == [SHORT, LONG, SHORT]


def jobs(period: str) -> dict[str, int]:
    group = next(each for each in letter(Window.parse(period))["steps"]["groups"] if each["group"] == "emploi")
    return {row["label"]: row["count"].value for row in group["rows"]}


def test_a_pmsmp_keeps_to_the_law_while_it_may(nadia: User, pathway: Pathway, bakery: Organisation) -> None:
    said: dict[str, Any] = {"by": nadia, "pathway": pathway, "label": label("PMSMP"), "organisation": bakery}
    told = faults(lambda: record_step(**said, start=day(12, 1), end=day(1, 5, 2018), terms=TERMS))
    assert "D5135-3" in str(told["end"])
    assert names(faults(lambda: record_step(**said, start=day(12, 1)))) == {"end"}
    step = record_step(**said, start=day(12, 4), end=day(1, 3, 2018), terms=TERMS)
    assert (step.contract_id, step.immersion.tutor) == ("pmsmp", "Odile Verdier")
    assert names(faults(lambda: renew_contract(by=nadia, step=step, end=day(2, 4, 2018)))) == {"end"}
    renew_contract(by=nadia, step=step, end=day(1, 31, 2018))
    # What took place is a fact, whatever the law said of it.
    record_step(**said, start=day(3, 1), end=day(5, 31))


def test_a_step_closed_says_how(nadia: User, pathway: Pathway) -> None:
    step = record_step(by=nadia, pathway=pathway, label=label("DAQ"), start=day(10, 2), end=day(1, 31, 2018))
    stop = StepOutcome.STOPPED
    assert names(faults(lambda: close_step(by=nadia, step=step, end=day(1, 1, 2018), outcome=stop))) == {"end"}
    assert names(faults(lambda: close_step(by=nadia, step=step, end=day(12, 1), outcome=stop))) == {"evaluation"}
    assert names(faults(lambda: close_step(by=nadia, step=step, end=day(10, 1), outcome=StepOutcome.COMPLETED))) == {
        "end"
    }
    closed = close_step(by=nadia, step=step, end=day(12, 1), outcome=stop, evaluation="un emploi l’attendait")
    assert (closed.end, closed.outcome) == (day(12, 1), stop)


def test_a_step_is_corrected_and_its_agreement_with_it(nadia: User, pathway: Pathway, bakery: Organisation) -> None:
    said: dict[str, Any] = {"label": label("PMSMP"), "start": day(12, 4), "end": day(12, 22), "organisation": bakery}
    step = record_step(by=nadia, pathway=pathway, **said, terms=TERMS)
    change_step(by=nadia, step=step, **said | {"end": day(12, 20)}, terms=TERMS | {"tutor": "Paul Aulne"})
    assert Immersion.objects.get().tutor == "Paul Aulne"
    changed = change_step(by=nadia, step=step, **said | {"label": label("DAQ")})
    assert (changed.contract, Immersion.objects.count()) == (None, 0)


def test_a_mistake_of_the_day_is_undone_by_its_author(
    nadia: User, pathway: Pathway, bakery: Organisation, today: Callable[[dt.date], dt.date]
) -> None:
    hugo = User.objects.create_user("hugo@example.org", last_name="Frêne")
    said: dict[str, Any] = {"label": label("PMSMP"), "start": day(12, 4), "end": day(12, 22), "organisation": bakery}
    step = record_step(by=nadia, pathway=pathway, **said, terms=TERMS)
    with pytest.raises(ValidationError, match="Cormier"):
        undo_step(by=hugo, step=step)
    today(day(1, 1, 2018))
    with pytest.raises(ValidationError, match="le jour même"):
        undo_step(by=nadia, step=step)
    today(day(12, 31))
    undo_step(by=nadia, step=step)
    assert (Step.objects.count(), Immersion.objects.count()) == (0, 0)


def test_an_organisation_is_not_made_twice(nadia: User, bakery: Organisation) -> None:
    with pytest.raises(ValidationError, match="existe déjà"):
        add_organisation(by=nadia, name="boulangerie du lac", kind=OrganisationKind.EMPLOYER)
    made = add_organisation(by=nadia, name=" Garage des Sources ", kind=OrganisationKind.EMPLOYER)
    assert (made.name, made.roles.get().kind) == ("Garage des Sources", "employeur")
