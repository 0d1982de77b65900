"""What people write in a letter: comments, the story of an action, its picture, names accepted with a reason."""

from django.db import models
from django.db.models import Q

from jalon.accounts.models import User
from jalon.core.privacy import privacy
from jalon.people.models import Participant
from jalon.reports.enums import BlockCode

PERIOD = 7
"""Signs of a period: 2017-03 or 2017."""


class Picture(models.Model):
    """A picture made small and bare: what the camera wrote in it is gone. Never changed."""

    content = models.BinaryField("contenu")
    media_type = models.CharField("type", max_length=20)
    width = models.PositiveSmallIntegerField("largeur, en points")
    height = models.PositiveSmallIntegerField("hauteur, en points")
    sha256 = models.CharField("empreinte", max_length=64, unique=True)
    added_at = models.DateTimeField("déposée le")
    added_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="déposée par", related_name="+"
    )

    privacy = privacy("partnership", public="id media_type width height sha256 added_at added_by", personal="content")

    class Meta:
        verbose_name = "image"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"image {self.pk}, {self.width} × {self.height}"


class Comment(models.Model):
    """The words of a block, once someone has changed the draft; no row: the draft, made from the figures.

    `text` names its numbers (`{entries_month}`): each follows its figure; empty: the block says nothing. `hands`: who
    added each sentence that was not in the draft. `aside`: the draft is printed again, these words may be taken back.
    """

    period = models.CharField("période", max_length=PERIOD)
    edition = models.ForeignKey(
        "reports.Edition", on_delete=models.CASCADE, verbose_name="version", related_name="comments"
    )
    block = models.CharField("rubrique", max_length=20, choices=BlockCode)
    text = models.TextField("texte", blank=True)
    hands = models.JSONField("phrases ajoutées, et par qui", default=dict, blank=True)
    aside = models.BooleanField("mis de côté", default=False)
    written_at = models.DateTimeField("écrit le")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="écrit par", related_name="+"
    )

    privacy = privacy(
        "partnership", public="id period edition block aside written_at written_by", personal="text hands"
    )

    class Meta:
        verbose_name = "commentaire"
        ordering = ["period", "edition", "block"]
        constraints = [models.UniqueConstraint(fields=["period", "edition", "block"], name="comment_one_a_block")]

    def __str__(self) -> str:
        return f"{self.get_block_display()}, {self.period}"


class Story(models.Model):
    """The story of an action (*retour sur une action*) in the letters of a period, with its picture.

    Words and faces of people need their consent: `people` are those shown or quoted, or else someone says that
    `nobody` may be recognised. One that is not `printed` waits, and holds nothing up.
    """

    period = models.CharField("période", max_length=PERIOD, unique=True)
    title = models.CharField("titre", max_length=100)
    text = models.TextField("texte")
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, blank=True, verbose_name="image", related_name="+"
    )
    picture_alt = models.CharField("ce que montre l’image", max_length=250, blank=True)
    nobody = models.BooleanField("personne n’est reconnaissable", default=False)
    printed = models.BooleanField("paraît dans la lettre", default=True)
    written_at = models.DateTimeField("écrit le")
    written_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="écrit par", related_name="+"
    )

    privacy = privacy(
        "partnership",
        public="id period picture nobody printed written_at written_by",
        personal="title text picture_alt",
    )

    class Meta:
        verbose_name = "retour sur une action"
        verbose_name_plural = "retours sur une action"
        ordering = ["-period"]
        constraints = [
            models.CheckConstraint(
                condition=Q(picture=None) | ~Q(picture_alt=""),
                name="story_picture_said",
                violation_error_message="Dites ce que montre l’image : elle est lue à qui ne la voit pas.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class StoryPerson(models.Model):
    """A participant whom a story shows or quotes, from `added_at` to `removed_at` (None: still).

    Rows are ended, not changed: they tell whom a letter closed on some day had published.
    """

    story = models.ForeignKey(Story, on_delete=models.CASCADE, verbose_name="retour", related_name="people")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="+")
    shown = models.BooleanField("visible sur l’image")
    quoted = models.BooleanField("nommé ou cité")
    added_at = models.DateTimeField("ajouté le")
    removed_at = models.DateTimeField("retiré le", null=True, blank=True)

    privacy = privacy("pathway", public="id story added_at removed_at", personal="participant shown quoted")

    class Meta:
        verbose_name = "personne d’un retour"
        verbose_name_plural = "personnes d’un retour"
        ordering = ["story", "added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "participant"], condition=Q(removed_at=None), name="story_person_once"
            ),
            models.CheckConstraint(
                condition=Q(shown=True) | Q(quoted=True),
                name="story_person_shown_or_quoted",
                violation_error_message="Dites si la personne est visible, nommée ou citée.",
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(removed_at__gte=models.F("added_at")),
                name="story_person_removed_after_added",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.story}"


class AcceptedName(models.Model):
    """A name of a participant found in a text to publish, that someone lets pass, with the reason."""

    period = models.CharField("période", max_length=PERIOD)
    words = models.CharField("mots trouvés", max_length=300)
    reason = models.CharField("raison", max_length=300)
    accepted_at = models.DateTimeField("accepté le")
    accepted_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, verbose_name="accepté par", related_name="+"
    )

    privacy = privacy("pathway", public="id period accepted_at accepted_by", personal="words reason")

    class Meta:
        verbose_name = "nom accepté"
        verbose_name_plural = "noms acceptés"
        ordering = ["period", "words"]
        constraints = [
            models.UniqueConstraint(fields=["period", "words"], name="accepted_name_once"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="accepted_name_says_why",
                violation_error_message="Dites pourquoi ces mots peuvent être publiés.",
            ),
        ]

    def __str__(self) -> str:
        return f"noms acceptés, {self.period}"
