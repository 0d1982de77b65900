"""What the pages of an agenda read, in a constant number of queries."""

from collections.abc import Sequence

from django.db.models import Q

from jalon.agenda.models import Opening
from jalon.core import clock
from jalon.core.periods import Period
from jalon.pathways.permissions import openable_among
from jalon.people.models import Participant
from jalon.programme.models import Operation
from jalon.web.access import AccountRequest
from jalon.web.agenda.rows import Reader
from jalon.web.agenda.whose import Whose
from jalon.worktime.rules import Day, balance


def reader_of(request: AccountRequest, whose: Whose, days: Sequence[Day]) -> Reader:
    """The reader of these days, with the files that they may open."""
    today = clock.today()
    codes = {each.code for day in days for each in (*day.done, *day.planned)}
    people = dict(Participant.objects.filter(code__in=codes).values_list("pk", "code"))
    openable = frozenset(people[key] for key in openable_among(request.user, people))
    caught_up = not balance(days, before=today).missing
    return Reader(whose, today, openable, caught_up, operation_names())


def operation_names() -> dict[str, str]:
    """The names of the operations, by code."""
    return dict(Operation.objects.values_list("code", "name"))


def openings_of(caseworker: int, period: Period) -> list[Opening]:
    """The half-days of welcome in force during a period."""
    held = Opening.objects.filter(caseworker=caseworker, valid_from__lte=period.end)
    return list(held.filter(Q(valid_to=None) | Q(valid_to__gte=period.start)).order_by("start"))
