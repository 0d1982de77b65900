"""Contacts with the person, and the notes of what was said."""

from django.db import models
from django.db.models import Q

from jalon.accounts.models import Caseworker, User
from jalon.agenda.models import Appointment
from jalon.core.privacy import privacy
from jalon.documents.models import Signature
from jalon.pathways.enums import InterviewKind, Place
from jalon.pathways.models.pathway import Pathway


class Interview(models.Model):
    """A contact with the person, kept or missed, with its time in minutes.

    `signed` is said by an import, or follows from a `signature` when one is here.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.CASCADE, verbose_name="parcours", related_name="interviews")
    caseworker = models.ForeignKey(
        Caseworker, on_delete=models.PROTECT, null=True, blank=True, verbose_name="référent", related_name="+"
    )
    date = models.DateField("le")
    kind = models.CharField("type", max_length=20, choices=InterviewKind, blank=True)
    minutes = models.PositiveIntegerField("durée, en minutes", null=True, blank=True)
    present = models.BooleanField("présent", null=True, blank=True)
    signed = models.BooleanField("signé", null=True, blank=True)
    recorded_on = models.DateField("saisie le", null=True, blank=True)
    time = models.TimeField("à", null=True, blank=True)
    place = models.CharField("lieu", max_length=20, choices=Place, blank=True)
    appointment = models.OneToOneField(
        Appointment,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name="rendez-vous",
        related_name="interview",
    )
    signature = models.OneToOneField(
        Signature, on_delete=models.PROTECT, null=True, blank=True, verbose_name="signature", related_name="+"
    )

    privacy = privacy(
        "pathway",
        public="id pathway caseworker date kind minutes present signed recorded_on time place appointment signature",
    )

    class Meta:
        verbose_name = "entretien"
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(signature=None) | Q(signed=True),
                name="interview_signature_signs",
                violation_error_message="Un entretien qui porte une signature est signé.",
            )
        ]
        indexes = [
            models.Index(fields=["pathway", "date"], name="interview_pathway_date"),
            models.Index(fields=["caseworker", "date"], name="interview_of_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.date:%d/%m/%Y}"


class NoteVersion(models.Model):
    """The note of a contact as someone wrote it; the last version holds, the others stay readable. Never changed.

    No note is private: everything in a file can be asked for by the person (RGPD, art. 15).
    """

    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, verbose_name="entretien", related_name="note_versions"
    )
    number = models.PositiveSmallIntegerField("version")
    text = models.TextField("compte rendu")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )
    written_at = models.DateTimeField("écrit le")

    privacy = privacy("pathway", public="id interview number written_by written_at", sensitive="text")

    class Meta:
        verbose_name = "compte rendu"
        verbose_name_plural = "comptes rendus"
        ordering = ["interview", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "number"],
                name="note_version_once",
                violation_error_message="Quelqu’un a changé ce compte rendu entre-temps.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.interview}, version {self.number}"
