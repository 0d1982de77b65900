"""What the last entries rest on, and the papers of open files. A paper without a file is in a cupboard."""

import datetime as dt

from jalon.agenda.enums import AppointmentKind, Outcome
from jalon.agenda.models import Appointment
from jalon.core.periods import add_months
from jalon.demo.week.scene import Scene
from jalon.pathways.models import Entry
from jalon.people.enums import DocumentKind
from jalon.people.models import Document, Participant
from jalon.protocols.models import Protocol

PREPARED_SINCE = 4
"""Months: entries prepared in Jalon, not before."""
CHARTER_LEFT, EXPIRING_SOON = 0.05, 0.06
TRACKS = (
    "Restauration collective, ou cuisine.",
    "Commerce de proximité.",
    "Entretien des espaces verts.",
    "À explorer.",
)


def entries(scene: Scene) -> list[Entry]:
    """Of the pathways entered lately: dates, criteria left to the paper file, first assessment."""
    protocol = Protocol.objects.in_force_on(scene.day)
    if protocol is None:
        return []
    since = add_months(scene.day, -PREPARED_SINCE)
    kept = Appointment.objects.filter(kind=AppointmentKind.FIRST, outcome=Outcome.KEPT).order_by("date")
    first = dict(kept.values_list("participant", "date"))
    decider = scene.users.get("coordinator")
    made = []
    for file in scene.files:
        if file.entry < since:
            continue
        charter = None if scene.random.random() < CHARTER_LEFT else file.entry
        met = first.get(file.person.pk)
        made.append(
            Entry(
                pathway=file.pathway,
                protocol=protocol,
                first_kept_on=met if met and met <= file.entry else None,
                charter_on=charter,
                validated_on=file.entry,
                validated_by=decider,
                project=scene.random.randint(0, 3),
                autonomy=scene.random.randint(1, 3),
                first_tracks=scene.random.choice(TRACKS),
            )
        )
    return made


def documents(scene: Scene) -> list[Document]:
    """Identity, RSA certificate, CV and charter, with their expiry; some expire within the month."""
    made = []
    for file in scene.files:
        soon = scene.random.random() < EXPIRING_SOON
        end = scene.day + dt.timedelta(scene.random.randint(3, 28) if soon else scene.random.randint(200, 2_500))
        made.append(_document(file.person, DocumentKind.IDENTITY, file.entry, end))
        made.append(_document(file.person, DocumentKind.CHARTER, file.entry))
        if scene.random.random() < 0.6:
            made.append(_document(file.person, DocumentKind.CV, min(scene.day, file.entry + dt.timedelta(40))))
        if file.rsa_since:
            made.append(_document(file.person, DocumentKind.RSA, file.entry, scene.day + dt.timedelta(90)))
    return made


def _document(person: Participant, kind: DocumentKind, dated: dt.date, expires: dt.date | None = None) -> Document:
    return Document(participant=person, kind=kind, dated=dated, added_on=dated, expires_on=expires)
