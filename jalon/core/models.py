"""Bricks shared by the models of every app."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce


def known_on(recorded_on: str, dated: str) -> Any:
    """The day a fact became known, kept by the database: its recording day, or its own day when it was on time.

    Source: exchange format, `saisie_le` (empty = known on its own day, never late).
    """
    return models.GeneratedField(
        expression=Coalesce(recorded_on, dated), output_field=models.DateField(), db_persist=True
    )
