"""Distribution lists, and what was sent: to whom, when, what became of it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.core.tokens import short_token
from jalon.messaging.enums import Channel, Fate, NoticePurpose, Purpose
from jalon.messaging.queries import DeliveryQuerySet, NoticeQuerySet, SubscriberQuerySet
from jalon.organisations.models import Organisation


class MailingList(models.Model):
    """A distribution list (*liste de diffusion*)."""

    name = models.CharField("nom", max_length=100, unique=True)
    about = models.CharField("pour qui", max_length=300, blank=True)

    privacy = privacy("reference", public="id name about")

    class Meta:
        verbose_name = "liste de diffusion"
        verbose_name_plural = "listes de diffusion"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Subscriber(models.Model):
    """Someone who receives what a list receives, until they say no; `token` stands for them in addresses of pages."""

    mailing_list = models.ForeignKey(
        MailingList, on_delete=models.CASCADE, verbose_name="liste", related_name="subscribers"
    )
    address = models.EmailField("courriel")
    name = models.CharField("nom", max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, verbose_name="organisme", related_name="+"
    )
    token = models.UUIDField("jeton", default=uuid.uuid4, editable=False, unique=True)
    added_on = models.DateField("inscrit le")
    unsubscribed_at = models.DateTimeField("désinscrit le", null=True, blank=True)

    privacy = privacy(
        "partnership", public="id mailing_list organisation token added_on unsubscribed_at", personal="address name"
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        verbose_name = "destinataire"
        ordering = ["name", "address"]
        constraints = [
            models.UniqueConstraint(
                "mailing_list",
                Lower("address"),
                name="subscriber_once",
                violation_error_message="Cette adresse est déjà sur la liste.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.address


class Mailing(models.Model):
    """A message to several people, prepared whole before anything leaves.

    `reference` says what it is about (`lettre:…`, `rappel:2017-03:…`): two mailings of a same one cannot exist, so
    that nobody is mailed twice. Those of a `batch` leave together, one after the other, in one process; `trouble` is
    what keeps them from leaving.
    """

    key = models.UUIDField("clé", default=uuid.uuid4, editable=False, unique=True)
    purpose = models.CharField("envoi", max_length=20, choices=Purpose)
    reference = models.CharField("référence", max_length=100, unique=True)
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte", blank=True)
    html = models.TextField("texte mis en page", blank=True)
    attachment_name = models.CharField("nom de la pièce jointe", max_length=100, blank=True)
    attachment = models.BinaryField("pièce jointe", null=True)
    asked_at = models.DateTimeField("demandé le")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, verbose_name="par", related_name="+")
    stopped_at = models.DateTimeField("arrêté le", null=True)
    batch = models.UUIDField("lot", default=uuid.uuid4, editable=False, db_index=True)
    trouble = models.CharField("ce qui l’empêche", max_length=500, blank=True)

    privacy = privacy(
        "partnership",
        public="id key purpose reference attachment_name asked_at by stopped_at batch trouble",
        personal="subject text html attachment",
    )

    class Meta:
        verbose_name = "envoi"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attachment=None, attachment_name="")
                | (Q(attachment__isnull=False) & ~Q(attachment_name="")),
                name="mailing_attachment_named",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.asked_at:%d/%m/%Y}"


class Delivery(models.Model):
    """A message to one person. Claimed before it leaves, so that a process killed meanwhile never sends it twice.

    Its own `text` and `html`, when it has some, stand for the mailing's. Claimed and neither sent nor refused: nobody
    knows whether it left; a human decides. `tries`: how many times the server asked to come back later.
    """

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, verbose_name="envoi", related_name="deliveries")
    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="destinataire", related_name="+"
    )
    address = models.EmailField("courriel")
    name = models.CharField("nom", max_length=200, blank=True)
    text = models.TextField("texte", blank=True)
    html = models.TextField("texte mis en page", blank=True)
    message_id = models.CharField("identifiant du message", max_length=200, unique=True)
    claimed_at = models.DateTimeField("pris en charge le", null=True)
    sent_at = models.DateTimeField("remis au serveur le", null=True)
    refused_at = models.DateTimeField("refusé le", null=True)
    bounced_at = models.DateTimeField("revenu le", null=True)
    trouble = models.CharField("réponse du serveur", max_length=500, blank=True)
    tries = models.PositiveSmallIntegerField("essais", default=0)

    privacy = privacy(
        "partnership",
        public="id mailing subscriber message_id claimed_at sent_at refused_at bounced_at tries",
        personal="address name text html trouble",
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "remise"
        ordering = ["mailing", "name", "address"]
        constraints = [
            models.UniqueConstraint("mailing", Lower("address"), name="delivery_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None, refused_at=None, bounced_at=None) | Q(claimed_at__isnull=False),
                name="delivery_claimed_first",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(sent_at__gte=F("claimed_at")), name="delivery_sent_after_claimed"
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(refused_at=None), name="delivery_one_answer"),
        ]
        indexes = [models.Index(fields=["mailing", "claimed_at"], name="delivery_to_send")]

    def __str__(self) -> str:
        return self.name or self.address

    @property
    def fate(self) -> Fate:
        """What became of it, as `queries.FATES` says it to the database."""
        if self.claimed_at is None:
            return Fate.WAITING
        ends = {Fate.BOUNCED: self.bounced_at, Fate.SENT: self.sent_at, Fate.REFUSED: self.refused_at}
        return next((fate for fate, at in ends.items() if at), Fate.UNCERTAIN)


class Notice(models.Model):
    """A short message about one thing (`reference`: an appointment), by e-mail or SMS. Its words are never kept.

    `moment` tells apart the notices of a same thing. Claimed before it leaves, as a `Delivery`: killed meanwhile,
    nobody writes twice. `token` stands for the person on the page where one says no. `address` is masked.
    """

    reference = models.CharField("à propos de", max_length=60)
    channel = models.CharField("par", max_length=20, choices=Channel)
    purpose = models.CharField("objet", max_length=20, choices=NoticePurpose)
    moment = models.CharField("moment", max_length=20)
    address = models.CharField("adresse, masquée", max_length=60)
    token = models.CharField("jeton", max_length=16, unique=True, default=short_token, editable=False)
    asked_at = models.DateTimeField("demandé le")
    claimed_at = models.DateTimeField("pris en charge le", null=True)
    sent_at = models.DateTimeField("remis le", null=True)
    refused_at = models.DateTimeField("refusé le", null=True)
    dropped_at = models.DateTimeField("devenu inutile le", null=True)
    tries = models.PositiveSmallIntegerField("essais", default=0)
    trouble = models.CharField("réponse", max_length=300, blank=True)

    privacy = privacy(
        "pathway",
        public="id reference channel purpose moment token asked_at claimed_at sent_at refused_at dropped_at tries",
        personal="address trouble",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "avis"
        verbose_name_plural = "avis"
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["reference", "channel", "moment"], name="notice_once"),
            models.CheckConstraint(
                condition=Q(sent_at=None, refused_at=None) | Q(claimed_at__isnull=False), name="notice_claimed_first"
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(refused_at=None), name="notice_one_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}, {self.reference}"

    @property
    def fate(self) -> Fate:
        """What became of it; `dropped_at` apart, as a `Delivery`."""
        if self.claimed_at is None:
            return Fate.WAITING
        ends = {Fate.SENT: self.sent_at, Fate.REFUSED: self.refused_at}
        return next((fate for fate, at in ends.items() if at), Fate.UNCERTAIN)
