"""The door of the settings: Django's administration, for those whose role of the day opens it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator

from jalon.accounts.actions import password_told
from jalon.accounts.permissions import REFUSAL


class SettingsSite(AdminSite):
    """Sign-in is the one of the whole site; who is signed in without the right reads why, and is not asked again."""

    site_header = "Réglages de Jalon"
    site_title = "Jalon"
    index_title = "Réglages"

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where the administration sends whom it does not let in."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        raise PermissionDenied(REFUSAL)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """One's own password; the journal learns of the change, not of the password."""
        with password_told(pk=request.user.pk, by=request.user):
            return super().password_change(request, extra_context)
