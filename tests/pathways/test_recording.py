"""Suspensions, changes of référent, extensions, exits: what each writes, refuses and undoes."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import Caseworker, User
from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.pathways.actions.assignments import assign, holder_on, undo_assignment
from jalon.pathways.actions.exits import accept_exit, propose_exit, refuse_exit, undo_decision, withdraw_proposal
from jalon.pathways.actions.extensions import allowed_until, decide_extension
from jalon.pathways.actions.steps import record_step
from jalon.pathways.actions.suspensions import end_suspension, start_suspension, undo_suspension
from jalon.pathways.models import Assignment, ExitProposal, Pathway, Step, Suspension
from jalon.people.models import Participant
from jalon.protocols.models import ExitReason, StepLabel

pytestmark = pytest.mark.django_db


def day(month: int, number: int, year: int = 2017) -> dt.date:
    return dt.date(year, month, number)


@pytest.fixture
def nadia() -> User:
    return User.objects.create_user("nadia@example.org", last_name="Cormier")


@pytest.fixture
def claire() -> User:
    return User.objects.create_user("claire@example.org", last_name="Tilleul")


@pytest.fixture
def pathway() -> Pathway:
    awa = Participant.objects.create(code="M-1", last_name="Mésange")
    return Pathway.objects.create(code="P-1", participant=awa, entry_date=day(1, 9))


def reason(code: str = "demenagement") -> ExitReason:
    return ExitReason.objects.get(pk=code)


def faults(act: Callable[[], Any]) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        act()
    return set(refused.value.update_error_dict({}))


def test_a_suspension_begins_ends_and_is_undone(nadia: User, pathway: Pathway) -> None:
    begun = start_suspension(by=nadia, pathway=pathway, start=day(12, 4), reason="soins")
    again: Callable[[dt.date], Any] = lambda on: start_suspension(by=nadia, pathway=pathway, start=on, reason="soins")  # noqa: E731
    assert faults(lambda: again(day(12, 20))) == {"start"}
    assert faults(lambda: again(day(11, 20))) == {"start"}
    assert faults(lambda: end_suspension(by=nadia, suspension=begun, end=day(12, 3))) == {"end"}
    assert end_suspension(by=nadia, suspension=begun, end=day(12, 29)).end == day(12, 29)
    assert again(day(12, 30)).recorded_on == day(12, 31)
    undo_suspension(by=nadia, suspension=begun)
    assert Suspension.objects.get(pk=begun.pk).end is None
    undo_suspension(by=nadia, suspension=begun)
    assert not Suspension.objects.filter(pk=begun.pk).exists()


def test_a_suspension_is_within_the_pathway_and_says_why(nadia: User, pathway: Pathway) -> None:
    assert faults(lambda: start_suspension(by=nadia, pathway=pathway, start=day(1, 8), reason="soins")) == {"start"}
    assert faults(lambda: start_suspension(by=nadia, pathway=pathway, start=day(2, 1), reason=" ")) == {"reason"}


def test_a_change_of_caseworker_is_dated_and_undone(nadia: User, pathway: Pathway) -> None:
    denis, odile = (Caseworker.objects.create(code=code, last_name=code) for code in ("charme", "verdier"))
    Assignment.objects.create(pathway=pathway, caseworker=denis)
    assert faults(lambda: assign(by=nadia, pathway=pathway, caseworker=denis, start=day(12, 1))) == {"caseworker"}
    assert faults(lambda: assign(by=nadia, pathway=pathway, caseworker=odile, start=day(1, 1))) == {"start"}
    made = assign(by=nadia, pathway=pathway, caseworker=odile, start=day(12, 1))
    assert [holder_on(pathway, day(11, 30)), holder_on(pathway, day(12, 1))] == [denis.pk, odile.pk]
    undo_assignment(by=nadia, assignment=made)
    assert holder_on(pathway, day(12, 1)) == denis.pk


def test_a_pathway_lasts_longer_by_decision(claire: User, pathway: Pathway) -> None:
    assert allowed_until(pathway) == day(7, 9, 2019)
    assert faults(lambda: decide_extension(by=claire, pathway=pathway, until=day(7, 9, 2019), reason="CDI")) == {
        "until"
    }
    assert faults(lambda: decide_extension(by=claire, pathway=pathway, until=day(9, 1, 2019), reason="")) == {"reason"}
    decide_extension(by=claire, pathway=pathway, until=day(9, 1, 2019), reason="CDI en cours")
    assert allowed_until(Pathway.objects.get()) == day(9, 1, 2019)


def test_an_exit_is_proposed_with_its_evidence(nadia: User, pathway: Pathway) -> None:
    def propose(**said: Any) -> ExitProposal:
        return propose_exit(by=nadia, pathway=pathway, **{"date": day(12, 15), "reason": reason(), **said})

    assert faults(lambda: propose(date=day(1, 1, 2018))) == {"date"}
    assert faults(lambda: propose(date=day(1, 8))) == {"date"}
    assert faults(lambda: propose(reason=reason("emploi"))) == {"evidence"}
    record_step(by=nadia, pathway=pathway, label=StepLabel.objects.get(name="DAQ"), start=day(12, 20))
    assert faults(propose) == {"date"}
    propose(date=day(12, 20))
    assert faults(lambda: propose(date=day(12, 21))) == {"__all__"}
    assert Pathway.objects.get().exit_date is None


def test_a_proposal_is_taken_back_or_refused_with_words(nadia: User, claire: User, pathway: Pathway) -> None:
    first = propose_exit(by=nadia, pathway=pathway, date=day(12, 15), reason=reason())
    assert faults(lambda: withdraw_proposal(by=claire, proposal=first)) == {"__all__"}
    withdraw_proposal(by=nadia, proposal=first)
    assert faults(lambda: accept_exit(by=claire, proposal=first)) == {"__all__"}
    second = propose_exit(by=nadia, pathway=pathway, date=day(12, 15), reason=reason())
    assert faults(lambda: refuse_exit(by=claire, proposal=second, answer="")) == {"answer"}
    refuse_exit(by=claire, proposal=second, answer="il manque l’attestation")
    assert faults(lambda: accept_exit(by=claire, proposal=second)) == {"__all__"}
    propose_exit(by=nadia, pathway=pathway, date=day(12, 15), reason=reason(), evidence="attestation")


def test_an_exit_proposed_by_nobody_known_is_decided(claire: User, pathway: Pathway) -> None:
    proposal = ExitProposal(pathway=pathway, date=day(12, 15), reason=reason(), proposed_on=day(12, 15))
    proposal.save()
    accept_exit(by=claire, proposal=proposal)
    assert Pathway.objects.get().exit_date == day(12, 15)


def test_a_decision_is_taken_back_on_its_day_by_who_took_it(nadia: User, claire: User, pathway: Pathway) -> None:
    proposal = propose_exit(by=nadia, pathway=pathway, date=day(12, 15), reason=reason())
    assert faults(lambda: undo_decision(by=claire, proposal=proposal)) == {"__all__"}
    accept_exit(by=claire, proposal=proposal)
    assert faults(lambda: undo_decision(by=nadia, proposal=proposal)) == {"__all__"}
    undo_decision(by=claire, proposal=proposal)
    again = Pathway.objects.get()
    assert (again.exit_date, again.exit_reason, again.exit_recorded_on) == (None, None, None)
    refuse_exit(by=claire, proposal=proposal, answer="il manque l’attestation")
    undo_decision(by=claire, proposal=proposal)
    held = ExitProposal.objects.get()
    assert (held.accepted, held.answer, held.decided_on, held.decided_by) == (None, "", None, None)


def test_an_accepted_exit_ends_all_that_was_open(nadia: User, claire: User, pathway: Pathway) -> None:
    denis, odile = (Caseworker.objects.create(code=code, last_name=code) for code in ("charme", "verdier"))
    assign(by=nadia, pathway=pathway, caseworker=denis, start=day(1, 9))
    assign(by=nadia, pathway=pathway, caseworker=odile, start=day(2, 1, 2018))
    daq = StepLabel.objects.get(name="DAQ")
    record_step(by=nadia, pathway=pathway, label=daq, start=day(11, 6))
    record_step(by=nadia, pathway=pathway, label=daq, start=day(1, 8, 2018))
    when = {"date": day(1, 9, 2018), "time": dt.time(10), "minutes": 45}
    Appointment.objects.create(
        participant=pathway.participant, caseworker=denis, kind=AppointmentKind.FOLLOW_UP, **when
    )
    proposal = propose_exit(by=nadia, pathway=pathway, date=day(12, 15), reason=reason("emploi"), evidence="CDI signé")
    after = accept_exit(by=claire, proposal=proposal)
    assert (after.steps_cut, after.erased, after.appointments) == (1, 2, 1)
    ended = Pathway.objects.get()
    assert (ended.exit_date, ended.exit_reason_id, ended.exit_recorded_on) == (day(12, 15), "emploi", day(12, 31))
    assert (Step.objects.get().end, Appointment.objects.get().outcome) == (None, Outcome.EXCUSED)
    assert ExitProposal.objects.get().accepted
    assert faults(lambda: propose_exit(by=nadia, pathway=pathway, date=day(12, 16), reason=reason())) == {"__all__"}
