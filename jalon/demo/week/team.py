"""What the team decides: the meeting of November and its decisions, exits to validate, longer pathways, alerts put off,
what follows absences, a colleague who takes over; entries being prepared; the time sheet of November."""

import datetime as dt
from collections.abc import Iterator

from jalon.accounts.models import User
from jalon.agenda.enums import AppointmentKind
from jalon.alerts.enums import AlertKind
from jalon.alerts.models import PutOff
from jalon.core import clock
from jalon.core.periods import add_months
from jalon.demo.week.scene import File, Scene
from jalon.pathways.enums import AbsenceStage
from jalon.pathways.models import (
    AbsenceAct,
    CaseDecision,
    CaseMeeting,
    Cover,
    EntryDraft,
    ExitProposal,
    Extension,
    Immersion,
    Interview,
    Step,
)
from jalon.protocols.models import EligibilityCriterion, ExitReason, Protocol
from jalon.referrals.models import Referral

NOVEMBER, DECEMBER = dt.date(2017, 11, 28), dt.date(2018, 1, 9)
DECISIONS = (
    "Proposer une mise en situation de deux semaines.",
    "Appeler l’employeur, préparer la suite du contrat.",
    "Orienter vers la plateforme mobilité.",
    "Revoir le projet : deux métiers à comparer.",
    "Faire le point sur les absences, convoquer.",
)
EXTENDED = 0.7
LONGEST = 30


def meetings(scene: Scene) -> list[CaseMeeting]:
    """That of November, closed; the next one, to prepare. For the known référent, and the first of the others."""
    officer = scene.users.get("project_officer")
    keys = [key for key in (scene.known, *list(scene.team)[:2]) if key]
    closed = clock.now() - dt.timedelta(days=33)
    return [
        *(
            CaseMeeting(caseworker_id=key, date=NOVEMBER, officer=officer, closed_at=closed)
            for key in dict.fromkeys(keys)
        ),
        *(CaseMeeting(caseworker_id=key, date=DECEMBER, officer=officer) for key in dict.fromkeys(keys)),
    ]


def decisions(scene: Scene, held: list[CaseMeeting]) -> list[CaseDecision]:
    """Five a meeting of November; two are still to do."""
    made = []
    for meeting in held:
        if meeting.date != NOVEMBER:
            continue
        own = [file for file in scene.files if file.caseworker == meeting.caseworker_id and file.entry < NOVEMBER]
        for rank, file in enumerate(scene.random.sample(own, min(5, len(own)))):
            done = NOVEMBER + dt.timedelta(10) if rank < 3 else None
            owner = scene.account_of.get(meeting.caseworker_id) or scene.users.get("project_officer")
            due = NOVEMBER + dt.timedelta(21 + 7 * rank)
            said = {"grounds": "sans_etape", "words": DECISIONS[rank], "owner": owner, "due_on": due, "done_on": done}
            made.append(CaseDecision(meeting=meeting, pathway=file.pathway, **said))
    return made


def extensions(scene: Scene) -> list[Extension]:
    """Most pathways beyond thirty months were prolonged by a decision."""
    decider = scene.users.get("coordinator")
    made = []
    for file in scene.files:
        end = add_months(file.entry, LONGEST)
        if end < scene.day and scene.random.random() < EXTENDED:
            made.append(
                Extension(
                    pathway=file.pathway,
                    decided_on=end - dt.timedelta(20),
                    until=max(add_months(end, 6), scene.day + dt.timedelta(75)),
                    reason="Action en cours, sortie attendue à son terme.",
                    decided_by=decider,
                )
            )
    return made


def proposals(scene: Scene) -> list[ExitProposal]:
    """Exits that wait for the SA: towards a job, of people whose contract has lasted."""
    reason = ExitReason.objects.get(code="emploi")
    found = [file for file in scene.files if any(_lasting(step, scene.day) for step in file.steps)]
    return [
        ExitProposal(
            pathway=file.pathway,
            date=scene.day - dt.timedelta(2),
            reason=reason,
            evidence="Contrat de travail et bulletins de salaire des six derniers mois.",
            proposed_on=scene.day - dt.timedelta(9 if rank == 0 else 2),
            proposed_by=scene.account_of.get(file.caseworker),
        )
        for rank, file in enumerate(found[:4])
    ]


def _lasting(step: Step, day: dt.date) -> bool:
    return step.label.lasting_job and step.start <= add_months(day, -6) and (step.end is None or step.end > day)


def absences(scene: Scene) -> list[AbsenceAct]:
    """Two people of the known référent were called, then convoked, after absences."""
    missed = Interview.objects.filter(
        present=False, date__gte=scene.day - dt.timedelta(60), pathway__in=[file.pathway.pk for file in scene.ours()]
    )
    late = dict(missed.order_by("date").values_list("pathway", "date"))
    by = scene.account_of.get(scene.known or 0)
    made = []
    for key, day in sorted(late.items())[:2]:
        for stage, after in ((AbsenceStage.CALL, 2), (AbsenceStage.CONVOCATION, 6)):
            on = day + dt.timedelta(after)
            if on > scene.day:
                continue
            reply = on + dt.timedelta(15) if stage == AbsenceStage.CONVOCATION else None
            made.append(AbsenceAct(pathway_id=key, stage=stage, date=on, reply_by=reply, recorded_by=by))
    return made


def covers(scene: Scene) -> list[Cover]:
    """The known référent takes over from a colleague who leaves in January."""
    last = list(scene.team)[-1]
    if scene.known is None or scene.known == last:
        return []
    words = "Rendez-vous reportés à la semaine suivante, sauf urgence. Les contrats qui finissent sont listés."
    return [
        Cover(
            absent_id=last,
            replacement_id=scene.known,
            start=dt.date(2018, 1, 8),
            end=dt.date(2018, 1, 12),
            words=words,
        )
    ]


def put_offs(scene: Scene) -> list[PutOff]:
    """Two alerts of the known référent, put off with a reason."""
    by = scene.account_of.get(scene.known or 0)
    return [
        PutOff(
            participant=file.person,
            kind=AlertKind.NO_STEP,
            since=since,
            until=scene.day + dt.timedelta(12),
            reason="Réponse d’un centre de formation attendue.",
            by=by,
            put_off_on=scene.day - dt.timedelta(5),
        )
        for file, since in list(_without_step(scene))[:2]
    ]


def _without_step(scene: Scene) -> Iterator[tuple[File, dt.date]]:
    """Files of the known référent whose last step ended more than three months ago."""
    for file in scene.ours():
        ends = [step.end or dt.date.max for step in file.steps]
        since = max(ends, default=file.entry)
        if since < scene.day and add_months(since, 3) < scene.day:
            yield file, since


def drafts(scene: Scene) -> list[EntryDraft]:
    """Entries that were begun: people whose first appointment was kept, and who wait."""
    held = Referral.objects.entrusted().filter(participant__appointments__kind=AppointmentKind.FIRST)
    kept = held.filter(participant__appointments__outcome="tenu").order_by("date", "code").distinct()
    at = clock.now() - dt.timedelta(days=2)
    asked = EligibilityCriterion.objects.filter(group__protocol=Protocol.objects.for_entry(scene.day), rule="")
    answers = {f"r_{code}": "oui" for code in asked.filter(sensitive=False).values_list("code", flat=True)}
    return [
        _draft(each, scene.account_of.get(each.caseworker_id or 0), at, {} if rank % 2 else answers)
        for rank, each in enumerate(kept[:6])
    ]


def _draft(referral: Referral, by: User | None, at: dt.datetime, answers: dict[str, str]) -> EntryDraft:
    """The assessment, with the answers about eligibility when there are some."""
    typed = {"bilan": {"project": "1", "autonomy": "2"}, **({"eligibilite": answers} if answers else {})}
    sections = {
        name: {"version": 1, "by": str(by or "Ligne de commande"), "values": values} for name, values in typed.items()
    }
    return EntryDraft(referral=referral, version=1, sections=sections, updated_at=at, updated_by=by)


def immersions(scene: Scene) -> list[Immersion]:
    """The terms of the immersions of the autumn."""
    found = Step.objects.filter(label__immersion=True, start__gte=add_months(scene.day, -4)).order_by("code")
    return [
        Immersion(
            step=step,
            object="decouvrir",
            tutor="Mme Bruyère",
            tutor_function="Responsable d’équipe",
            tasks="Accueil, mise en rayon, nettoyage du poste.",
            goals="Découvrir le métier, vérifier les horaires et le rythme.",
            days="Du lundi au vendredi, de 9 h à 12 h et de 13 h à 17 h",
        )
        for step in found
    ]
