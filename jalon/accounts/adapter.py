"""How allauth is used: no sign-up, one refusal for all, the journal told of who comes and goes."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest

from jalon.accounts.models import User
from jalon.audit.actions import Actor, record
from jalon.audit.enums import Verb

REFUSAL = (
    "Cette adresse et ce mot de passe n’ouvrent pas de compte. Votre adresse est restée dans le formulaire\u00a0: "
    "vérifiez-la, puis retapez le mot de passe."
)
PASSWORD_CHANGED = "account/messages/password_changed.txt"  # noqa: S105


class AccountAdapter(DefaultAccountAdapter):
    """The points at which allauth lets its host decide."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": REFUSAL,
        "enter_current_password": "Ce n’est pas votre mot de passe actuel.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account, or None; a closed one answers as one that does not exist."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Open a session under a new key, and tell the journal."""
        with transaction.atomic():
            super().login(request, user)
            _tell(user, Verb.SIGNED_IN, user.pk)

    def logout(self, request: HttpRequest) -> None:
        """Close the session, and tell the journal."""
        with transaction.atomic():
            if isinstance(request.user, User):
                _tell(request.user, Verb.SIGNED_OUT, request.user.pk)
            super().logout(request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **more: Any
    ) -> None:
        """Only what the next page does not show by itself."""
        if message_template == PASSWORD_CHANGED:
            super().add_message(request, level, message_template, *args, **more)


class Stranger:
    """Whoever stands at the door without having signed in."""

    pk = None

    def __str__(self) -> str:
        return "quelqu’un, à la porte"


def typed_address(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The address under which someone tries to sign in, in lower case."""
    told = credentials or {}
    typed = told.get("email") or told.get("username") or request.POST.get("login", "")
    return str(typed).strip().lower()


def client_ip(request: HttpRequest) -> str | None:
    """The address of the machine that asks, as the front server tells it in production; None when nobody says."""
    try:
        address: str = AccountAdapter(request).get_client_ip(request)
    except PermissionDenied:
        return None
    return address


def tell_lockout(address: str, machine: str | None) -> None:
    """Write in the journal that the door is held for an account tried from a machine."""
    account = User.objects.filter(email__iexact=address).first()
    _tell(Stranger(), Verb.LOCKED_OUT, account.pk if account else None, after={"adresse": machine})


def _tell(by: Actor, verb: Verb, account: Any, after: dict[str, Any] | None = None) -> None:
    """`account` is the key of the account concerned; what a stranger typed is not kept: it may be a password."""
    record(by=by, verb=verb, target="accounts.user", key=str(account or ""), after=after)
