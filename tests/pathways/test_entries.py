"""An entry: prepared in sections, then validated; what forbids it and what will have to come."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command

from jalon.accounts.enums import Role
from jalon.accounts.models import Caseworker, Membership, User
from jalon.audit.models import Event
from jalon.core.privacy import MASK
from jalon.pathways.actions.entries import (
    Overtaken,
    Said,
    decline_entry,
    judged,
    open_draft,
    prepared,
    protocol_of,
    save_section,
    validate_entry,
)
from jalon.pathways.entering import missing
from jalon.pathways.models import Assignment, Entry, EntryDraft, Pathway
from jalon.people.models import Participant, Situation
from jalon.protocols.enums import EntryDateBasis
from jalon.protocols.models import ExitReason, NonEntryReason, Protocol
from jalon.reference.models import Commune, EducationLevel
from jalon.referrals.models import Referral

pytestmark = pytest.mark.django_db
DAY, SENT = dt.date(2017, 12, 31), dt.date(2017, 12, 4)
Move = Callable[[dt.date], dt.date]
YES = ("droit_travail", "difficultes_sociales", "difficultes_pro", "volonte", "famille")


@pytest.fixture
def claire() -> User:
    user = User.objects.create_user("claire@example.org", last_name="Tilleul")
    Membership.objects.create(user=user, role=Role.COORDINATOR, start=dt.date(2016, 1, 1))
    return user


@pytest.fixture
def referral() -> Referral:
    """Lou Pinson, sent on 4 December 2017, received by Nadia Cormier."""
    person = Participant.objects.create(code="M-9", first_name="Lou", last_name="Pinson", sex="F")
    nadia = Caseworker.objects.create(code="cormier", first_name="Nadia", last_name="Cormier")
    return Referral.objects.create(code="PR-9", participant=person, date=SENT, caseworker=nadia, allotted_on=SENT)


def said(**changes: Any) -> Said:
    """Enough to enter under the rule set of 2014–2020."""
    situation = {
        "commune": Commune.objects.get(code="21231"),
        "level": EducationLevel.objects.get(pk="2"),
        "months_without_work": 14,
        **changes.pop("situation", {}),
    }
    usual = {"validated_on": DAY, "first_kept_on": dt.date(2017, 12, 14), "charter_on": dt.date(2017, 12, 20)}
    return Said(**{**usual, "situation": situation, "answers": dict.fromkeys(YES, True), **changes})


def faults(by: User, referral: Referral, **changes: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        validate_entry(by=by, referral=referral, said=said(**changes))
    assert not Pathway.objects.filter(referral=referral).exists()
    return " ".join(refused.value.messages).replace("\u00a0", " ")


def test_all_is_written_at_once(claire: User, referral: Referral) -> None:
    open_draft(by=claire, referral=referral)
    pathway = validate_entry(by=claire, referral=referral, said=said(proofs=["perimetre"], project=1, autonomy=2))
    assert (pathway.code, pathway.entry_date, pathway.recorded_on) == ("P-2017-0001", DAY, DAY)
    assert (pathway.referral, pathway.participant) == (referral, referral.participant)
    assert [(a.caseworker.code, a.start) for a in Assignment.objects.all()] == [("cormier", None)]
    entry = Entry.objects.get()
    assert (entry.validated_by, entry.charter_on, entry.project) == (claire, dt.date(2017, 12, 20), 1)
    assert entry.criteria["perimetre"]["met"] is True
    assert entry.criteria["perimetre"]["seen"] is True
    assert entry.criteria["famille"]["seen"] is False
    held = Situation.objects.get()
    assert (held.date, held.months_without_work) == (DAY, 14)
    referral.refresh_from_db()
    assert referral.entered_on == DAY
    assert not EntryDraft.objects.exists()
    told = Event.objects.get(target="pathways.entry").after
    assert told is not None
    assert told["criteria"] == MASK


@pytest.mark.parametrize(
    ("basis", "day"),
    [
        (EntryDateBasis.VALIDATED, DAY),
        (EntryDateBasis.CHARTER, dt.date(2017, 12, 20)),
        (EntryDateBasis.FIRST_APPOINTMENT, dt.date(2017, 12, 14)),
    ],
)
def test_the_protocol_says_which_date_counts(
    basis: EntryDateBasis, day: dt.date, claire: User, referral: Referral
) -> None:
    Protocol.objects.filter(pk="2016-2020").update(entry_date_basis=basis)
    pathway = validate_entry(by=claire, referral=referral, said=said())
    assert (pathway.entry_date, Situation.objects.get().date) == (day, day)


def test_the_date_that_counts_must_be_known_past_and_after_the_referral(claire: User, referral: Referral) -> None:
    assert "pas encore passé" in faults(claire, referral, validated_on=dt.date(2018, 1, 1))
    assert "précède la prescription" in faults(claire, referral, validated_on=dt.date(2017, 12, 3))
    assert "la validation : elle n’est pas connue" in faults(claire, referral, validated_on=None)


def test_who_decides_validates_and_nobody_else(claire: User, referral: Referral) -> None:
    other = User.objects.create_user("ines@example.org", last_name="Saule")
    Membership.objects.create(user=other, role=Role.ASSISTANT, start=dt.date(2016, 1, 1))
    with pytest.raises(PermissionDenied):
        validate_entry(by=other, referral=referral, said=said())


def test_a_person_who_is_not_eligible_is_refused_with_words(claire: User, referral: Referral) -> None:
    three = {"situation": {"months_without_work": 3}}
    refused = faults(claire, referral, **three, answers={**dict.fromkeys(YES, True), "minima": False})
    assert refused == "Non éligible. Loin de l’emploi : aucun critère n’est rempli."
    assert "À répondre : «\u202fMinima sociaux, avec une" in faults(claire, referral, **three)
    assert "5" in faults(claire, referral, in_perimeter=False)


def test_two_pathways_never_share_a_day(claire: User, referral: Referral) -> None:
    old = Pathway.objects.create(code="P-1", participant=referral.participant, entry_date=dt.date(2017, 1, 2))
    assert "déjà un parcours ouvert" in faults(claire, referral)
    Pathway.objects.filter(pk=old.pk).update(exit_date=DAY, exit_reason=ExitReason.objects.get(pk="demande"))
    assert "commence le lendemain au plus tôt" in faults(claire, referral)
    Pathway.objects.filter(pk=old.pk).update(exit_date=dt.date(2017, 12, 30))
    assert validate_entry(by=claire, referral=referral, said=said()).entry_date == DAY


def test_a_referral_enters_once_and_needs_a_caseworker(claire: User, referral: Referral) -> None:
    Referral.objects.update(caseworker=None, allotted_on=None)
    assert "attribuez d’abord" in faults(claire, referral)
    Referral.objects.update(caseworker=Caseworker.objects.get(), allotted_on=DAY)
    validate_entry(by=claire, referral=referral, said=said())
    with pytest.raises(ValidationError, match="déjà abouti"):
        validate_entry(by=claire, referral=referral, said=said())


def test_what_will_have_to_come_holds_nobody_back(claire: User, referral: Referral) -> None:
    poor = said(charter_on=None, first_kept_on=None)
    protocol = protocol_of(poor)
    entry = prepared(referral, protocol, poor, judged(referral.participant, protocol, poor))
    assert [each.replace("\u00a0", " ") for each in missing(entry)] == [
        "identité à vérifier",
        "premier rendez-vous tenu, inconnu",
        "charte à signer",
        "Dans tous les cas : 5 pièces à voir",
        "Une qualification qui ne suffit pas : une pièce à voir",
        "Loin de l’emploi : une pièce à voir",
        "Une difficulté de plus : une pièce à voir",
        "bilan d’entrée : maturité du projet et autonomie",
    ]
    assert validate_entry(by=claire, referral=referral, said=poor).pk


def test_the_protocol_of_the_entry_judges(claire: User, referral: Referral, today: Move) -> None:
    today(dt.date(2021, 1, 4))
    three = said(validated_on=dt.date(2021, 1, 4), situation={"months_without_work": 3, "job_seeker": True})
    assert validate_entry(by=claire, referral=referral, said=three).entry.protocol_id == "2021-2026"


# What is prepared


def test_sections_are_saved_one_by_one_and_the_second_writer_is_told(claire: User, referral: Referral) -> None:
    draft = open_draft(by=claire, referral=referral)
    assert open_draft(by=None, referral=referral) == draft
    draft = save_section(by=claire, draft=draft, section="bilan", values={"project": "1"}, version=0)
    assert draft.version == 2
    # Another section does not disturb; the same words said twice neither.
    draft = save_section(by=None, draft=draft, section="charte", values={"charter_on": "hier"}, version=0)
    draft = save_section(by=None, draft=draft, section="bilan", values={"project": "1"}, version=0)
    assert draft.version == 3
    with pytest.raises(Overtaken) as refused:
        save_section(by=None, draft=draft, section="bilan", values={"project": "2"}, version=0)
    assert (refused.value.stored, refused.value.version) == ({"project": "1"}, 2)
    draft = save_section(by=None, draft=draft, section="bilan", values={"project": "2"}, version=2)
    assert draft.sections["bilan"] == {"version": 4, "by": "ligne de commande", "values": {"project": "2"}}
    told = [event.after for event in Event.objects.filter(target="pathways.entrydraft", verb="changed")]
    assert {each["sections"] for each in told if each} == {MASK}


def test_a_non_entry_erases_what_was_prepared(claire: User, referral: Referral) -> None:
    open_draft(by=claire, referral=referral)
    decline_entry(by=claire, referral=referral, reason=NonEntryReason.objects.get(pk="refus"))
    assert not EntryDraft.objects.exists()
    with pytest.raises(ValidationError, match="déjà abouti"):
        open_draft(by=claire, referral=referral)


def test_what_is_left_unchanged_is_erased_after_ninety_days(
    referral: Referral, today: Move, capsys: pytest.CaptureFixture[str]
) -> None:
    open_draft(by=None, referral=referral)
    today(dt.date(2018, 3, 31))
    call_command("erase_drafts")
    assert (EntryDraft.objects.count(), capsys.readouterr().out) == (1, "Aucune entrée laissée en préparation.\n")
    today(dt.date(2018, 4, 1))
    call_command("erase_drafts")
    assert (EntryDraft.objects.count(), capsys.readouterr().out) == (0, "1 entrée laissée en préparation, effacée.\n")
    assert Event.objects.filter(file="M-9", target="pathways.entrydraft", verb="deleted").count() == 1
    assert Referral.objects.pending().count() == 1
