"""What a transfer is, and where it stands."""

from django.db import models


class TransferKind(models.TextChoices):
    IMPORT = "import", "import"
    EXPORT = "export", "export"


class Stage(models.TextChoices):
    """Read from a transfer's dates and from its process; never stored."""

    CHECKING = "checking", "vérification en cours"
    REFUSED = "refused", "points à corriger"
    READY = "ready", "prêt à écrire"
    WRITING = "writing", "écriture en cours"
    INTERRUPTED = "interrupted", "interrompu"
    FAILED = "failed", "sans suite"
    DONE = "done", "terminé"
    ERASED = "erased", "effacé"
