"""What one types at the door."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.forms import EmailInput

REFUSAL = (
    "Cette adresse et ce mot de passe n’ouvrent pas de compte. Votre adresse est restée dans le formulaire\u00a0: "
    "vérifiez-la, puis retapez le mot de passe."
)


class SignInForm(AuthenticationForm):
    """E-mail and password; one sentence for every refusal, so that nobody learns whether an account exists."""

    error_messages = {"invalid_login": REFUSAL, "inactive": REFUSAL}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["username"].label = "Adresse électronique"
        self.fields["username"].widget = EmailInput(attrs={"autocomplete": "username", "autofocus": True})
