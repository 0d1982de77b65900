"""The present state of each person, one row a person: what lists are sorted, filtered and searched in.

Derived from the facts of lower apps by `actions.refresh`, in the transaction that changes them; nothing here is a
fact, and `manage refresh_files` makes it anew. Why: docs/adr/0009-roster.md.
"""

from typing import Any

from django.db import models

from jalon.accounts.models import Caseworker, User
from jalon.core.privacy import privacy
from jalon.people.models import Participant
from jalon.protocols.models import StepLabel
from jalon.reference.models import Commune, District, EducationLevel
from jalon.roster.queries import FileSummaryQuerySet, SavedViewQuerySet


def _date(label: str) -> Any:
    """A date that is never empty: NEVER or EVER where there is none, so that one index orders everyone."""
    return models.DateField(label)


class FileSummary(models.Model):
    """A person as the facts tell on any day from `holds_from` to `holds_until`.

    Statuses are not here: they follow from these dates and the day (`rules.status`).
    """

    participant = models.OneToOneField(
        Participant, on_delete=models.CASCADE, primary_key=True, verbose_name="participant", related_name="summary"
    )
    sort_name = models.CharField("nom, pour trier", max_length=700)
    code_key = models.CharField("numéro de dossier, pour chercher", max_length=300)
    birth_date = models.DateField("date de naissance", null=True)
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.SET_NULL, null=True, verbose_name="référent", related_name="+", db_index=False
    )
    caseworker_name = models.CharField("référent, pour trier", max_length=500, blank=True)
    entry = _date("dernière entrée")
    exit = _date("sortie du dernier parcours")
    suspended_from = _date("en veille depuis")
    suspended_until = _date("en veille jusqu’au")
    pending_since = _date("prescription en attente depuis")
    declined_on = _date("dernière non-entrée")
    step_until = _date("dernière étape jusqu’au")
    step_label = models.ForeignKey(
        StepLabel, on_delete=models.SET_NULL, null=True, verbose_name="dernière étape", related_name="+", db_index=False
    )
    contact_on = _date("dernier contact")
    commune = models.ForeignKey(
        Commune, on_delete=models.SET_NULL, null=True, verbose_name="commune", related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, on_delete=models.SET_NULL, null=True, verbose_name="quartier", related_name="+", db_index=False
    )
    outside_districts = models.BooleanField("hors de tout quartier", default=False)
    level = models.ForeignKey(
        EducationLevel, on_delete=models.SET_NULL, null=True, verbose_name="niveau", related_name="+", db_index=False
    )
    rsa = models.BooleanField("bénéficiaire du RSA", null=True)
    holds_from = _date("vrai depuis le")
    holds_until = _date("vrai jusqu’au")

    privacy = privacy(
        "pathway",
        public="participant caseworker caseworker_name entry exit suspended_from suspended_until pending_since"
        " declined_on step_until step_label contact_on holds_from holds_until",
        personal="sort_name code_key birth_date commune district outside_districts level rsa",
    )

    objects = FileSummaryQuerySet.as_manager()

    class Meta:
        verbose_name = "résumé d’un dossier"
        verbose_name_plural = "résumés des dossiers"
        ordering = ["sort_name", "participant"]
        indexes = [
            # One for each order of the list.
            models.Index(fields=["sort_name", "participant"], name="summary_name"),
            models.Index(fields=["entry", "participant"], name="summary_entry"),
            models.Index(fields=["caseworker_name", "participant"], name="summary_caseworker_name"),
            models.Index(fields=["contact_on", "participant"], name="summary_contact"),
            models.Index(fields=["step_until", "participant"], name="summary_step"),
            # Filters that keep few, in the order of names.
            models.Index(fields=["caseworker", "sort_name", "participant"], name="summary_caseworker"),
            # Which référents have files open.
            models.Index(fields=["caseworker", "exit"], name="summary_followed"),
            models.Index(fields=["commune", "sort_name", "participant"], name="summary_commune"),
            models.Index(fields=["district", "sort_name", "participant"], name="summary_district"),
            models.Index(fields=["exit", "suspended_until"], name="summary_exit"),
            models.Index(fields=["pending_since"], name="summary_pending"),
            # Search.
            # Those found, put in the order of names without reading their rows.
            models.Index(fields=["participant", "sort_name"], name="summary_found"),
            models.Index(fields=["code_key"], name="summary_code"),
            models.Index(fields=["birth_date"], name="summary_birth"),
            # What the calendar has made old.
            models.Index(fields=["holds_from"], name="summary_holds_from"),
            models.Index(fields=["holds_until"], name="summary_holds_until"),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class FileWord(models.Model):
    """A word of a person's names, folded."""

    summary = models.ForeignKey(
        FileSummary, on_delete=models.CASCADE, verbose_name="dossier", related_name="words", db_index=False
    )
    word = models.CharField("mot", max_length=700)

    privacy = privacy("pathway", public="id summary", personal="word")

    class Meta:
        verbose_name = "mot d’un nom"
        verbose_name_plural = "mots des noms"
        ordering = ["word", "summary"]
        constraints = [models.UniqueConstraint(fields=["summary", "word"], name="file_word_once")]
        indexes = [models.Index(fields=["word", "summary"], name="file_word")]

    def __str__(self) -> str:
        return self.word


class WordKey(models.Model):
    """A way to find a word in spite of a typing error (`rules.word_keys`)."""

    key = models.CharField("clé", max_length=20)
    word = models.CharField("mot", max_length=700)

    privacy = privacy("pathway", public="id", personal="key word")

    class Meta:
        verbose_name = "clé d’un mot"
        verbose_name_plural = "clés des mots"
        ordering = ["key", "word"]
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="word_key_once")]

    def __str__(self) -> str:
        return f"{self.key} → {self.word}"


class SavedView(models.Model):
    """A list kept under a name: its filters and its order, as they stand in the address."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, verbose_name="compte", related_name="saved_views")
    name = models.CharField("nom", max_length=60)
    query = models.CharField("filtres", max_length=500, blank=True)
    shared = models.BooleanField("offerte à toute l’équipe", default=False)

    privacy = privacy("employment", public="id query shared", personal="owner name")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "liste gardée"
        verbose_name_plural = "listes gardées"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_once",
                violation_error_message="Vous gardez déjà une liste sous ce nom.",
            )
        ]

    def __str__(self) -> str:
        return self.name
