"""What became of a referral: the four lists of the page."""

from django.db.models import Q
from django.db.models.enums import TextChoices

from jalon.referrals.queries import DECLINED, ENTERED, PENDING


class State(TextChoices):
    """As addresses write it, and as the page says it."""

    PENDING = "en_attente", "En attente"
    ENTERED = "entree", "Entrées"
    DECLINED = "non_entree", "Non-entrées"
    ALL = "toutes", "Toutes"

    @property
    def condition(self) -> Q:
        """The referrals of the list."""
        return {State.PENDING: PENDING, State.ENTERED: ENTERED, State.DECLINED: DECLINED, State.ALL: Q()}[self]
