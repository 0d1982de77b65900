"""What an import tells the journal: one event per participant's file touched, one for itself."""

from collections import Counter, defaultdict
from typing import Any
from uuid import UUID, uuid4

from jalon.audit.actions import Actor, event
from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.audit.values import masked
from jalon.exchange import format as f
from jalon.exchange.cells import written
from jalon.pathways.models import Pathway, Suspension
from jalon.people.models import Participant, Situation
from jalon.referrals.models import Referral

BATCH = 2_000
TARGET = "import"

# The model whose privacy classes tell which columns of a file to mask, and the names that differ.
_MODELS: dict[str, tuple[Any, dict[str, str]]] = {
    f.PARTICIPANTS: (Participant, {}),
    f.SITUATIONS: (Situation, {}),
    f.REFERRALS: (Referral, {}),
    f.SUSPENSIONS: (Suspension, {}),
    f.EXITS: (Pathway, {"reason": "exit_reason"}),
}


class ImportJournal:
    """Gathers what an import does, then writes it in one go, in the import's transaction."""

    def __init__(self, *, by: Actor | None, source: str) -> None:
        self.by, self.source = by, source
        self.batch: UUID = uuid4()
        self.added: dict[str, Counter[str]] = defaultdict(Counter)
        self.corrections: dict[str, list[tuple[str, Any, Any]]] = defaultdict(list)
        self.totals: Counter[str] = Counter()
        self.partners: list[tuple[str, Any, Any]] = []

    def add(self, name: str, file: str, number: int = 1) -> None:
        """`number` rows of the file `name` were added to a participant's file ("" for a partner's)."""
        if number:
            self.totals[f"{name} ajoutés"] += number
        if file:
            self.added[file][name] += number

    def correct(self, name: str, files: set[str], before: Any, after: Any) -> None:
        """A row of `name` was corrected, in one file or two (when it changed hands)."""
        self.totals[f"{name} corrigés"] += 1
        for file in files:
            self.corrections[file].append((name, before, after))
        if not files:
            self.partners.append((name, before, after))

    def files(self) -> list[str]:
        """The codes of the participants' files touched."""
        return sorted(set(self.added) | set(self.corrections))

    def write(self) -> None:
        """Write every event."""
        waiting = [self._partner_event(*correction) for correction in self.partners]
        for file in self.files():
            waiting.append(self._file_event(file))
            if len(waiting) >= BATCH:
                Event.objects.bulk_create(waiting)
                waiting = []
        Event.objects.bulk_create([*waiting, self._own_event()])

    def _own_event(self) -> Event:
        return event(
            by=self.by,
            verb=Verb.IMPORTED,
            target=TARGET,
            after=dict(self.totals),
            reason=self.source,
            batch=self.batch,
        )

    def _file_event(self, file: str) -> Event:
        corrections = self.corrections.get(file, [])
        before: dict[str, Any] = {}
        after: dict[str, Any] = {name: f"+{number}" for name, number in self.added.get(file, {}).items()}
        for name, old, new in corrections:
            old_values, new_values = _difference(name, old, new)
            label = f"{name} {written(old[0])} {written(old[1])}".strip() if _dated(name) else f"{name} {old[0]}"
            before[label], after[label] = old_values, new_values
        return event(
            by=self.by,
            verb=Verb.CHANGED if before else Verb.CREATED,
            target=TARGET,
            key=file,
            file=file,
            before=before or None,
            after=after,
            batch=self.batch,
        )

    def _partner_event(self, name: str, old: Any, new: Any) -> Event:
        before, after = _difference(name, old, new)
        return event(
            by=self.by, verb=Verb.CHANGED, target=name, key=old[0], before=before, after=after, batch=self.batch
        )


def _dated(name: str) -> bool:
    return name in (f.SITUATIONS, f.SUSPENSIONS)


def _difference(name: str, old: Any, new: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ, before and after, the sensitive ones masked."""
    names = [field for field, a, b in zip(old._fields, old, new, strict=True) if a != b]
    sides = tuple({field: getattr(row, field) for field in names} for row in (old, new))
    if name not in _MODELS:
        return ({k: written(v) for k, v in sides[0].items()}, {k: written(v) for k, v in sides[1].items()})
    model, other_names = _MODELS[name]
    before, after = (
        masked(model, {other_names.get(field, field): value for field, value in side.items()}) for side in sides
    )
    return before, after
