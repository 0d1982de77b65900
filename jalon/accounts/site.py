"""The door of the settings: Django's administration, for those whose role of the day opens it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from jalon.accounts.actions import password_told
from jalon.accounts.permissions import REFUSAL


class SettingsSite(AdminSite):
    """Sign-in is the one of the whole site; who is signed in without the right reads why, and is not asked again."""

    site_header = "Réglages de Jalon"
    site_title = "Jalon"
    index_title = "Réglages"

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where the administration sends whom it does not let in."""
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        raise PermissionDenied(REFUSAL)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """One's own password; the journal learns of the change, not of the password."""
        with password_told(pk=request.user.pk, by=request.user):
            return super().password_change(request, extra_context)
