"""What people decide about alerts; the alerts themselves are computed, never stored."""

from django.db import models
from django.db.models import F, Q

from jalon.accounts.models import User
from jalon.alerts.enums import AlertKind
from jalon.core.privacy import privacy
from jalon.people.models import Participant


class PutOff(models.Model):
    """An alert put off to a day, with a reason. It holds for the alert `since` that day, not for a later one."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, verbose_name="participant", related_name="put_offs"
    )
    kind = models.CharField("alerte", max_length=40, choices=AlertKind)
    since = models.DateField("alerte depuis le")
    until = models.DateField("reportée au")
    reason = models.CharField("raison", max_length=300)
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, verbose_name="par", related_name="+")
    put_off_on = models.DateField("reportée le")

    privacy = privacy("pathway", public="id participant kind since until by put_off_on", sensitive="reason")

    class Meta:
        verbose_name = "report d’une alerte"
        verbose_name_plural = "reports d’alertes"
        ordering = ["participant", "kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="put_off_says_why",
                violation_error_message="Dites pourquoi l’alerte est reportée.",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("put_off_on")),
                name="put_off_later",
                violation_error_message="Une alerte se reporte à un jour à venir.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, reportée au {self.until:%d/%m/%Y}"


class DigestChoice(models.Model):
    """Whether an account wants the e-mail of the morning; without a row, it does not."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, verbose_name="compte", related_name="digest_choice")
    active = models.BooleanField("résumé du matin", default=True)
    sent_on = models.DateField("dernier envoi", null=True, blank=True)

    privacy = privacy("employment", public="id user active sent_on")

    class Meta:
        verbose_name = "résumé du matin"
        verbose_name_plural = "résumés du matin"
        ordering = ["user"]

    def __str__(self) -> str:
        return str(self.user)
