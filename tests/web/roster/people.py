"""Many people for the tests of the list, beside those of the example."""

import datetime as dt

from jalon.accounts.models import Caseworker
from jalon.pathways.models import Assignment, Pathway
from jalon.people.models import Participant
from jalon.roster.actions import refresh_all


def grives(count: int) -> None:
    """So many people named Grive in all, each followed by Paule since a day of their own."""
    paule = Caseworker.objects.get(code="erable")
    for number in range(Participant.objects.filter(last_name="Grive").count(), count):
        person = Participant.objects.create(code=f"G-{number:03}", last_name="Grive", first_name=f"Lou {number:03}")
        entry = dt.date(2017, 1, 9) + dt.timedelta(number // 2)
        pathway = Pathway.objects.create(code=f"P-G-{number}", participant=person, entry_date=entry)
        Assignment.objects.create(pathway=pathway, caseworker=paule)
    refresh_all()
