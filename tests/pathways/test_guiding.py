"""What guides a pathway, as it is written: what is refused, what the journal keeps, what may be undone."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from jalon.accounts.models import User
from jalon.audit.models import Event
from jalon.core import clock
from jalon.documents.models import Signature, StoredFile
from jalon.organisations.models import Agent, Organisation
from jalon.pathways.actions.barriers import rate_barriers, withdraw_ratings
from jalon.pathways.actions.goals import reopen_goal, set_goal, settle_goal, withdraw_goal
from jalon.pathways.actions.partners import record_point, sign_engagement, withdraw_engagement, withdraw_point
from jalon.pathways.actions.positionings import record_positioning, withdraw_positioning
from jalon.pathways.actions.reviews import NewGoal, Verdict, hold_review, revise_review
from jalon.pathways.enums import GoalOutcome, Partner, RatingMoment, Skill, Term
from jalon.pathways.models import BarrierAssessment, Goal, Pathway, Review
from jalon.people.enums import TieKind
from jalon.people.models import Participant, Tie
from jalon.people.ties import add_tie, end_tie, resume_tie, withdraw_tie

pytestmark = pytest.mark.django_db
ENTRY = dt.date(2017, 2, 1)
DAY = dt.date(2017, 12, 12)


@pytest.fixture
def pathway() -> Pathway:
    person = Participant.objects.create(code="R-0007", first_name="Gaston", last_name="Roitelet")
    return Pathway.objects.create(code="P-7", participant=person, entry_date=ENTRY)


@pytest.fixture
def by() -> User:
    return User.objects.create_user("nadia.cormier@example.org", first_name="Nadia", last_name="Cormier")


def rated(by: User, pathway: Pathway, day: dt.date = DAY, **levels: int) -> BarrierAssessment:
    return rate_barriers(by=by, pathway=pathway, date=day, moment=RatingMoment.OTHER, ratings=levels)


def levels(assessment: BarrierAssessment) -> dict[str, int]:
    return dict(assessment.ratings.values_list("family", "level"))


def test_obstacles_are_rated_and_rated_again_the_same_day(by: User, pathway: Pathway) -> None:
    first = rated(by, pathway, mobilite=3, sante=2)
    again = rated(by, pathway, mobilite=1, budget=0)
    assert again.pk == first.pk
    assert levels(again) == {"mobilite": 1, "budget": 0}
    told = Event.objects.filter(target="pathways.barrierrating").order_by("pk")
    assert [(event.file, event.before, event.after) for event in told] == [
        ("R-0007", None, {"mobilite": "•••", "sante": "•••"}),
        ("R-0007", {"mobilite": "•••", "sante": "•••"}, {"mobilite": "•••", "budget": "•••"}),
    ]
    withdraw_ratings(by=by, assessment=again)
    assert not BarrierAssessment.objects.exists()


def test_ratings_that_are_refused(by: User, pathway: Pathway) -> None:
    with pytest.raises(ValidationError, match="Cotez au moins une famille"):
        rated(by, pathway)
    with pytest.raises(ValidationError, match="0 à 3"):
        rated(by, pathway, mobilite=4)
    assert not BarrierAssessment.objects.exists()
    with pytest.raises(ValidationError, match=r"Lundi 1er.*n’est pas encore passé"):
        rated(by, pathway, dt.date(2018, 1, 1), mobilite=1)
    with pytest.raises(ValidationError, match="précède l’entrée"):
        rated(by, pathway, ENTRY - dt.timedelta(1), mobilite=1)


def test_a_goal_is_reached_or_not_and_why(pathway: Pathway) -> None:
    goal = set_goal(by=None, pathway=pathway, text="Réussir le code", term=Term.SHORT, due_on=dt.date(2018, 2, 1))
    with pytest.raises(ValidationError, match="Dites pourquoi"):
        settle_goal(by=None, goal=goal, outcome=GoalOutcome.MISSED)
    done = settle_goal(by=None, goal=goal, outcome=GoalOutcome.REACHED)
    assert (done.outcome, done.outcome_on) == ("atteint", dt.date(2017, 12, 31))
    settle_goal(by=None, goal=goal, outcome=GoalOutcome.REACHED)  # a double click
    with pytest.raises(ValidationError, match="déjà noté"):
        settle_goal(by=None, goal=goal, outcome=GoalOutcome.DROPPED, why="déménage")
    with pytest.raises(ValidationError, match="reste au dossier"):
        withdraw_goal(by=None, goal=done)
    again = reopen_goal(by=None, goal=goal)
    assert (again.outcome, again.outcome_on, again.why) == ("", None, "")
    withdraw_goal(by=None, goal=again)
    assert not Goal.objects.exists()
    with pytest.raises(ValidationError, match="déjà passée"):
        set_goal(by=None, pathway=pathway, text="Permis", term=Term.SHORT, due_on=dt.date(2017, 12, 1))


def test_a_review_holds_its_goals_and_ratings_all_or_nothing(by: User, pathway: Pathway) -> None:
    goal = set_goal(by=None, pathway=pathway, text="Réussir le code", term=Term.SHORT, set_on=ENTRY)
    said: dict[str, Any] = {"by": by, "pathway": pathway, "month": 10, "held_on": DAY, "done": "Code réussi."}
    with pytest.raises(ValidationError, match="pourquoi"):
        hold_review(**said, verdicts=[Verdict(goal, GoalOutcome.MISSED)])
    assert not Review.objects.exists()
    review = hold_review(
        **said,
        verdicts=[Verdict(goal, GoalOutcome.REACHED)],
        new_goals=[NewGoal("Trouver un garage", Term.MIDDLE)],
        ratings={"mobilite": 1},
    )
    goal.refresh_from_db()
    assert (goal.outcome, goal.outcome_on) == ("atteint", DAY)
    assert [(new.text, new.set_on) for new in review.goals.all()] == [("Trouver un garage", DAY)]
    assert levels(review.barriers) == {"mobilite": 1}
    with pytest.raises(ValidationError, match="point d’étape"):
        withdraw_ratings(by=by, assessment=review.barriers)
    with pytest.raises(ValidationError, match="déjà enregistré"):
        hold_review(**said)
    with pytest.raises(ValidationError, match="bilan des 7 mois"):
        hold_review(**{**said, "month": 7})


def test_a_review_is_corrected_until_it_is_signed(by: User, pathway: Pathway, signature: Signature) -> None:
    review = hold_review(by=by, pathway=pathway, month=5, held_on=DAY, done="Rien.")
    assert revise_review(by=None, review=review, held_on=DAY, done="Deux ateliers.")
    assert not revise_review(by=None, review=review, held_on=DAY, done="Deux ateliers.")
    Review.objects.update(participant_signature=signature)
    with pytest.raises(ValidationError, match="signé"):
        revise_review(by=None, review=review, held_on=DAY, done="Trois ateliers.")


@pytest.fixture
def signature() -> Signature:
    image = StoredFile.objects.create(
        name="s.png", media_type="image/png", size=1, sha256="a" * 64, added_at=clock.now()
    )
    return Signature.objects.create(
        signer="Gaston Roitelet",
        capacity="participant",
        method="dessinee",
        signed_at=clock.now(),
        text="x",
        sha256="b" * 64,
        image=image,
    )


def test_a_positioning_once_a_day_for_a_domain(pathway: Pathway) -> None:
    said: dict[str, Any] = {"by": None, "pathway": pathway, "skill": Skill.FRENCH, "date": DAY}
    found = record_positioning(**said, result="A2")
    with pytest.raises(ValidationError, match="déjà enregistré"):
        record_positioning(**said, result="B1")
    withdraw_positioning(by=None, positioning=found)
    assert record_positioning(**said, result="B1").result == "B1"


def test_the_contract_of_the_rsa_and_the_quarterly_points(pathway: Pathway) -> None:
    with pytest.raises(ValidationError, match="précède sa signature"):
        sign_engagement(by=None, pathway=pathway, signed_on=DAY, until=DAY - dt.timedelta(1))
    contract = sign_engagement(by=None, pathway=pathway, signed_on=DAY, until=dt.date(2018, 6, 12))
    withdraw_engagement(by=None, contract=contract)
    said: dict[str, Any] = {"by": None, "pathway": pathway, "partner": Partner.DEPARTMENT, "date": DAY}
    point = record_point(**said, words="Logement à revoir.")
    with pytest.raises(ValidationError, match="déjà enregistré"):
        record_point(**said)
    withdraw_point(by=None, point=point)
    event = Event.objects.filter(target="pathways.partnerpoint").order_by("pk").last()
    assert event is not None
    assert event.before is not None
    assert event.before["words"] == "•••"


def test_people_come_and_go_around_a_person(pathway: Pathway) -> None:
    person = pathway.participant
    agent = Agent.objects.create(organisation=Organisation.objects.create(code="asf", name="ASF"), last_name="Noyer")
    with pytest.raises(ValidationError, match="Dites qui"):
        add_tie(by=None, participant=person, kind=TieKind.EMPLOYER, name=" ")
    tie = add_tie(by=None, participant=person, kind=TieKind.SOCIAL_WORKER, agent=agent, name="inutile", start=DAY)
    assert str(tie) == "Noyer"
    with pytest.raises(ValidationError, match="précède le début"):
        end_tie(by=None, tie=tie, on=DAY - dt.timedelta(1))
    assert end_tie(by=None, tie=tie).end == dt.date(2017, 12, 31)
    assert resume_tie(by=None, tie=tie).end is None
    withdraw_tie(by=None, tie=tie)
    assert not Tie.objects.exists()
