"""What happened to a person, as the memory of a file holds it: a line, its kind, and where its records are found."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, TextChoices

from jalon.people.models import Participant
from jalon.web.participants.facts import Fact


class Kind(TextChoices):
    """As addresses write them, and as the page says them."""

    CONTACTS = "contacts", "Contacts"
    APPOINTMENTS = "rendez-vous", "Rendez-vous"
    STEPS = "etapes", "Étapes"
    REVIEWS = "bilans", "Bilans et objectifs"
    DOCUMENTS = "pieces", "Pièces"
    PATHWAYS = "parcours", "Entrées et sorties"
    SUSPENSIONS = "veilles", "Veilles"
    PARTNERS = "partenaires", "RSA et partenaires"
    CASEWORKERS = "referents", "Référents"
    SITUATIONS = "situations", "Situations"
    REFERRALS = "prescriptions", "Prescriptions"


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of the memory of a file. `reason` is masked by default; `flag` is what is wrong; `words` what was written.

    `link`: where to read on, as (words, address). `proof`: where its signature is shown.
    """

    day: dt.date
    icon: str
    title: str
    detail: str = ""
    reason: Fact | None = None
    flag: str = ""
    words: str = ""
    link: tuple[str, str] | None = None
    proof: str = ""

    @property
    def month(self) -> dt.date:
        """Its month, by its first day: the memory is cut by months."""
        return self.day.replace(day=1)


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of moment: its records up to a day, the date that counts, and how one is told."""

    kind: Kind
    date: str
    model: Any
    person: str
    tell: Callable[[Any, bool], Moment]
    related: tuple[str, ...] = ()
    only: Q = Q()  # noqa: RUF009  (never changed)
    prefetch: tuple[Any, ...] = ()

    def rows(self, participant: Participant, today: dt.date) -> QuerySet[Any]:
        """The records of a person, up to the day, in no order."""
        found: QuerySet[Any] = self.model._default_manager.order_by()
        return found.filter(self.only, **{self.person: participant, f"{self.date}__lte": today})

    def read(self, keys: list[int]) -> Iterable[Any]:
        """These records, with what it takes to tell them."""
        found: QuerySet[Any] = self.model._default_manager.order_by()
        return found.filter(pk__in=keys).select_related(*self.related).prefetch_related(*self.prefetch)
