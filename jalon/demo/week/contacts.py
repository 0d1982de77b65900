"""Notes of the last weeks, and the hours of meetings: an imported contact has neither."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from jalon.agenda.enums import Outcome
from jalon.agenda.models import Appointment
from jalon.core import clock
from jalon.demo.week.scene import Scene, pronoun, table
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.models import Interview, NoteVersion

WEEKS, OWN_WEEKS = 5, 20
"""Weeks of notes: for all, and for the référent who signs in."""
OPENS = 9 * 60
LUNCH = (12 * 60, 13 * 60 + 30)
CLOSES = 18 * 60
UNSIGNED, UNWRITTEN = 1, 2
FEW = 20
"""Of the known référent: meetings to sign, notes to write."""


def told(scene: Scene) -> list[Interview]:
    """The contacts that were typed in Jalon: each has its hour, some still lack a signature. Not saved."""
    recent = scene.day - dt.timedelta(weeks=WEEKS)
    found = scene.interviews(recent)
    if scene.known:
        found += [
            each
            for each in scene.interviews(scene.day - dt.timedelta(weeks=OWN_WEEKS), [scene.known])
            if each.date < recent
        ]
    _place(found, _appointments(found))
    _leave_to_do(scene, found)
    return found


def _appointments(found: list[Interview]) -> dict[tuple[int, dt.date], Appointment]:
    people = {each.pathway.participant_id for each in found}
    held = Appointment.objects.filter(participant__in=people, outcome=Outcome.KEPT)
    return {(each.participant_id, each.date): each for each in held.order_by("-time")}


def _place(found: list[Interview], appointments: dict[tuple[int, dt.date], Appointment]) -> None:
    """An hour to each: that of the appointment, else the next free one of the day."""
    taken: dict[tuple[int | None, dt.date], list[tuple[int, int]]] = defaultdict(list)
    for each in found:
        kept = appointments.get((each.pathway.participant_id, each.date))
        if kept and each.kind == InterviewKind.MEETING and kept.caseworker_id == each.caseworker_id:
            each.appointment, each.time = kept, kept.time
            appointments.pop((each.pathway.participant_id, each.date))
            begin = kept.time.hour * 60 + kept.time.minute
            taken[each.caseworker_id, each.date].append((begin, begin + (each.minutes or 0)))
    for each in found:
        if each.kind in (InterviewKind.MEETING, InterviewKind.WORKSHOP):
            each.place = Place.OFFICE
        if each.time is None and each.minutes:
            spans = taken[each.caseworker_id, each.date]
            free = _free(spans, each.minutes)
            if free is not None:
                each.time = dt.time(*divmod(free, 60))
                spans.append((free, free + each.minutes))


def _free(spans: Iterable[tuple[int, int]], minutes: int) -> int | None:
    held = [*spans, LUNCH]
    for begin in range(OPENS, CLOSES - minutes, 5):
        if all(begin >= end or begin + minutes <= start for start, end in held):
            return begin
    return None


def _leave_to_do(scene: Scene, found: list[Interview]) -> None:
    """A few meetings of the known référent wait for a signature: they were typed in Jalon."""
    own = [each for each in found if each.caseworker_id == scene.known and each.kind == InterviewKind.MEETING]
    for each in own:
        each.recorded_on = each.date
    if len(scene.ours()) < FEW:
        return  # the small example is exported as it was written
    for each in own[-UNSIGNED - 4 : -4]:
        each.signed = None


def notes(scene: Scene, found: list[Interview]) -> list[NoteVersion]:
    """What was said, in the words of the example; two notes of the known référent are still to write."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in table("notes.csv"):
        words[row["kind"]].append(row["words"])
    steps = {file.pathway.pk: file for file in scene.files}
    left = _unwritten(scene, found)
    made = []
    for each in found:
        if each.pk in left:
            continue
        file = steps.get(each.pathway_id)
        step = file.step_on(each.date) if file else None
        offered = [words_ for words_ in words[each.kind or "autre"] if step or "{step}" not in words_]
        she = pronoun(each.pathway.participant)
        text = scene.random.choice(offered).format(
            pronoun=she, they=she.lower(), step=f"« {step.label} »" if step else "", goal="Refaire son CV"
        )
        at = clock.now().replace(year=each.date.year, month=each.date.month, day=each.date.day, hour=17)
        author = scene.account_of.get(each.caseworker_id or 0)
        made.append(NoteVersion(interview=each, number=1, text=text, written_at=at, written_by=author))
    return made


def _unwritten(scene: Scene, found: list[Interview]) -> set[int]:
    late = scene.day - dt.timedelta(8)
    own = [each for each in found if each.recorded_on and each.date < late and each.caseworker_id == scene.known]
    return {each.pk for each in own[-UNWRITTEN:]}
