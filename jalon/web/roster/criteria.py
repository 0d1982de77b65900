"""What the address asks of the list: words, filters and order. Whatever it says that has no meaning is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe

from jalon.roster.models import FileSummary
from jalon.roster.queries import FileSummaryQuerySet
from jalon.roster.search import Found, Search, found, understand
from jalon.web.roster.filters import FILTERS, Asker, Choices, Filter

WORDS, ORDER = "q", "tri"
LONGEST = 200
"""Signs of what may be typed."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of the list: the column it reads; ties go by number of record."""

    name: str
    words: str
    field: str
    descending: bool = False
    private: bool = False


SORTS = {
    sort.name: sort
    for sort in (
        Sort("nom", "par nom", "sort_name"),
        Sort("-nom", "par nom, de Z à A", "sort_name", descending=True),
        Sort("referent", "par référent", "caseworker_name"),
        Sort("-referent", "par référent, de Z à A", "caseworker_name", descending=True),
        Sort("entree", "de l’entrée la plus ancienne à la plus récente", "entry"),
        Sort("-entree", "de l’entrée la plus récente à la plus ancienne", "entry", descending=True),
        Sort("etape", "de la dernière étape la plus ancienne à la plus récente", "step_until", private=True),
        Sort("-etape", "de la dernière étape la plus récente à la plus ancienne", "step_until", True, private=True),
        Sort("contact", "du contact le plus ancien au plus récent", "contact_on", private=True),
        Sort("-contact", "du contact le plus récent au plus ancien", "contact_on", True, private=True),
    )
}


@dataclass(frozen=True)
class Field:
    """A filter as the form shows it."""

    filter: Filter
    choices: Choices
    value: str

    @property
    def options(self) -> SafeString:
        """The choices as a `select` holds them; written here, and escaped all at once, for there may be hundreds."""
        given = [("", self.filter.anything), *self.choices]
        values, words = (escape("\0".join(side)).split("\0") for side in zip(*given, strict=True))
        chosen = escape(self.value)
        return mark_safe(  # noqa: S308  (each part is escaped)
            "".join(
                f'<option value="{value}"{" selected" if value == chosen else ""}>{word}</option>'
                for value, word in zip(values, words, strict=True)
            )
        )

    @property
    def told(self) -> str:
        """« Commune : Dijon »."""
        return f"{self.filter.label}\u00a0: {dict(self.choices)[self.value]}"


@dataclass(frozen=True)
class Criteria:
    """A question asked to the list. `given` may hold anything; only what is understood counts."""

    asker: Asker
    given: Mapping[str, str]
    everyone: FileSummaryQuerySet = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "everyone", FileSummary.objects.visible_to(self.asker.user))

    @cached_property
    def words(self) -> str:
        """What was typed."""
        return " ".join(self.given.get(WORDS, "")[:LONGEST].replace("\0", "").split())

    @cached_property
    def search(self) -> Search:
        return understand(self.words, self.asker.day)

    @cached_property
    def sort(self) -> Sort:
        return SORTS.get(self.given.get(ORDER, ""), SORTS["nom"])

    @cached_property
    def fields(self) -> list[Field]:
        """Every filter, with its value ("" when it filters nothing)."""
        return [self._field(each, self.given.get(each.name, "")) for each in FILTERS]

    @property
    def active(self) -> list[Field]:
        """The filters that filter."""
        return [held for held in self.fields if held.value]

    @property
    def narrowed(self) -> bool:
        """Whether something private is asked, so that only the files one may open are looked into."""
        return self.sort.private or any(held.filter.private for held in self.active)

    @property
    def scope(self) -> FileSummaryQuerySet:
        """Among whom one looks."""
        return FileSummary.objects.openable_by(self.asker.user) & self.everyone if self.narrowed else self.everyone

    def condition(self, *, but: str = "") -> Q:
        """What all the filters ask, that one apart."""
        met = Q()
        for held in self.active:
            if held.filter.name != but:
                met &= held.filter.condition(held.value, self.asker)
        return met

    @cached_property
    def found(self) -> Found:
        """The people of the list, not yet in order."""
        return self._meant(self.scope.filter(self.condition()))

    def counts_without_each(self) -> list[int]:
        """How many there would be without the words, if any, then without each filter in turn."""
        counts = [self.scope.filter(self.condition()).count()] if self.words else []
        names = [held.filter.name for held in self.active]
        if names:
            asked = {name: Count("pk", filter=self.condition(but=name)) for name in names}
            counted = self._meant(self.scope).people.aggregate(**asked)
            counts += [counted[name] for name in names]
        return counts

    def _meant(self, people: FileSummaryQuerySet) -> Found:
        return found(people, self.search, scope=self.everyone) if self.words else Found(people)

    def query(self, **changes: str) -> str:
        """The address of the list, with changes ("" takes a part away); always in the same order."""
        held = {each.filter.name: each.value for each in self.active}
        order = self.sort.name if self.sort.name != "nom" else ""
        parts = {WORDS: self.words, **held, ORDER: order, **changes}
        return urlencode({name: value for name, value in parts.items() if value})

    def _field(self, each: Filter, value: str) -> Field:
        choices = each.choices(self.asker)
        if value and value not in dict(choices):
            former = each.former(value)
            choices, value = [*former, *choices], former[0][0] if former else ""
        return Field(each, choices, value)
