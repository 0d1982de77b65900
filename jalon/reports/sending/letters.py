"""Sending the versions of a closed letter, each to its lists; trying one on oneself. Each writer tells the journal."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Prefetch

from jalon.accounts.models import User
from jalon.core import french
from jalon.core.french import NO_BREAK
from jalon.indicators.window import Window
from jalon.messaging.actions import mailings
from jalon.messaging.actions.mailings import Addressee, Already, Content
from jalon.messaging.enums import Purpose
from jalon.messaging.models import Mailing, MailingList
from jalon.reports.enums import Audience
from jalon.reports.models import ClosedLetter, Closing, Edition
from jalon.reports.names.found import Found, found
from jalon.reports.pdf.document import pdf, pictures_of
from jalon.reports.publication import publication
from jalon.reports.sending.mail import content
from jalon.reports.sheet.parts import Sheet
from jalon.reports.sheet.serial import unpacked

HEAVY = ("sheet", "data", "definitions", "pdf")
TRIAL = "Essai"


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a closed letter: its lists, whom it goes to, what was sent of it."""

    letter: ClosedLetter
    lists: tuple[MailingList, ...]
    to: tuple[Addressee, ...]
    mailing: Mailing | None = None
    unreached: int = 0
    """Of those it goes to, how many the mailing does not know: they joined its lists since."""

    @property
    def edition(self) -> Edition:
        return self.letter.edition


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of the wish to send: the batch to follow, how many versions are in it, those sent before."""

    batch: UUID | None
    number: int
    before: tuple[Edition, ...] = ()


class NamesFound(Exception):
    """Names of participants stand in the words of a message: it does not leave. They are the argument."""

    def __init__(self, names: list[Found]) -> None:
        super().__init__(names)
        self.names = names


def names_in(subject: str, word: str, period: str) -> list[Found]:
    """The names of participants that hold a message back."""
    return [each for each in found({"Objet": subject, "Mot d’accompagnement": word}, period) if each.blocks]


def last_closing(period: str) -> Closing | None:
    """The closing in force of a period."""
    return Closing.objects.filter(period=period, closed_at__isnull=False).order_by("-number").first()


def reference(letter: ClosedLetter, closing: Closing) -> str:
    """What a mailing is about: nothing is mailed twice under it."""
    return f"lettre:{closing.period}:{closing.number}:{letter.edition_id}"


def versions(closing: Closing) -> list[Version]:
    """The versions of a closed letter, that of the whole first. Five queries."""
    letters = list(_letters(closing))
    lists = {letter.pk: tuple(letter.edition.lists.all()) for letter in letters}
    made = _mailings(closing, letters)
    told = [_version(letter, lists[letter.pk], made.get(reference(letter, closing))) for letter in letters]
    return sorted(told, key=lambda each: (each.edition.audience != Audience.WHOLE, each.letter.name))


def _letters(closing: Closing) -> Iterable[ClosedLetter]:
    lists = Prefetch("edition__lists", MailingList.objects.prefetch_related("subscribers"))
    return closing.letters.defer(*HEAVY).select_related("edition").prefetch_related(lists)


def _mailings(closing: Closing, letters: Iterable[ClosedLetter]) -> Mapping[str, Mailing]:
    references = [reference(letter, closing) for letter in letters]
    made = Mailing.objects.filter(reference__in=references).defer("text", "html", "attachment")
    return {each.reference: each for each in made.prefetch_related("deliveries")}


def _version(letter: ClosedLetter, lists: tuple[MailingList, ...], mailing: Mailing | None) -> Version:
    to = mailings.once(subscriber for each in lists for subscriber in each.subscribers.all())
    known = {each.address.lower() for each in mailing.deliveries.all()} if mailing else set()
    unreached = sum(each.address.lower() not in known for each in to) if mailing else 0
    return Version(letter, lists, tuple(to), mailing, unreached)


def send(closing: Closing, *, by: User, editions: Collection[int], subject: str, word: str) -> Sent:
    """Send some versions of a closed letter to their lists, all or none; one sent before is left as it is.

    NamesFound when its words name a participant.
    """
    if names := names_in(subject, word, closing.period):
        raise NamesFound(names)
    batch, before, number = uuid4(), [], 0
    asked = [each for each in versions(closing) if each.edition.pk in editions and each.to]
    with transaction.atomic():
        for version in asked:
            try:
                _prepare(version, closing, by, subject, word, batch)
                number += 1
            except Already:
                before.append(version.edition)
    if number:
        mailings.launch(batch)
        return Sent(batch, number, tuple(before))
    return Sent(_batch_of(asked, closing), 0, tuple(before))


def complete(mailing: Mailing, *, by: User) -> int:
    """Send a version also to those who joined its lists since; how many."""
    lists = Edition.objects.get(pk=mailing.reference.rpartition(":")[2]).lists.all()
    return mailings.complete(mailing, by=by, to=mailings.addressees(lists))


def try_out(edition: Edition, period: str, *, by: User, subject: str, word: str) -> Mailing:
    """Send a version to oneself: as it was closed, else as it stands now."""
    message = preview(edition, period, subject=f"{TRIAL}{NO_BREAK}: {subject}", word=word)
    to = [Addressee(by.email, str(by))]
    made = mailings.prepare(by=by, purpose=Purpose.TRIAL, reference=f"essai:{uuid4()}", content=message, to=to)
    mailings.launch(made.batch)
    return made


def preview(edition: Edition, period: str, *, subject: str, word: str) -> Content:
    """The message of a version: as it was closed, else as it stands now."""
    closing = last_closing(period)
    letter = closing.letters.filter(edition=edition).first() if closing else None
    if letter:
        return _content(letter, period, subject, word)
    sheet = publication(edition, Window.parse(period)).sheet
    return content(sheet, pdf(sheet, pictures=pictures_of(sheet)), subject=subject, word=word, file=_file(period))


def usual_subject(closing: Closing | None, period: str, publisher: str) -> str:
    """« PLIE du Lac : lettre de mars 2017 », which says so when it replaces another."""
    window = Window.parse(period)
    when = period if window.is_year else french.month(window.start)
    again = f", version {closing.number}" if closing and closing.number > 1 else ""
    return f"{publisher}{NO_BREAK}: lettre {'annuelle ' if window.is_year else ''}{french.of(when)}{again}"


def usual_word(closing: Closing | None) -> str:
    """Why another letter comes after the first; nothing for a first one."""
    if closing is None or closing.number == 1:
        return ""
    return f"Cette lettre remplace la version {closing.number - 1}. {closing.why}"


def named(subject: str, edition: Edition) -> str:
    """The subject of a version says whose files it counts."""
    return subject if edition.audience == Audience.WHOLE else f"{subject} ({edition.name})"


def _prepare(version: Version, closing: Closing, by: User, subject: str, word: str, batch: UUID) -> None:
    letter = closing.letters.select_related("edition").get(pk=version.letter.pk)
    mailings.prepare(
        by=by,
        purpose=Purpose.LETTER,
        reference=reference(letter, closing),
        content=_content(letter, closing.period, named(subject, letter.edition), word),
        to=version.to,
        batch=batch,
    )


def _content(letter: ClosedLetter, period: str, subject: str, word: str) -> Content:
    sheet: Sheet = unpacked(letter.sheet)
    return content(sheet, bytes(letter.pdf), subject=subject, word=word, file=_file(period))


def _batch_of(asked: Iterable[Version], closing: Closing) -> UUID | None:
    """The batch of what was sent before."""
    references = [reference(each.letter, closing) for each in asked]
    batch: UUID | None = Mailing.objects.filter(reference__in=references).values_list("batch", flat=True).first()
    return batch


def _file(period: str) -> str:
    return f"lettre-{period}.pdf"
