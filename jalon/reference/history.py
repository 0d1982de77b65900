"""The history button of a settings screen, answered by the journal."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import models

from jalon.audit.models import Event

PER_PAGE = 100  # as Django's own history, whose template counts on it


@dataclass(frozen=True)
class Told:
    """An event under the names that Django's history page asks for."""

    event: Event
    model: type[models.Model]

    @property
    def action_time(self) -> Any:
        """When."""
        return self.event.at

    @property
    def user(self) -> "Told":
        """Who; the journal keeps a name, not an account."""
        return self

    def get_username(self) -> str:
        """The name of whoever acted."""
        return self.event.actor

    def get_full_name(self) -> str:
        """Nothing to add to the name."""
        return ""

    def get_change_message(self) -> str:
        """What was done, field by field for a change."""
        done = self.event.get_verb_display()
        if not self.event.before or not self.event.after:
            return done
        return f"{done} " + " ; ".join(self._change(name) for name in self.event.after)

    def _change(self, name: str) -> str:
        before, after = ((values or {}).get(name) for values in (self.event.before, self.event.after))
        return f"{self.model._meta.get_field(name).verbose_name} : {_shown(before)} → {_shown(after)}"  # type: ignore[union-attr]


def history(model: type[models.Model], key: str, number: Any) -> tuple[Page[Event], Any]:
    """A page of what the journal says of a record, latest first, and the pages around it."""
    events = Event.objects.filter(target=model._meta.label_lower, target_key=key)
    pages = Paginator(events, PER_PAGE)
    page = pages.get_page(number)
    page.object_list = [Told(event, model) for event in page.object_list]  # type: ignore[misc]
    return page, pages.get_elided_page_range(page.number)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "—" if value in (None, "") else str(value)
