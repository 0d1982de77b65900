"""What may be written in the journal."""

from django.db import models


class Verb(models.TextChoices):
    CREATED = "created", "a créé"
    CHANGED = "changed", "a modifié"
    DELETED = "deleted", "a supprimé"
    READ = "read", "a consulté"
    EXPORTED = "exported", "a exporté"
    IMPORTED = "imported", "a importé"
    SIGNED_IN = "signed_in", "s’est connecté"
    SIGNED_OUT = "signed_out", "s’est déconnecté"
    LOCKED_OUT = "locked_out", "a été tenu à la porte"
    UPLOADED = "uploaded", "a déposé"
