"""What one types at the door: allauth's forms, in our words."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django.forms import Form

RULE = "14 caractères au moins, sans votre nom ni votre adresse. Une phrase facile à retenir convient."
LABELS = {
    "login": "Adresse électronique",
    "email": "Adresse électronique",
    "password": "Mot de passe",
    "oldpassword": "Mot de passe actuel",
    "password1": "Nouveau mot de passe",
    "password2": "Le même, une seconde fois",
}


class Worded(Form):
    """A form with our labels, without words that vanish when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name, field in self.fields.items():
            field.label, field.help_text = LABELS[name], RULE if name == "password1" else ""
            field.widget.attrs.pop("placeholder", None)
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True


class SignInForm(Worded, LoginForm):
    """Address and password."""


class LostPasswordForm(Worded, ResetPasswordForm):
    """The address of an account, which may not exist: the answer does not tell."""


class NewPasswordForm(Worded, ResetPasswordKeyForm):
    """A new password, by the link of a message."""


class ChangedPasswordForm(Worded, ChangePasswordForm):
    """The present password, and the next one."""
