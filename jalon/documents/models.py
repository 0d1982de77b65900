"""Files and signatures, whatever they are about: the records of upper apps point to them."""

import uuid

from django.db import models
from django.db.models import Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.documents.enums import Capacity, Method


class StoredFile(models.Model):
    """A file that someone deposited; its content lies on disk under its key, checked and without hidden data."""

    key = models.UUIDField("clé", primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("nom", max_length=200)
    media_type = models.CharField("type", max_length=100)
    size = models.PositiveIntegerField("taille, en octets")
    sha256 = models.CharField("empreinte", max_length=64)
    added_at = models.DateTimeField("déposé le")
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy("pathway", public="key media_type size sha256 added_at added_by", personal="name")

    class Meta:
        verbose_name = "fichier"
        ordering = ["-added_at", "key"]
        indexes = [models.Index(fields=["sha256"], name="stored_file_sha256")]

    def __str__(self) -> str:
        return self.name


class Signature(models.Model):
    """Someone signed a text on a day: drawn on a screen, or on paper scanned back. Never changed.

    `sha256` is that of the signed text, kept whole in `text`: what was signed can be read again and compared.
    """

    signer = models.CharField("nom du signataire", max_length=300)
    capacity = models.CharField("en qualité de", max_length=20, choices=Capacity)
    method = models.CharField("signature", max_length=20, choices=Method)
    signed_at = models.DateTimeField("signé le")
    text = models.TextField("texte signé")
    sha256 = models.CharField("empreinte du texte", max_length=64)
    image = models.ForeignKey(StoredFile, on_delete=models.PROTECT, verbose_name="signature", related_name="+")
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )

    privacy = privacy(
        "pathway", public="id capacity method signed_at sha256 image recorded_by", personal="signer", sensitive="text"
    )

    class Meta:
        verbose_name = "signature"
        ordering = ["-signed_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(signer="") & ~Q(text=""),
                name="signature_of_someone_of_something",
                violation_error_message="Une signature a un signataire et un texte.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.signer}, {self.signed_at:%d/%m/%Y}"
