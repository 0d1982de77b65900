"""A message by e-mail to each person of a selection who has an address and did not refuse."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.messaging.actions.mailings import Addressee, Content, launch, prepare
from jalon.messaging.enums import Channel, Purpose
from jalon.messaging.models import Mailing
from jalon.messaging.pasting import is_address
from jalon.pathways.actions.bulk import Verdict
from jalon.pathways.models import BulkAct, Pathway
from jalon.people.models import Participant, Unsubscription
from jalon.protocols.models import Protocol
from jalon.web.bulk.selection import Selection

Said = dict[str, Any]


def verdicts(by: User, said: Said, selection: Selection) -> list[Verdict]:
    """One query, for those who refused."""
    silent = set(
        Unsubscription.objects.filter(participant__in=selection.keys, channel=Channel.EMAIL).values_list(
            "participant", flat=True
        )
    )
    return [
        Verdict(person, pathway, refused or _lacking(person, pathway, silent))
        for person, pathway, refused in selection.rows
    ]


def _lacking(person: Participant, pathway: Pathway | None, silent: set[int]) -> str:
    if pathway is None:
        return "Pas de parcours en cours."
    if not is_address(person.email):
        return "Pas d’adresse électronique."
    return "Ne veut plus de courriel." if person.pk in silent else ""


def carry_out(by: User, said: Said, pathways: list[Pathway], label: str) -> BulkAct:
    """One message for each; what leaves cannot be taken back."""
    protocol = Protocol.objects.in_force_on(clock.today())
    ending = f"{by}\n\n{protocol.european_mention if protocol else ''}".strip()
    to = [
        Addressee(each.participant.email, "", text=f"Bonjour {each.participant},\n\n{said['words']}\n\n{ending}\n")
        for each in pathways
    ]
    with transaction.atomic():
        content = Content(said["subject"], f"{said['words']}\n\n{ending}\n")
        mailing = prepare(by=by, purpose=Purpose.PEOPLE, reference=f"participants:{uuid4()}", content=content, to=to)
        for each in pathways:
            _tell(by, mailing, each.participant.code)
        done = BulkAct(label=label, at=clock.now(), by=by, made=[[Mailing._meta.label_lower, str(mailing.key), "", 0]])
        audit.save(done, by=by)
        transaction.on_commit(lambda: launch(mailing.batch))
    return done


def _tell(by: User, mailing: Mailing, file: str) -> None:
    said = {"objet": mailing.subject}
    audit.record(by=by, verb=Verb.CREATED, target="messaging.mailing", key=str(mailing.key), file=file, after=said)
