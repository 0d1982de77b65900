"""Settings screen of the hours that référents owe each weekday, where 35 hours × FTE over five days is not true."""

from django.contrib import admin

from jalon.reference.admin import SettingsAdmin
from jalon.worktime.models import Schedule


@admin.register(Schedule)
class ScheduleAdmin(SettingsAdmin):
    list_display = ("caseworker", "start", "end", "monday", "tuesday", "wednesday", "thursday", "friday")
    list_select_related = ("caseworker",)
    search_fields = ("caseworker__last_name", "caseworker__first_name")
    fields = ("caseworker", ("start", "end"), ("monday", "tuesday", "wednesday", "thursday", "friday"))
