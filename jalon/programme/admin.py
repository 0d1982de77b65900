"""Settings screens of the funded operations: how their time is justified, and who gives them which share of it."""

from django.contrib import admin

from jalon.programme.models import Operation, OperationShare
from jalon.reference.admin import SettingsAdmin, TabularInline


class OperationShareInline(TabularInline):
    model = OperationShare
    fields = ("caseworker", "share", "start", "end", "mission_letter")
    extra = 0


@admin.register(Operation)
class OperationAdmin(SettingsAdmin):
    list_display = ("name", "code", "justification", "start", "end")
    list_filter = ("justification",)
    search_fields = ("name", "code")
    fields = ("code", "name", ("start", "end"), "justification")
    inlines = (OperationShareInline,)
