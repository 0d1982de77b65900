"""The week of an example, written at once after its import; each record has its line in the journal."""

from random import Random

from jalon.agenda.models import Appointment
from jalon.audit.actions import save_all
from jalon.demo.solver.days import LAST_DAY
from jalon.demo.solver.example import SEED
from jalon.demo.week import contacts, guidance, hours, papers, sheets, team, waiting
from jalon.demo.week.scene import Scene
from jalon.pathways.models import Interview
from jalon.referrals.models import Referral
from jalon.roster.actions import refresh

HOUR = ("time", "place", "appointment", "recorded_on", "signed")
ALLOTTED = ("received_on", "caseworker", "allotted_on")


def write_week() -> None:
    """All of it. The same facts give the same week."""
    scene = Scene(LAST_DAY, Random(SEED))  # noqa: S311  (an example keeps no secret)
    _write_waiting(scene)
    _write_guidance(scene)
    _write_contacts(scene)
    for records in (papers.entries(scene), team.extensions(scene), team.proposals(scene), team.absences(scene)):
        save_all(records, by=None, file_of=_of_pathway)
    save_all(papers.documents(scene), by=None, file_of=_of_person)
    save_all(team.put_offs(scene), by=None, file_of=_of_person)
    save_all(team.drafts(scene), by=None, file_of=lambda one: one.referral.participant.code)
    save_all(team.immersions(scene), by=None, file_of=lambda one: one.step.pathway.participant.code)
    _write_hours(scene)
    sheets.draw_up_november(scene)


def _write_waiting(scene: Scene) -> None:
    received = waiting.received(scene)
    Appointment.objects.bulk_update(received, ["date", "outcome", "outcome_on"])
    changed = waiting.allotted(scene)
    Referral.objects.bulk_update(changed, ALLOTTED, batch_size=400)
    refresh(participants=[each.participant_id for each in changed])
    Appointment.objects.bulk_update(waiting.invited(scene), ["invitation"], batch_size=400)
    save_all(waiting.attempts(scene), by=None, file_of=lambda one: one.referral.participant.code)
    save_all(waiting.notices(scene), by=None, file_of=_of_nobody)


def _write_guidance(scene: Scene) -> None:
    held = guidance.reviews(scene)
    save_all(held, by=None, file_of=_of_pathway)
    rated = guidance.assessments(scene, held)
    save_all(rated, by=None, file_of=_of_pathway)
    codes = {each.pk: each.pathway.participant.code for each in rated}
    save_all(guidance.ratings(scene, rated), by=None, file_of=lambda one: codes[one.assessment_id])
    for records in (
        guidance.goals(scene, held),
        guidance.positionings(scene),
        guidance.engagements(scene),
        guidance.points(scene),
    ):
        save_all(records, by=None, file_of=_of_pathway)
    save_all(guidance.ties(scene), by=None, file_of=_of_person)


def _write_contacts(scene: Scene) -> None:
    told = contacts.told(scene)
    Interview.objects.bulk_update(told, HOUR, batch_size=200)
    save_all(contacts.notes(scene, told), by=None, file_of=lambda one: one.interview.pathway.participant.code)


def _write_hours(scene: Scene) -> None:
    made = hours.operations()
    save_all(made, by=None, file_of=_of_nobody)
    save_all(hours.shares(scene, made), by=None, file_of=_of_nobody)
    for records in (hours.openings(scene), hours.leaves(scene), team.covers(scene)):
        save_all(records, by=None, file_of=_of_nobody)
    save_all(hours.work(scene), by=None, file_of=_of_nobody)
    held = team.meetings(scene)
    save_all(held, by=None, file_of=_of_nobody)
    save_all(team.decisions(scene, held), by=None, file_of=_of_pathway)


def _of_pathway(record: object) -> str:
    return str(record.pathway.participant.code)  # type: ignore[attr-defined]


def _of_person(record: object) -> str:
    return str(record.participant.code)  # type: ignore[attr-defined]


def _of_nobody(record: object) -> str:
    return ""
