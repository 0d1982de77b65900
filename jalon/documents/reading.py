"""Reading back what was deposited and what was signed, and telling what is no longer what it was."""

from jalon.audit.enums import Verb
from jalon.audit.models import Event
from jalon.documents import storage
from jalon.documents.models import Signature, StoredFile
from jalon.documents.rules import fingerprint


class Damaged(Exception):
    """A file on disk lacks, or is not what was deposited: words for the reader."""


def content_of(file: StoredFile) -> bytes:
    """What was deposited, its sha256 checked. Damaged, in French, when it lacks or has changed: it is not given."""
    try:
        content = storage.read(file.key)
    except FileNotFoundError:
        raise Damaged(f"Le fichier « {file.name} » a disparu du disque. Prévenez l’administration du site.") from None
    if fingerprint(content) != file.sha256:
        raise Damaged(
            f"Le fichier « {file.name} » n’est plus celui qui a été déposé : il a été modifié sur le disque. "
            "Prévenez l’administration du site."
        )
    return content


def verify(signature: Signature) -> list[str]:
    """What is no longer as it was signed, in French; nothing for an intact signature. Two queries, one file read.

    The text is compared with its fingerprint, the fingerprint with the one the journal wrote on that day, the image
    with its own.
    """
    faults = []
    if fingerprint(signature.text) != signature.sha256:
        faults.append("Le texte n’est plus celui qui a été signé.")
    if _journalled(signature) != signature.sha256:
        faults.append("L’empreinte n’est pas celle que le journal a inscrite.")
    try:
        content_of(signature.image)
    except Damaged as damage:
        faults.append(str(damage))
    return faults


def _journalled(signature: Signature) -> str:
    written = Event.objects.filter(
        target=Signature._meta.label_lower, target_key=str(signature.pk), verb=Verb.CREATED
    ).first()
    return str((written.after or {}).get("sha256", "")) if written else ""
