"""The note of a contact: each writing is a version that stays; two people at once never write over each other."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from jalon.accounts.models import User
from jalon.audit import actions as audit
from jalon.core import clock
from jalon.pathways.models import Interview, NoteVersion

EMPTIED = "Un compte rendu ne s’efface pas : corrigez-le, l’ancienne version reste lisible."


class NoteChanged(ValidationError):
    """Someone wrote a version since the one that was read; `last` is theirs."""

    def __init__(self, last: NoteVersion) -> None:
        super().__init__({"note": "Quelqu’un a changé ce compte rendu pendant que vous écriviez."})
        self.last = last


def last_note(contact: Interview) -> NoteVersion | None:
    """The version that holds."""
    return contact.note_versions.select_related("written_by").order_by("number").last()


def write_note(*, by: User | None, contact: Interview, text: str, read: int) -> NoteVersion | None:
    """A new version of the note; None when it says what the last one says. `read`: the version one starts from, or 0.

    NoteChanged when another was written meanwhile; ValidationError for a note emptied.
    """
    with transaction.atomic():
        held = Interview.objects.select_for_update(of=("self",)).select_related("pathway__participant")
        contact = held.get(pk=contact.pk)
        last, text = last_note(contact), text.replace("\r\n", "\n").strip()
        if last and last.number != read and last.text != text:
            raise NoteChanged(last)
        if text == (last.text if last else ""):
            return None
        if not text:
            raise ValidationError({"note": EMPTIED})
        number = (contact.note_versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = NoteVersion(interview=contact, number=number, text=text, written_by=by, written_at=clock.now())
        audit.save(version, by=by, file=contact.pathway.participant.code)
    return version
