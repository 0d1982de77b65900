"""Participants: who they are, and what was true of them from which day."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.documents.models import StoredFile
from jalon.messaging.enums import Channel
from jalon.organisations.models import Agent
from jalon.people.enums import ConsentKind, DocumentKind, Sex, TieKind
from jalon.people.queries import ConsentQuerySet, ParticipantQuerySet
from jalon.reference.models import Commune, District, EducationLevel


class Participant(models.Model):
    """A person known to the PLIE, whether or not a pathway was opened."""

    code = models.CharField("numéro de dossier", max_length=200, unique=True)
    sex = models.CharField("sexe", max_length=1, choices=Sex, blank=True)
    last_name = models.CharField("nom", max_length=300, blank=True)
    first_name = models.CharField("prénom", max_length=300, blank=True)
    birth_date = models.DateField("date de naissance", null=True, blank=True)
    phone = models.CharField("téléphone", max_length=100, blank=True)
    email = models.CharField("courriel", max_length=300, blank=True)
    france_travail_id = models.CharField("identifiant France Travail", max_length=100, blank=True)
    recorded_on = models.DateField("connu depuis le", null=True, blank=True)

    privacy = privacy(
        "pathway",
        public="id code recorded_on",
        personal="sex last_name first_name birth_date phone email france_travail_id",
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "participant"
        ordering = ["last_name", "first_name", "code"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.code


class Situation(models.Model):
    """What was true of a person from a day on; the latest one not after a day holds on that day.

    None and "" mean unknown, never no. Source: exchange format, `situations.csv`.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="situations"
    )
    date = models.DateField("depuis le")
    address = models.TextField("adresse", blank=True)
    postcode = models.CharField("code postal", max_length=20, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, verbose_name="commune", related_name="+"
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, verbose_name="quartier", related_name="+"
    )
    outside_districts = models.BooleanField("hors de tout quartier", default=False)
    level = models.ForeignKey(
        EducationLevel,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name="niveau de formation",
        related_name="+",
    )
    rsa = models.BooleanField("bénéficiaire du RSA", null=True, blank=True)
    job_seeker = models.BooleanField("demandeur d’emploi", null=True, blank=True)
    months_without_work = models.PositiveIntegerField("mois sans emploi", null=True, blank=True)
    disability = models.BooleanField("handicap", null=True, blank=True)
    single_parent = models.BooleanField("parent isolé", null=True, blank=True)
    court_order = models.BooleanField("sous main de justice", null=True, blank=True)
    homeless = models.BooleanField("sans logement", null=True, blank=True)
    outside_eu = models.BooleanField("ressortissant d’un pays hors UE", null=True, blank=True)
    recorded_on = models.DateField("saisie le", null=True, blank=True)

    privacy = privacy(
        "pathway",
        public="id participant date recorded_on",
        personal="address postcode commune district outside_districts level rsa job_seeker months_without_work"
        " single_parent homeless",
        sensitive="disability court_order outside_eu",
    )

    class Meta:
        verbose_name = "situation"
        ordering = ["participant", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "date"],
                name="situation_one_a_day",
                violation_error_message="Une situation est déjà enregistrée à cette date.",
            ),
            models.CheckConstraint(
                condition=Q(district=None) | Q(outside_districts=False),
                name="situation_district_or_outside",
                violation_error_message="La personne est dans un quartier ou hors de tout quartier, pas les deux.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.date:%d/%m/%Y}"


def age_on(birth: dt.date, day: dt.date) -> int:
    """Completed years of age on a day (someone born on 29 February turns on 1 March)."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class Consent(models.Model):
    """What a person allows to publish of theirs, from a day on, until they take it back.

    `evidence`: where the signed paper lies; `withdrawal`: where the word that takes it back does.
    Source: domain notes, monthly letter: words and photographs need consent.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="consents"
    )
    kind = models.CharField("pour", max_length=20, choices=ConsentKind)
    given_on = models.DateField("donné le")
    withdrawn_on = models.DateField("retiré le", null=True, blank=True)
    evidence = models.CharField("preuve", max_length=300)
    withdrawal = models.CharField("preuve du retrait", max_length=300, blank=True)

    privacy = privacy("pathway", public="id participant kind given_on withdrawn_on", personal="evidence withdrawal")

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "consentement"
        ordering = ["participant", "kind", "given_on"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "kind", "given_on"], name="consent_once_a_day"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message="Le retrait précède le consentement.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawal="") | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal="")),
                name="consent_withdrawal_has_evidence",
                violation_error_message="Dites comment la personne a retiré son accord.",
            ),
            models.CheckConstraint(
                condition=~Q(evidence=""),
                name="consent_has_evidence",
                violation_error_message="Dites où se trouve l’accord signé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} : {self.get_kind_display()}"


class Document(models.Model):
    """A paper of a person's file (*pièce*): its kind, its day, and until when it is worth something."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="documents"
    )
    kind = models.CharField("pièce", max_length=30, choices=DocumentKind)
    title = models.CharField("intitulé", max_length=200, blank=True)
    file = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, verbose_name="fichier", related_name="document"
    )
    dated = models.DateField("du")
    expires_on = models.DateField("valable jusqu’au", null=True, blank=True)
    added_on = models.DateField("déposée le")
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="par", related_name="+"
    )
    withdrawn_on = models.DateField("retirée le", null=True, blank=True)

    privacy = privacy(
        "pathway", public="id participant file dated expires_on added_on added_by withdrawn_on", personal="kind title"
    )

    class Meta:
        verbose_name = "pièce"
        ordering = ["participant", "kind", "-dated", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("dated")),
                name="document_expires_after_its_day",
                violation_error_message="La pièce expire avant d’avoir été établie.",
            )
        ]
        indexes = [models.Index(fields=["participant", "kind"], name="document_of_a_kind")]

    def __str__(self) -> str:
        return self.title or self.get_kind_display()


class Tie(models.Model):
    """Someone around a person: the agent who refers, the social worker, the RSA referent… (*autour d’elle*)."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="ties"
    )
    kind = models.CharField("rôle", max_length=20, choices=TieKind)
    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, verbose_name="agent", related_name="+"
    )
    name = models.CharField("nom", max_length=200, blank=True)
    phone = models.CharField("téléphone", max_length=50, blank=True)
    email = models.EmailField("courriel", blank=True)
    start = models.DateField("depuis")
    end = models.DateField("jusqu’au", null=True, blank=True)

    privacy = privacy("pathway", public="id participant start end", personal="kind agent name phone email")

    class Meta:
        verbose_name = "interlocuteur"
        ordering = ["participant", "kind", "start", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agent__isnull=False) | ~Q(name=""),
                name="tie_to_someone",
                violation_error_message="Dites qui est cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(end=None) | Q(end__gte=F("start")),
                name="tie_ends_after_start",
                violation_error_message="La fin précède le début.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agent) if self.agent else self.name


class Unsubscription(models.Model):
    """A person who wants no reminder by a channel any more, from a day on; said on a page, or to their référent."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="unsubscriptions"
    )
    channel = models.CharField("par", max_length=20, choices=Channel)
    since = models.DateField("depuis le")

    privacy = privacy("pathway", public="id participant channel since")

    class Meta:
        verbose_name = "refus des rappels"
        verbose_name_plural = "refus des rappels"
        ordering = ["participant", "channel"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "channel"], name="unsubscription_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, plus de {self.get_channel_display()}"
