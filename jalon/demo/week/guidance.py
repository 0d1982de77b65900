"""What guided each pathway: reviews held, obstacles rated, goals, positionings, people around, contracts, points."""

import datetime as dt
from collections.abc import Iterator

from jalon.core.periods import add_months
from jalon.demo.solver.days import is_working
from jalon.demo.week.scene import File, Scene, table
from jalon.organisations.models import Organisation
from jalon.pathways.enums import GoalOutcome, Partner, RatingMoment, Skill, Term
from jalon.pathways.models import (
    BarrierAssessment,
    BarrierRating,
    EngagementContract,
    Goal,
    PartnerPoint,
    Positioning,
    Review,
)
from jalon.people.enums import TieKind
from jalon.people.models import Tie
from jalon.protocols.models import BarrierFamily

EVERY, LONGEST = 5, 30
LATE_REVIEW, LATE_POINT, LATE_CONTRACT = 0.10, 0.07, 0.08
"""How often the last one is still to do."""
LEVELS = {"A1.1": 1, "A2": 3, "B1": 5}
MASTERY = {"1": "à construire", "2": "fragile", "3": "acquis"}
ELSEWHERE = "Centre de formation des Roseaux"
POSITIONED_BY = {
    Skill.FRENCH: "Atelier des Mots",
    Skill.FRENCH_BASICS: "Atelier des Mots",
    Skill.MOBILITY: "Auto-école associative du Lac",
}
"""Who positions in a domain; the training centre elsewhere."""


def reviews(scene: Scene) -> list[Review]:
    """Those of each mark that has passed, but some of the last ones."""
    words = table("reviews.csv")
    made = []
    for file in scene.files:
        for months, day in _marks(file, scene.day):
            last = add_months(file.entry, months + EVERY) > scene.day
            if last and scene.random.random() < LATE_REVIEW:
                continue
            said = scene.random.choice(words)
            held = _near(scene, day)
            made.append(
                Review(
                    pathway=file.pathway,
                    month=months,
                    held_on=held,
                    caseworker_id=file.caseworker,
                    recorded_on=held,
                    **said,
                )
            )
    return made


def _marks(file: File, today: dt.date) -> Iterator[tuple[int, dt.date]]:
    for months in range(EVERY, LONGEST + 1, EVERY):
        day = add_months(file.entry, months)
        if day < today - dt.timedelta(3):
            yield months, day


def _near(scene: Scene, day: dt.date) -> dt.date:
    """A working day of the same fortnight, not after the last one."""
    found = day + dt.timedelta(scene.random.randint(-6, 6))
    while not is_working(found) or found > scene.day:
        found -= dt.timedelta(1)
    return found


def assessments(scene: Scene, held: list[Review]) -> list[BarrierAssessment]:
    """At the entry, and at the last review."""
    last = {review.pathway_id: review for review in held}
    made = []
    for file in scene.files:
        made.append(BarrierAssessment(pathway=file.pathway, date=file.entry, moment=RatingMoment.ENTRY))
        if (review := last.get(file.pathway.pk)) and review.held_on > file.entry:
            made.append(
                BarrierAssessment(
                    pathway=file.pathway, date=review.held_on, moment=RatingMoment.REVIEW, review_id=review.pk
                )
            )
    return made


def ratings(scene: Scene, held: list[BarrierAssessment]) -> list[BarrierRating]:
    """Heavy at first in some families, mostly lighter at the review."""
    families = list(BarrierFamily.objects.values_list("code", flat=True))
    before: dict[tuple[int, str], int] = {}
    made = []
    for assessment in held:
        for family in families:
            key = assessment.pathway_id, family
            if key in before:
                level = max(0, before[key] - scene.random.choice((0, 0, 1, 1, 1, 2)))
            else:
                level = before[key] = scene.random.choices((0, 1, 2, 3), (38, 30, 22, 10))[0]
            made.append(BarrierRating(assessment_id=assessment.pk, family_id=family, level=level))
    return made


def goals(scene: Scene, held: list[Review]) -> list[Goal]:
    """Two or three a file, set at the entry or at the last review; some reached."""
    words = table("goals.csv")
    last = {review.pathway_id: review for review in held}
    made = []
    for file in scene.files:
        review = last.get(file.pathway.pk)
        for row in scene.random.sample(words, 3):
            first = review is None or scene.random.random() < 0.4
            since = file.entry if first or review is None else review.held_on
            goal = Goal(pathway=file.pathway, text=row["words"], term=Term(row["term"]), set_on=since)
            goal.review_id = None if first or review is None else review.pk
            due = add_months(max(since, scene.day - dt.timedelta(60)), 2 if goal.term == Term.SHORT else 6)
            goal.due_on = due.replace(day=1)
            if goal.due_on < goal.set_on:
                goal.due_on = due
            if first and (scene.day - since).days > 90 and scene.random.random() < 0.6:
                outcome = scene.random.choices((GoalOutcome.REACHED, GoalOutcome.MISSED), (4, 1))[0]
                goal.outcome, goal.outcome_on = outcome, since + dt.timedelta(scene.random.randint(30, 85))
                goal.why = "" if outcome == GoalOutcome.REACHED else "Démarche à reprendre dans un autre cadre."
            made.append(goal)
    return made


def positionings(scene: Scene) -> list[Positioning]:
    """One file in three was positioned in a domain or two, by a provider."""
    made, providers = (
        [],
        {each.name: each for each in Organisation.objects.filter(name__in=[*POSITIONED_BY.values(), ELSEWHERE])},
    )
    for file in scene.files:
        if scene.random.random() > 0.35:
            continue
        for skill in scene.random.sample(list(Skill), 2):
            day = min(scene.day, file.entry + dt.timedelta(scene.random.randint(10, 60)))
            result = (
                scene.random.choice(list(LEVELS)) if skill == Skill.FRENCH else scene.random.choice(("1", "2", "3"))
            )
            words = "Atelier proposé, une demi-journée par semaine." if result in ("1", "A1.1") else ""
            found = Positioning(pathway=file.pathway, skill=skill, date=day, recommendations=words)
            found.result = MASTERY.get(result, result)
            found.provider = providers.get(POSITIONED_BY.get(skill, ELSEWHERE))
            made.append(found)
    return made


def engagements(scene: Scene) -> list[EngagementContract]:
    """Of who receives the RSA: six months each, one after the other; some of the last ones are to sign or to renew."""
    made = []
    for file in scene.files:
        if file.rsa_since is None:
            continue
        signed = max(file.entry, file.rsa_since) + dt.timedelta(scene.random.randint(5, 25))
        lately = scene.random.random() < LATE_CONTRACT
        while signed <= scene.day:
            until = add_months(signed, 6) - dt.timedelta(1)
            over = (until - scene.day).days
            if until < scene.day + dt.timedelta(31) and not lately and over >= 0:
                until = add_months(until, 3)
            made.append(EngagementContract(pathway=file.pathway, signed_on=signed, until=until))
            if lately and over < 40:
                break
            signed = until + dt.timedelta(1)
    return made


def points(scene: Scene) -> list[PartnerPoint]:
    """The last quarterly point of each file with whom it depends on."""
    made = []
    for file in scene.files:
        concerned = [Partner.DEPARTMENT] * (file.rsa_since is not None) + [Partner.FRANCE_TRAVAIL] * file.job_seeker
        late = scene.random.random() < LATE_POINT
        ago = scene.random.randint(95, 130) if late else scene.random.randint(5, 75)
        day = scene.day - dt.timedelta(ago)
        while not is_working(day):
            day -= dt.timedelta(1)
        if day > file.entry:
            said = {"date": day, "words": "Parcours partagé, suite convenue avec le référent."}
            made += [PartnerPoint(pathway=file.pathway, partner=partner, **said) for partner in concerned]
    return made


def ties(scene: Scene) -> list[Tie]:
    """A social worker for who receives the RSA; the employer of some who work. Fictional names."""
    names = ("M. Saule", "Mme Aubépine", "M. Noisetier", "Mme Fougère", "Mme Bruyère", "M. Cornouiller")
    made = []
    for file in scene.files:
        kinds = [TieKind.SOCIAL_WORKER] * (file.rsa_since is not None and scene.random.random() < 0.7)
        kinds += [TieKind.EMPLOYER] * (file.step_on(scene.day) is not None and scene.random.random() < 0.15)
        made += [
            Tie(participant=file.person, kind=kind, name=scene.random.choice(names), start=file.entry) for kind in kinds
        ]
    return made
