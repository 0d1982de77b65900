"""Keeping the roster true, and the lists that accounts keep. The former writes no event: it holds no fact."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.core.exceptions import PermissionDenied
from django.db import transaction

from jalon.accounts.models import Caseworker, User
from jalon.accounts.permissions import REFUSAL, may
from jalon.accounts.roles import Capability
from jalon.audit import actions as journal
from jalon.core import clock
from jalon.people.models import Participant
from jalon.roster.models import FileSummary, FileWord, SavedView, WordKey
from jalon.roster.rules import word_keys
from jalon.roster.summaries import caseworker_key, names, summaries

CHUNK = 1_000
_COLUMNS = [field.attname for field in FileSummary._meta.local_fields if not field.primary_key]


def refresh(*, participants: Iterable[int]) -> None:
    """Make the summaries of these people anew, from the facts; to call in the transaction that changes them."""
    day, waiting = clock.today(), iter(sorted(set(participants)))
    with transaction.atomic():
        while chunk := list(islice(waiting, CHUNK)):
            made = summaries(chunk, day)
            FileSummary.objects.bulk_create(
                made, update_conflicts=True, unique_fields=["participant"], update_fields=_COLUMNS, batch_size=CHUNK
            )
            _write_words(made)


def refresh_all() -> int:
    """Make every summary anew, and forget the words that nobody bears any more; how many people there are."""
    everyone = list(Participant.objects.order_by().values_list("pk", flat=True))
    with transaction.atomic():
        refresh(participants=everyone)
        WordKey.objects.exclude(word__in=FileWord.objects.order_by().values("word")).delete()
    return len(everyone)


def follow_calendar() -> None:
    """Make anew what the day alone has changed: a planned start that has come. One look at two indexes when nothing."""
    changed = list(FileSummary.objects.out_of_date(clock.today()).order_by().values_list("pk", flat=True))
    if changed:
        refresh(participants=changed)


def follow_names(*, caseworkers: Iterable[Caseworker]) -> None:
    """Sort again the people of référents who changed name."""
    for caseworker in caseworkers:
        name = caseworker_key(caseworker.last_name, caseworker.first_name)
        theirs = FileSummary.objects.filter(caseworker=caseworker)
        theirs.exclude(caseworker_name=name).update(caseworker_name=name)


def keep_view(*, by: User, name: str, query: str, shared: bool) -> SavedView:
    """Keep a list under a name. ValidationError when the name is taken, PermissionDenied to share without the right."""
    if shared:
        check_may_share(by)
    view = SavedView(owner=by, name=name, query=query, shared=shared)
    journal.save(view, by=by)
    return view


def drop_view(*, by: User, view: SavedView) -> None:
    """Forget a list of one's own. PermissionDenied for another's."""
    if view.owner_id != by.pk:
        raise PermissionDenied("Cette liste est gardée par quelqu’un d’autre.")
    journal.delete(view, by=by)


def check_may_share(user: User) -> None:
    """Raise PermissionDenied unless the account belongs to the team that steers the PLIE."""
    if not may(user, Capability.OPEN_ANY_FILE):
        raise PermissionDenied(REFUSAL)


def _write_words(made: list[FileSummary]) -> None:
    wanted = {(summary.pk, word) for summary in made for word in names(summary)}
    kept = FileWord.objects.filter(summary__in=[summary.pk for summary in made]).order_by()
    held = {(summary, word): pk for pk, summary, word in kept.values_list("pk", "summary", "word")}
    gone = [pk for pair, pk in held.items() if pair not in wanted]
    if gone:
        FileWord.objects.filter(pk__in=gone).delete()
    new = sorted(wanted - held.keys())
    FileWord.objects.bulk_create((FileWord(summary_id=summary, word=word) for summary, word in new), batch_size=CHUNK)
    _write_keys({word for _, word in new})


def _write_keys(new: set[str]) -> None:
    """The keys of the words seen for the first time."""
    known = WordKey.objects.filter(word__in=new).order_by().values_list("word", flat=True)
    waiting: Iterator[WordKey] = (
        WordKey(key=key, word=word) for word in sorted(new - set(known)) for key in sorted(word_keys(word))
    )
    WordKey.objects.bulk_create(waiting, batch_size=CHUNK, ignore_conflicts=True)
