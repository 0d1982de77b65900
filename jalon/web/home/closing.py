"""What one has to close: each line is a count that opens the list it counts, by the filters of that list."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Min, Q
from django.urls import reverse

from jalon.accounts.models import User
from jalon.accounts.permissions import may
from jalon.accounts.roles import Capability
from jalon.core import clock
from jalon.indicators import measures as m
from jalon.indicators.engine import evaluate
from jalon.indicators.window import Window
from jalon.pathways.models import CaseMeeting, EntryDraft, ExitProposal
from jalon.referrals.models import Referral
from jalon.roster.models import FileSummary
from jalon.web.figures.question import address
from jalon.web.home.scope import Scope
from jalon.web.referrals.states import State
from jalon.web.roster.filters import ACTIVE, FILTERS, LONG_SUSPENDED, MINE, NOBODY, Asker

LATE = {
    m.ENTRIES_LATE: "Entrées de mois passés, saisies ce mois-ci",
    m.ENTRIES_LATE_LAST_YEAR: "Entrées de l’année passée, saisies ce mois-ci",
    m.EXITS_LATE: "Sorties de mois passés, saisies ce mois-ci",
}
LISTS: tuple[tuple[str, dict[str, str]], ...] = (
    ("Parcours de plus de 30 mois", {"mois": "31-"}),
    ("Veilles de plus de deux mois", {"statut": LONG_SUSPENDED}),
    ("Sans étape depuis trois mois", {"statut": ACTIVE, "sans_etape": "3"}),
)
WITHOUT_CASEWORKER = ("Parcours ouverts sans référent", {"referent": NOBODY, "statut": ACTIVE})
CONDITIONS = {each.name: each.condition for each in FILTERS}


@dataclass(frozen=True, slots=True)
class Matter:
    """A line: how many, since when for the one that has waited longest (days; None: not said), and the list."""

    label: str
    number: int
    url: str
    oldest: int | None = None


def matters(scope: Scope, user: User, window: Window) -> list[Matter]:
    """What there is to close today, nothing left out but what is at zero. Nine queries at most."""
    found = _lists(scope, user)
    if not scope.own:
        found = [_pending(), *_to_decide(user), *found, *_late(window)]
    return [matter for matter in found if matter.number]


def _lists(scope: Scope, user: User) -> list[Matter]:
    asker = Asker(user, clock.today())
    own = {"referent": MINE} if scope.own else {}
    asked = [(label, {**own, **filters}) for label, filters in LISTS]
    asked += [] if scope.own else [WITHOUT_CASEWORKER]
    people = FileSummary.objects.openable_by(user).order_by()
    counts = {f"at_{place}": Count("pk", filter=_condition(said, asker)) for place, (_, said) in enumerate(asked)}
    numbers = people.aggregate(**counts)
    page = reverse("participants:search")
    return [
        Matter(label, numbers[f"at_{place}"], f"{page}?{urlencode(said)}") for place, (label, said) in enumerate(asked)
    ]


def _condition(said: dict[str, str], asker: Asker) -> Q:
    met = Q()
    for name, value in said.items():
        met &= CONDITIONS[name](value, asker)
    return met


def _pending() -> Matter:
    found = Referral.objects.pending().aggregate(number=Count("pk"), first=Min("date"))
    oldest = (clock.today() - found["first"]).days if found["first"] else None
    url = f"{reverse('referrals:index')}?{urlencode({'etat': State.PENDING.value})}"
    return Matter("Prescriptions en attente", found["number"], url, oldest)


def _to_decide(user: User) -> Iterator[Matter]:
    """What waits for a decision of the team; each line for who may take it."""
    if may(user, Capability.ALLOT):
        to_allot = Referral.objects.pending().filter(caseworker=None)
        yield Matter("Prescriptions à attribuer", to_allot.count(), reverse("referrals:allot"))
    yield Matter("Entrées en préparation", EntryDraft.objects.count(), reverse("entries:drafts"))
    if may(user, Capability.ALLOT):
        proposed = ExitProposal.objects.filter(decided_on=None)
        yield Matter("Sorties à valider", proposed.count(), reverse("steps:exits"))
    if may(user, Capability.RUN_MEETINGS):
        to_hold = CaseMeeting.objects.filter(closed_at=None)
        yield Matter("Réunions de situation à tenir", to_hold.count(), reverse("meetings:index"))


def _late(window: Window) -> list[Matter]:
    values = evaluate(LATE, window)
    return [Matter(label, values[each.code], address(each.code, window, {})) for each, label in LATE.items()]
