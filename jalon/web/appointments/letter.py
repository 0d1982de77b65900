"""The letter that confirms an appointment, in plain French, for who cannot be told otherwise."""

import datetime as dt
from pathlib import Path
from typing import Any

from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment
from jalon.core import typesetting
from jalon.core.french import NO_BREAK, long_day, short_clock, weekday
from jalon.people.models import Participant
from jalon.reports.papers import paper

TEMPLATE = Path(__file__).with_name("letter.typ")
TO_BRING = {
    AppointmentKind.FIRST: (
        "une pièce d’identité ou votre titre de séjour",
        "votre attestation de France Travail ou de la CAF, si vous en avez une",
        "votre CV, si vous en avez un",
    ),
    AppointmentKind.REVIEW: ("vos contrats, bulletins de salaire et attestations reçus depuis la dernière fois",),
}


def letter_pdf(appointment: Appointment, today: dt.date) -> bytes:
    """One page. About 0.1 s."""
    return typesetting.compile(TEMPLATE, data(appointment, today), today)


def data(appointment: Appointment, today: dt.date) -> dict[str, Any]:
    """What the template prints."""
    whom = appointment.caseworker
    when = f"{weekday(appointment.date)} {long_day(appointment.date)} à {short_clock(appointment.time)}"
    return paper(title="Votre rendez-vous", kicker="rendez-vous", day=today) | {
        "addressee": _address(appointment.participant, today),
        "dated": f"Le {long_day(today)}",
        "opening": "Madame, Monsieur,",
        "said": f"{whom} vous attend{NO_BREAK}:",
        "when": when[0].upper() + when[1:],
        "where": appointment.place,
        "lasts": f"Comptez {appointment.minutes}{NO_BREAK}minutes environ.",
        "bring": list(TO_BRING.get(AppointmentKind(appointment.kind), ())),
        "absent": "Si vous ne pouvez pas venir, dites-le dès que possible : nous choisirons ensemble un autre jour.",
        "reach": f"Pour joindre {whom}{NO_BREAK}: {whom.email}" if whom.email else "",
        "closing": "À bientôt,",
        "signed": str(whom),
    }


def _address(person: Participant, today: dt.date) -> list[str]:
    situation = person.situations.filter(date__lte=today).select_related("commune").order_by("-date").first()
    if situation is None:
        return [str(person)]
    town = " ".join(filter(None, [situation.postcode, str(situation.commune or "")]))
    return [line for line in (str(person), situation.address, town) if line]
