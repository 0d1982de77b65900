"""A référent renamed in the settings is sorted under the new name."""

from typing import Any

from django.contrib import admin
from django.db import models, transaction
from django.http import HttpRequest

from jalon.accounts.admin import CaseworkerAdmin
from jalon.accounts.models import Caseworker
from jalon.roster.actions import follow_names

admin.site.unregister(Caseworker)


@admin.register(Caseworker)
class SortedCaseworkerAdmin(CaseworkerAdmin):
    """The screen of the accounts app, and what the list of participants draws from it."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            follow_names(caseworkers=Caseworker.objects.filter(pk=obj.pk))
