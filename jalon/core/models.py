"""Bricks shared by the models of every app."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from jalon.core.privacy import privacy


def known_on(recorded_on: str, dated: str) -> Any:
    """The day a fact became known, kept by the database: its recording day, or its own day when it was on time.

    Source: exchange format, `saisie_le` (empty = known on its own day, never late).
    """
    return models.GeneratedField(
        expression=Coalesce(recorded_on, dated), output_field=models.DateField(), db_persist=True
    )


def recorded(day: dt.date, today: dt.date) -> dt.date | None:
    """The recording day of a fact written today; None for one planned later, which is known on its own day."""
    return today if today >= day else None


class Submission(models.Model):
    """A form already carried out, by the key it was shown with: sent twice, it is done once.

    `answer`: the address of the page that said what was done.
    """

    key = models.UUIDField("clé", primary_key=True)
    at = models.DateTimeField("envoyé le")
    answer = models.CharField("réponse", max_length=500, blank=True)

    privacy = privacy("audit", public="key at answer")

    class Meta:
        verbose_name = "envoi de formulaire"
        verbose_name_plural = "envois de formulaires"
        ordering = ["at", "key"]

    def __str__(self) -> str:
        return str(self.key)
