"""`manage erase_drafts`: erase the entries left in preparation for too long. To be run each night."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from jalon.core import clock
from jalon.pathways.actions.entries import erase_drafts


class Command(BaseCommand):
    help = "Efface les entrées en préparation que personne n’a touchées depuis longtemps (ENTRY_DRAFT_DAYS, 90 jours)."

    def handle(self, *args: Any, **options: Any) -> None:
        number = erase_drafts(by=None, before=clock.today() - dt.timedelta(settings.ENTRY_DRAFT_DAYS))
        many = {0: "Aucune entrée laissée en préparation.", 1: "1 entrée laissée en préparation, effacée."}
        self.stdout.write(many.get(number, f"{number} entrées laissées en préparation, effacées."))
