"""What is written of the versions of the letter and of its head; each act tells the journal."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.audit import actions as audit
from jalon.audit.enums import Verb
from jalon.core import clock
from jalon.messaging.models import MailingList
from jalon.messaging.rules import one_line
from jalon.organisations.models import Organisation
from jalon.reference.models import Commune
from jalon.reports.editions.rules import NEEDS, order_kept
from jalon.reports.enums import Audience
from jalon.reports.models import Edition, Letterhead

TAKEN = "Une autre version porte ce nom."
KEPT = "Cette version a déjà été arrêtée : les dossiers qu’elle compte ne changent plus. Créez-en une autre."


@dataclass(frozen=True)
class Draft:
    """What someone says of a version. Of what tells whose files it counts, only what its audience needs is kept."""

    name: str
    audience: str
    caseworker: Caseworker | None = None
    organisation: Organisation | None = None
    commune: Commune | None = None
    blocks: Sequence[str] = ()
    lists: Collection[MailingList] = field(default_factory=tuple)


def make_edition(*, by: User | None, draft: Draft) -> Edition:
    """A version more. ValidationError, field by field, when it may not be."""
    edition = Edition()
    _save(edition, by, draft)
    return edition


def change_edition(edition: Edition, *, by: User | None, draft: Draft) -> bool:
    """Change a version; False when nothing differs. ValidationError as `make_edition`.

    Once it was closed, the files it counts stay the same: two letters under one name would not be compared.
    """
    if edition.closed.exists() and _key(edition) != _key_of(draft):
        raise ValidationError({"audience": KEPT})
    return _save(edition, by, draft)


def retire_edition(edition: Edition, *, by: User | None) -> bool:
    """No longer make this version; what it published stays. ValidationError for that of the whole PLIE."""
    if edition.audience == Audience.WHOLE:
        raise ValidationError("La lettre de tout le PLIE ne se retire pas : les autres en sont des parties.")
    edition.retired_on = edition.retired_on or clock.today()
    return audit.save(edition, by=by)


def resume_edition(edition: Edition, *, by: User | None) -> bool:
    """Make a retired version again."""
    edition.retired_on = None
    return audit.save(edition, by=by)


def write_letterhead(*, by: User | None, name: str, logo: int | None, logo_alt: str) -> bool:
    """The name and logo printed at the head of letters; `logo`: key of a picture. ValidationError without its words."""
    head = Letterhead.objects.first() or Letterhead()
    head.name, head.logo_id = one_line(name), logo
    head.logo_alt = one_line(logo_alt) if logo else ""
    if logo and not head.logo_alt:
        raise ValidationError({"logo_alt": "Dites en quelques mots ce que montre le logo."})
    return audit.save(head, by=by)


def _save(edition: Edition, by: User | None, draft: Draft) -> bool:
    with transaction.atomic():
        _put(edition, draft)
        if Edition.objects.filter(name__iexact=edition.name).exclude(pk=edition.pk).exists():
            raise ValidationError({"name": TAKEN})
        changed = audit.save(edition, by=by)
        return _put_lists(edition, by, draft.lists) or changed


def _put(edition: Edition, draft: Draft) -> None:
    edition.name, edition.audience = one_line(draft.name), draft.audience
    edition.caseworker_id, edition.organisation_id, edition.commune_id = _key_of(draft)[1:]
    edition.blocks = order_kept(draft.blocks)


def _put_lists(edition: Edition, by: User | None, lists: Collection[MailingList]) -> bool:
    before, after = set(edition.lists.all()), set(lists)
    if before == after:
        return False
    edition.lists.set(after)
    audit.record(
        by=by,
        verb=Verb.CHANGED,
        target=Edition._meta.label_lower,
        key=str(edition.pk),
        before={"lists": sorted(map(str, before))},
        after={"lists": sorted(map(str, after))},
    )
    return True


def _key(edition: Edition) -> tuple[Any, ...]:
    return edition.audience, edition.caseworker_id, edition.organisation_id, edition.commune_id


def _key_of(draft: Draft) -> tuple[Any, ...]:
    """Whose files: what the audience does not need is dropped."""
    needs = NEEDS[Audience(draft.audience)]
    found = [getattr(draft, name) if name in needs else None for name in ("caseworker", "organisation", "commune")]
    return draft.audience, *(each.pk if each else None for each in found)
