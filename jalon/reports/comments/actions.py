"""What is written of the comments; each act tells the journal. Two people never write over each other unseen."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.reports.comments.drafts import draft
from jalon.reports.comments.facts import Facts
from jalon.reports.comments.naming import faults, kept
from jalon.reports.comments.printing import plain, printed
from jalon.reports.comments.rules import hands_of, same_hands, why_too_long, why_too_many
from jalon.reports.enums import BlockCode
from jalon.reports.models import Comment, Edition

Seen = dt.datetime | None
"""When the comment that one saw was written; None: one saw the draft, that nobody had changed yet."""
MOVED = "Le texte a changé entre-temps : relisez-le, puis choisissez de nouveau."


class Meanwhile(Exception):
    """Someone else wrote this comment since it was read: `comment` is what it has become."""

    def __init__(self, comment: Comment | None) -> None:
        super().__init__()
        self.comment = comment


def write_comment(*, by: User | None, edition: Edition, facts: Facts, block: BlockCode, text: str, seen: Seen) -> bool:
    """Keep what was typed, fields by their names; False when nothing differs. The very draft puts the comment aside.

    ValidationError on `text` when a field does not exist or the page would overflow; Meanwhile when someone else wrote.
    """
    said, new = draft(block, facts), _checked(text, facts)
    with transaction.atomic():
        try:
            comment = _locked(edition, facts.window.name, block, seen)
        except Meanwhile as met:
            if met.comment and not met.comment.aside and met.comment.text == new:
                return False  # the same words, sent twice
            raise
        if new == said:
            return comment is not None and _put(comment, by, aside=True)
        if comment is None:
            comment = Comment(period=facts.window.name, edition=edition, block=block)
        hands = hands_of(new, comment.text, comment.hands, said, str(by or ""))
        if why := why_too_many(len(printed(new, facts, hands))):
            raise ValidationError({"text": why})
        return _put(comment, by, text=new, hands=hands, aside=False)


def print_draft(*, by: User | None, edition: Edition, period: str, block: BlockCode, seen: Seen) -> bool:
    """Undo: the draft is printed again, the words are put aside. Meanwhile as `write_comment`."""
    with transaction.atomic():
        comment = _locked(edition, period, block, seen)
        return comment is not None and _put(comment, by, aside=True)


def take_back(*, by: User | None, edition: Edition, period: str, block: BlockCode, seen: Seen) -> bool:
    """The words that were put aside are printed again. Meanwhile as `write_comment`."""
    with transaction.atomic():
        comment = _locked(edition, period, block, seen)
        return comment is not None and _put(comment, by, aside=False)


def replace_number(
    *, by: User | None, edition: Edition, facts: Facts, block: BlockCode, words: str, start: int, key: str, seen: Seen
) -> None:
    """A number typed by hand becomes a field. ValidationError when either is not there; or Meanwhile."""
    with transaction.atomic():
        comment = _locked(edition, facts.window.name, block, seen)
        end = start + len(words)
        if comment is None or key not in facts.fields or comment.text[start:end] != words:
            raise ValidationError(MOVED)
        new = f"{comment.text[:start]}{{{key}}}{comment.text[end:]}"
        _put(comment, by, text=new, hands=same_hands(new, comment.text, comment.hands))


def _checked(text: str, facts: Facts) -> str:
    """The text as it is kept; ValidationError when it may not be."""
    found = faults(text, facts)
    new = kept(text, facts)
    if not found and (why := why_too_long(plain(new, facts))):
        found = [why]
    if found:
        raise ValidationError({"text": found})
    return new


def _locked(edition: Edition, period: str, block: BlockCode, seen: Seen) -> Comment | None:
    """The comment as it is now, of which nobody else writes before the end; Meanwhile when it is not what was seen."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    comment = Comment.objects.filter(edition=edition, period=period, block=block).first()
    if (comment.written_at if comment else None) != seen:
        raise Meanwhile(comment)
    return comment


def _put(comment: Comment, by: User | None, **said: object) -> bool:
    """Save what differs, with its hour and its hand."""
    if comment.pk and all(getattr(comment, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(comment, name, value)
    comment.written_at, comment.written_by = clock.now(), by
    return audit.save(comment, by=by)
