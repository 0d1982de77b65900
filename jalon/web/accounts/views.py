"""At the door."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse

from jalon.audit.actions import record
from jalon.audit.enums import Verb
from jalon.web.accounts.forms import SignInForm


class SignIn(LoginView):
    """E-mail and password; each sign-in is written in the journal."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Open the session and tell the journal."""
        response = super().form_valid(form)
        user = form.get_user()
        record(by=user, verb=Verb.SIGNED_IN, target="accounts.user", key=str(user.pk))
        return response
