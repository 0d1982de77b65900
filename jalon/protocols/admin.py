"""Settings screens of the protocols: everything that a protocol defines is edited here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from jalon.core import clock
from jalon.protocols.enums import Classification
from jalon.protocols.models import (
    BarrierFamily,
    BarrierProfile,
    ExitReason,
    LabelClassification,
    NonEntryReason,
    Protocol,
    StepLabel,
)
from jalon.reference.admin import SettingsAdmin, TabularInline


@admin.register(Protocol)
class ProtocolAdmin(SettingsAdmin):
    list_display = ("name", "start", "end", "perimeter", "systematic_entry")
    list_select_related = ("perimeter",)
    fieldsets = (
        (None, {"fields": ("code", "name", ("start", "end"), "perimeter")}),
        ("Entrées", {"fields": ("entry_date_basis", "systematic_entry")}),
        (
            "Cibles",
            {
                "fields": (
                    "entries_per_fte",
                    "active_file_per_fte",
                    "positive_share",
                    "partner_referrals",
                    "partner_entries",
                )
            },
        ),
        ("Parcours", {"fields": ("max_months", "suspension_max_months", "review_every_months")}),
        ("Europe", {"fields": ("european_mention",)}),
    )


@admin.register(NonEntryReason)
class NonEntryReasonAdmin(SettingsAdmin):
    list_display = ("label", "code", "position")


@admin.register(ExitReason)
class ExitReasonAdmin(SettingsAdmin):
    list_display = ("label", "code", "positive", "neutral", "neutral_in_report", "position")


class LabelClassificationInline(TabularInline):
    model = LabelClassification
    extra = 0


@admin.register(StepLabel)
class StepLabelAdmin(SettingsAdmin):
    list_display = ("name", "group_today", "lasting_job")
    list_filter = ("lasting_job",)
    search_fields = ("name",)
    inlines = (LabelClassificationInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return StepLabel.objects.classified_on(clock.today())

    @admin.display(description="groupe de ce jour", ordering="classification")
    def group_today(self, label: Any) -> str:
        """The group offered today; each step keeps the one it was recorded with."""
        return Classification(label.classification).label if label.classification else "—"


@admin.register(BarrierFamily)
class BarrierFamilyAdmin(SettingsAdmin):
    list_display = ("label", "short", "sensitive", "position")


@admin.register(BarrierProfile)
class BarrierProfileAdmin(SettingsAdmin):
    list_display = ("name", "protocol", "position", "count", "level")
    list_filter = ("protocol",)
    list_select_related = ("protocol",)
    filter_horizontal = ("families",)
    fieldsets = (
        (None, {"fields": ("protocol", "position", "name", "pathway")}),
        (
            "Quand il est retenu",
            {
                "fields": ("families", ("count", "level")),
                "description": "Le premier profil dont la règle est remplie. Sans famille choisie : toutes comptent.",
            },
        ),
    )
