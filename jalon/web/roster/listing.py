"""What the page of the list shows, made of a question and of the page of rows that answers it."""

from dataclasses import dataclass, replace
from functools import cached_property

from jalon.accounts.permissions import caseworkers_of, may
from jalon.accounts.roles import Capability
from jalon.core.french import NARROW, NO_BREAK, number
from jalon.pathways.permissions import RECORDING
from jalon.roster.enums import Status
from jalon.roster.models import SavedView
from jalon.web.roster.criteria import ORDER, WORDS, Criteria
from jalon.web.roster.filters import ACTIVE, MINE
from jalon.web.roster.lines import Line, lines
from jalon.web.roster.paging import COUNTED, Page, count, page

AFTER, BEFORE = "apres", "avant"
HEADINGS = (
    ("Personne", "nom", ""),
    ("Référent", "referent", ""),
    ("Statut", "", ""),
    ("Entrée", "entree", ""),
    ("Mois", "", "n"),
    ("Étape en cours", "etape", ""),
    ("Dernier contact", "contact", ""),
    ("Commune, quartier", "", ""),
)
"""Each column of the page, the order it leads to ("" when none), its class."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column. `direction` is that of the present order, "" when it is another column's."""

    label: str
    css: str
    url: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A list one click away. `count`: how many people it holds, where it is known."""

    label: str
    url: str
    current: bool = False
    count: int | None = None
    view: SavedView | None = None


class Listing:
    """The list, as one account sees it today."""

    def __init__(self, criteria: Criteria) -> None:
        self.criteria, self.asker = criteria, criteria.asker
        self.query = criteria.query()

    @cached_property
    def page(self) -> Page:
        """The rows of the page."""
        given, people = self.criteria.given, self.criteria.found.people
        edges = {"after": given.get(AFTER, ""), "before": given.get(BEFORE, "")}
        return page(people, self.criteria.sort, **edges, sifted=bool(self.removals))

    @cached_property
    def lines(self) -> list[Line]:
        return list(lines(self.page.rows, self.asker))

    @cached_property
    def _count(self) -> int:
        return count(self.criteria.found.people)

    @property
    def size(self) -> str:
        """« 68 personnes »; beyond what is counted, « plus de 5 000 personnes »."""
        if self._count > COUNTED:
            return f"plus de {number(COUNTED)} personnes"
        return f"{number(self._count)} personne{'s' if self._count > 1 else ''}"

    @property
    def shown(self) -> str:
        """« 25 sur 68 personnes, par nom »."""
        whole = len(self.lines) == self._count
        return f"{self.size if whole else f'{number(len(self.lines))} sur {self.size}'}, {self.criteria.sort.words}"

    @property
    def may_act(self) -> bool:
        """Whether the account writes in files: rows may then be ticked."""
        return may(self.asker.user, *RECORDING)

    @property
    def partial(self) -> bool:
        """Whether some lines tell no more than name, référent and status."""
        return not all(line.openable for line in self.lines)

    @property
    def near(self) -> bool:
        """Whether nobody is called exactly so."""
        return self.criteria.found.near and bool(self.lines)

    # Ways to other lists

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(*heading) for heading in HEADINGS]

    def _heading(self, label: str, order: str, css: str) -> Heading:
        if not order:
            return Heading(label, css)
        sort = self.criteria.sort
        if sort.name.removeprefix("-") != order:
            return Heading(label, css, self._url(**{ORDER: order}))
        opposite = order if sort.descending else f"-{order}"
        return Heading(label, css, self._url(**{ORDER: opposite}), "descending" if sort.descending else "ascending")

    @property
    def next_url(self) -> str:
        """The page after; "" on the last one."""
        return self._url(**{AFTER: str(self.page.after)}) if self.page.after else ""

    @property
    def previous_url(self) -> str:
        """The page before; "" on the first one."""
        return self._url(**{BEFORE: str(self.page.before)}) if self.page.before else ""

    @cached_property
    def views(self) -> list[Chip]:
        """Lists that everyone needs, then those that are kept."""
        ready = [
            ("Tout le monde", ""),
            ("File active", f"statut={ACTIVE}"),
            ("En veille", f"statut={Status.SUSPENDED}"),
        ]
        if caseworkers_of(self.asker.user):
            ready.insert(0, ("Mon portefeuille", f"referent={MINE}&statut={ACTIVE}"))
        ready.append(("Prescriptions en attente", f"statut={Status.PENDING}"))
        kept = SavedView.objects.offered_to(self.asker.user)
        return [
            *(Chip(label, f"?{query}", query == self.query) for label, query in ready),
            *(Chip(view.name, f"?{view.query}", view.query == self.query, view=view) for view in kept),
        ]

    @property
    def own_view(self) -> SavedView | None:
        """The kept list on the page, when it is one's own."""
        kept = (chip.view for chip in self.views if chip.current and chip.view)
        return next((view for view in kept if view.owner_id == self.asker.user.pk), None)

    @property
    def may_keep(self) -> bool:
        """Whether this list is worth a name: it is not kept yet, and not the plain one."""
        return not any(chip.current for chip in self.views) and bool(self.criteria.query(**{WORDS: ""}))

    @property
    def may_share(self) -> bool:
        return may(self.asker.user, Capability.OPEN_ANY_FILE)

    @property
    def removals(self) -> list[Chip]:
        """Each thing asked, and the list without it."""
        words = (
            [Chip(f"«{NARROW}{self.criteria.words}{NARROW}»", self._url(**{WORDS: ""}))] if self.criteria.words else []
        )
        return words + [Chip(held.told, self._url(**{held.filter.name: ""})) for held in self.criteria.active]

    @property
    def wider(self) -> list[Chip]:
        """When nobody is found: the lists with one thing less that hold somebody, the filters counted in one query."""
        counts = self.criteria.counts_without_each()
        return [replace(chip, count=number) for chip, number in zip(self.removals, counts, strict=True) if number]

    @property
    def filters_told(self) -> str:
        """The filters in a line, for the fold of a phone."""
        return f"Filtres{NO_BREAK}: {', '.join(dict(h.choices)[h.value] for h in self.criteria.active) or 'aucun'}"

    def _url(self, **changes: str) -> str:
        return "?" + self.criteria.query(**changes)
