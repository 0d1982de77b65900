"""Six people expected by Nadia on the day, for the browser; taken away afterwards, for the tests that follow."""

import datetime as dt

from jalon.accounts.models import Caseworker
from jalon.agenda.enums import AppointmentKind
from jalon.agenda.models import Appointment
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral
from jalon.roster.actions import refresh_all

DAY, SENT = dt.date(2017, 12, 31), dt.date(2017, 12, 4)
NAMES = ("Lou Pinson", "Zoé Grive", "Karim Sittelle", "Odile Verdier", "Théo Tarin", "Nour Cincle")
CODE = "ACCUEIL-"


def come() -> None:
    """They were sent on 4 December, and come every half hour from 9."""
    nadia = Caseworker.objects.get(code="cormier")
    for number, name in enumerate(NAMES):
        first_name, last_name = name.split()
        person = Participant.objects.create(code=f"{CODE}{number}", first_name=first_name, last_name=last_name)
        Situation.objects.create(participant=person, date=SENT, commune_id="21231")
        said = {"participant": person, "caseworker": nadia}
        Referral.objects.create(code=f"PR-{CODE}{number}", date=SENT, allotted_on=SENT, why="emploi", **said)
        time = dt.time(9 + number // 2, 30 * (number % 2))
        Appointment.objects.create(kind=AppointmentKind.FIRST, date=DAY, time=time, minutes=30, **said)
    refresh_all()


def leave() -> None:
    """As before."""
    for person in Participant.objects.filter(code__startswith=CODE):
        person.pathways.all().delete()
        person.delete()
