"""The door of the settings: Django's administration, for those whose role of the day opens it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from jalon.accounts.permissions import REFUSAL

ABOUT = {
    "protocols": "Les dates d’un protocole, son territoire, ses objectifs ; les libellés d’étape et les motifs.",
    "organisations": "Partenaires et agences, ce qu’ils sont pour le PLIE, de quand à quand.",
    "programme": "Ce que paient les financeurs, comment le temps s’y justifie, la part qu’y donne chaque référent.",
    "accounts": "Qui entre dans Jalon et avec quel rôle ; les référents et leurs temps de travail.",
    "worktime": "Les minutes dues chaque jour, quand ce ne sont pas 35 heures × ETP sur cinq jours.",
    "reference": "Ce que publient l’État et le programme : communes, quartiers, niveaux, contrats, durées.",
}
ELSEWHERE = ("password_change", "password_change_done")


class SettingsSite(AdminSite):
    """Sign-in is the one of the whole site; who is signed in without the right reads why, and is not asked again."""

    site_header = "Réglages de Jalon"
    site_title = "Jalon"
    index_title = "Réglages"
    index_template = "settings/index.html"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What this account may open, in the order in which one needs it, with a sentence on each."""
        found = {app["app_label"]: app for app in super().get_app_list(request, app_label)}
        return [{**found[label], "about": about} for label, about in ABOUT.items() if label in found]

    def get_urls(self) -> list[Any]:
        """One's own password has its page elsewhere."""
        return [url for url in super().get_urls() if getattr(url, "name", None) not in ELSEWHERE]

    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Where the administration sends whom it does not let in."""
        wanted = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
        if not request.user.is_authenticated:
            return redirect_to_login(wanted)
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        raise PermissionDenied(REFUSAL)

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """An address that the administration must have; the button leads elsewhere."""
        return HttpResponseRedirect(reverse("account_logout"), preserve_request=True)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the frame of every screen may ask, on those that do not say it too."""
        return {"title": None, "subtitle": None, "cl": None, **super().each_context(request)}
