"""Imports and exports asked for on the pages; what they hold lies on disk, for a day at most."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.exchange.enums import TransferKind


class Transfer(models.Model):
    """A folder that comes in or goes out, and what became of it, told by its dates."""

    key = models.UUIDField("clé", unique=True, default=uuid4, editable=False)
    kind = models.CharField("sens", max_length=10, choices=TransferKind)
    by = models.ForeignKey(User, on_delete=models.PROTECT, verbose_name="demandé par", related_name="+")
    file_name = models.CharField("fichier", max_length=200)
    size = models.BigIntegerField("octets", null=True)
    asked_at = models.DateTimeField("demandé")
    checked_at = models.DateTimeField("vérifié", null=True)
    faults = models.IntegerField("points à corriger", null=True)
    preview = models.JSONField("aperçu", default=list)
    confirmed_at = models.DateTimeField("confirmé", null=True)
    ended_at = models.DateTimeField("terminé", null=True)
    counts = models.JSONField("lignes", default=dict)
    trouble = models.TextField("empêchement", blank=True)
    erased_at = models.DateTimeField("effacé", null=True)

    privacy = privacy(
        "audit",
        public="id key kind by size asked_at checked_at faults preview confirmed_at ended_at counts trouble erased_at",
        personal="file_name",
    )

    class Meta:
        verbose_name = "échange"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(checked_at=None, faults=None) | Q(checked_at__isnull=False, faults__isnull=False),
                name="transfer_checked_with_its_faults",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(faults=0), name="transfer_confirmed_without_faults"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"

    @property
    def is_import(self) -> bool:
        return self.kind == TransferKind.IMPORT
