"""The journal: who read and who wrote what. Append-only; no foreign keys, so that nothing can erase it."""

from django.db import models

from jalon.audit.enums import Verb
from jalon.core.privacy import privacy


class Event(models.Model):
    """One act. `file` is the code of the participant's file it touched; `before` and `after` mask what is sensitive.

    The database refuses UPDATE and DELETE (triggers, both engines).
    """

    at = models.DateTimeField("quand")
    actor_id = models.BigIntegerField("compte", null=True)
    actor = models.CharField("qui", max_length=300)
    verb = models.CharField("acte", max_length=30, choices=Verb)
    target = models.CharField("objet", max_length=100)
    target_key = models.CharField("clé", max_length=300, blank=True)
    file = models.CharField("dossier", max_length=200, blank=True)
    before = models.JSONField("avant", null=True)
    after = models.JSONField("après", null=True)
    reason = models.TextField("raison", blank=True)
    batch = models.UUIDField("lot", null=True)

    privacy = privacy(
        "audit", public="id at verb target target_key batch", personal="actor_id actor file before after reason"
    )

    class Meta:
        verbose_name = "événement du journal"
        verbose_name_plural = "journal"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["file", "id"], name="event_file"),
            models.Index(fields=["verb", "id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M} {self.actor} : {self.get_verb_display()} {self.target} {self.target_key}"
