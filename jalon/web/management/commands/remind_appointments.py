"""`manage remind_appointments`: asks for the reminders of the appointments to come. For each morning."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand

from jalon.agenda.reminders.asking import AHEAD, remind_all
from jalon.core import clock
from jalon.worktime.holidays import public_holiday


class Command(BaseCommand):
    help = "Demande les rappels de rendez-vous du jour ; le processus de `db_worker` les envoie."

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        days = [today + dt.timedelta(number) for number in range(AHEAD.days + 1)]
        asked = remind_all({day for day in days if public_holiday(day)})
        self.stdout.write(f"Rappels demandés : {asked}.")
