"""What the file must hold: complete notes, signatures, the charter, the RSA contract, quarterly points, decisions."""

import datetime as dt

from jalon.core.duties import Due, said, several
from jalon.core.periods import add_months
from jalon.pathways.duties.contacts import contact_name
from jalon.pathways.duties.facts import FACE_TO_FACE, ContactFact, PathwayFacts
from jalon.pathways.enums import InterviewKind, Partner

WEEK = 7
"""Days to complete a file after a contact (domain notes §3)."""
RENEW_SEEN = 30
SIGN_WITHIN = 30
"""Days to sign the RSA contract."""
POINT_EVERY = 3
"""Months between two points with a partner."""
POINT_SEEN = 7
DECISION_SEEN = 7
TIMED = (*FACE_TO_FACE, InterviewKind.PHONE)


def lacking(contact: ContactFact) -> list[str]:
    """What a contact lacks to be complete: a call is a date, its minutes and a line; a missed appointment, its day."""
    if contact.present is False:
        return []
    found = ["la venue"] if contact.present is None else []
    found += ["la durée"] if contact.kind in TIMED and not contact.minutes else []
    return found if contact.has_note else [*found, "le compte rendu"]


def file_incomplete(facts: PathwayFacts, day: dt.date) -> Due | None:
    """A contact of more than a week ago still lacks something; the oldest is told."""
    late = [each for each in facts.to_complete if (day - each.date).days > WEEK and lacking(each)]
    if not late:
        return None
    first = min(late, key=lambda each: each.date)
    told = f"{contact_name(first.kind)} du {said(first.date, day)}, il manque {' et '.join(lacking(first))}"
    why = "Compte rendu à compléter" if len(late) == 1 else f"{len(late)} comptes rendus à compléter"
    return Due("file_incomplete", first.date, why, first.date + dt.timedelta(WEEK), told)


def signature_missing(facts: PathwayFacts, day: dt.date) -> Due | None:
    """A meeting of an earlier day is not signed; the oldest dates it."""
    late = sorted(date for date in facts.unsigned if date < day)
    if not late:
        return None
    why = "Signature manquante" if len(late) == 1 else f"{len(late)} signatures manquantes"
    told = f"rencontre du {said(late[0], day)}" if len(late) == 1 else f"rencontres {_of(late, day)}"
    return Due("signature_missing", late[0], why, late[0] + dt.timedelta(WEEK), told)


def charter_missing(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The entry was prepared in Jalon, and from the day after it the charter has neither day nor paper."""
    if not facts.entry_file or facts.charter or day <= facts.entry:
        return None
    due_on = facts.entry + dt.timedelta(WEEK)
    told = f"entrée le {said(facts.entry, day)}"
    return Due("charter_missing", facts.entry, "Charte d’engagement à signer", due_on, told)


def rsa_contract(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The person receives the RSA and no contract holds, or the one that holds ends within thirty days."""
    if facts.rsa_since is None or facts.exit:
        return None
    until = max((each.end for each in facts.engagements if each.end and each.start <= day), default=None)
    if until is None or until < max(facts.entry, facts.rsa_since):
        since = max(facts.entry, facts.rsa_since)
        due_on = since + dt.timedelta(SIGN_WITHIN)
        told = f"dû le {said(due_on, day)}" if due_on < day else f"avant le {said(due_on, day)}"
        return Due("rsa_contract", since, "Contrat d’engagement à signer", due_on, told)
    if (until - day).days > RENEW_SEEN:
        return None
    verb = "finit" if until >= day else "a fini"
    return Due("rsa_contract", until, "Contrat d’engagement à renouveler", until, f"il {verb} le {said(until, day)}")


def partner_point(facts: PathwayFacts, day: dt.date) -> Due | None:
    """The quarterly point with a partner whom the person depends on is due within a week, or late."""
    concerned = ((Partner.DEPARTMENT, facts.rsa_since is not None), (Partner.FRANCE_TRAVAIL, facts.job_seeker))
    last = {partner: facts.points.get(partner, facts.entry) for partner, with_them in concerned if with_them}
    late = {who: on for who, on in last.items() if (add_months(on, POINT_EVERY) - day).days <= POINT_SEEN}
    if not late or facts.exit:
        return None
    since = min(late.values())
    due_on = add_months(since, POINT_EVERY)
    names = " et ".join("le Département" if who == Partner.DEPARTMENT else "France Travail" for who in late)
    told = f"dû le {said(due_on, day)}" if due_on < day else f"avant le {said(due_on, day)}"
    return Due("partner_point", since, f"Point trimestriel avec {names}", due_on, told)


def meeting_decision(facts: PathwayFacts, day: dt.date) -> Due | None:
    """A decision of a monthly meeting is due within a week, or should be done. Its words are told nowhere else."""
    due = [each for each in facts.decisions if (each.due_on - day).days <= DECISION_SEEN]
    if not due:
        return None
    first = min(due, key=lambda each: each.due_on)
    told = f"pour le {said(first.due_on, day)}" + (f", par {first.who}" if first.who else "")
    why = f"Décision de la réunion du {said(first.met_on, day)}"
    return Due("meeting_decision", first.due_on, why, first.due_on, told)


def exit_to_validate(facts: PathwayFacts, day: dt.date) -> Due | None:
    """An exit was proposed: the SA answers within a week."""
    if facts.proposed is None or facts.proposed > day:
        return None
    due_on = facts.proposed + dt.timedelta(WEEK)
    return Due(
        "exit_to_validate", facts.proposed, "Sortie à valider", due_on, f"proposée le {said(facts.proposed, day)}"
    )


def _of(days: list[dt.date], day: dt.date) -> str:
    """« des 4 nov. et 12 déc. », or the first and the last when there are many."""
    many = f"du {said(days[0], day)} au {said(days[-1], day)}"
    return many if len(days) > 3 else f"des {several(days, day)}"
