"""Administration that writes in the journal: every settings screen is built on it."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from jalon.audit import actions

if TYPE_CHECKING:
    from django.forms import ModelForm

    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin


class JournaledAdmin(ModelAdmin):
    """An admin screen whose saves and deletions go through the journal, in the same transaction."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: "ModelForm[Any]", change: bool) -> None:
        actions.save(obj, by=request.user)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        actions.delete(obj, by=request.user)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for obj in queryset:
            actions.delete(obj, by=request.user)

    def save_formset(self, request: HttpRequest, form: "ModelForm[Any]", formset: Any, change: bool) -> None:
        for obj in formset.save(commit=False):
            actions.save(obj, by=request.user)
        for obj in formset.deleted_objects:
            actions.delete(obj, by=request.user)
        formset.save_m2m()

    def log_addition(self, *args: Any) -> None:  # type: ignore[override]
        """The journal already has it."""

    log_change = log_addition  # type: ignore[assignment]
    log_deletions = log_addition  # type: ignore[assignment]
