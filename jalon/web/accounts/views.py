"""At the door: allauth's views, with our forms, and the journal told."""

from typing import Any

from allauth.account import views as allauth
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy

from jalon.accounts.actions import password_told
from jalon.accounts.adapter import client_ip, tell_lockout, typed_address
from jalon.accounts.models import User
from jalon.web.accounts import forms


class SignIn(allauth.LoginView):
    """E-mail and password; the journal is told by the adapter."""

    form_class = forms.SignInForm


class SignOut(allauth.LogoutView):
    """By a button only: a link could be followed by mistake, or planted. What the device kept (drafts) goes."""

    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The browser itself erases: no script is needed."""
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        answer["Clear-Site-Data"] = '"storage"'
        return answer


class ChangePassword(allauth.PasswordChangeView):
    """One's own password; other sessions of the account end."""

    form_class = forms.ChangedPasswordForm
    success_url = reverse_lazy("account_change_password")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An account made without a password gets one by e-mail."""
        if isinstance(request.user, User) and not request.user.has_usable_password():
            return redirect("account_reset_password")
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: forms.ChangedPasswordForm) -> HttpResponse:
        """Save and tell the journal."""
        with password_told(pk=self.request.user.pk, by=self.request.user):
            response: HttpResponse = super().form_valid(form)
            return response


class LostPassword(allauth.PasswordResetView):
    """A message with a link, good for an hour and once; the page says the same whether or not it is sent."""

    form_class = forms.LostPasswordForm


class NewPassword(allauth.PasswordResetFromKeyView):
    """Where that link leads."""

    form_class = forms.NewPasswordForm

    def get_context_data(self, **told: Any) -> dict[str, Any]:
        """`token_fail`: the link does not serve any more."""
        context: dict[str, Any] = super().get_context_data(**{"token_fail": False, **told})
        return context

    def form_valid(self, form: forms.NewPasswordForm) -> HttpResponse:
        """Save and tell the journal."""
        with password_told(pk=self.reset_user.pk, by=self.reset_user):
            response: HttpResponse = super().form_valid(form)
            return response


def locked(request: HttpRequest, _: HttpResponse | None, credentials: dict[str, Any] | None) -> HttpResponse:
    """What is answered after too many failures, whether or not the account exists; the journal is told once."""
    address = typed_address(request, credentials)
    if getattr(request, "axes_failures_since_start", None):  # the failure too many; not counted once the door is held
        tell_lockout(address, client_ip(request))
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "account/locked.html", {"address": address, "minutes": minutes}, status=429)
