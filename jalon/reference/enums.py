"""Kinds of territories."""

from django.db import models


class DistrictKind(models.TextChoices):
    """A watched district (*quartier de veille*) is a kind of its own: it is never counted as a QPV."""

    PRIORITY = "qpv", "Quartier prioritaire (QPV)"
    WATCHED = "veille", "Quartier de veille"
