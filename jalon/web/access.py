"""Who may open a page: every view says it with one of three decorators, and a test refuses the view that does not."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.decorators import login_not_required, login_required
from django.http import HttpRequest, HttpResponseBase

from jalon.accounts.models import User
from jalon.accounts.permissions import check_may
from jalon.accounts.roles import Capability

P = ParamSpec("P")
AnyView = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=AnyView)


class AccountRequest(HttpRequest):
    """A request behind the sign-in: it has an account."""

    user: User


View = Callable[Concatenate[AccountRequest, P], HttpResponseBase]


def allowed(*any_of: Capability) -> Callable[[View[P]], View[P]]:
    """A page for those who hold one of these rights today; the others read why not (403)."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def checked(request: AccountRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            check_may(request.user, *any_of)
            return view(request, *args, **kwargs)

        return _declare(checked, any_of)

    return decorate


def any_member(view: AnyView) -> AnyView:
    """A page for every open account, whatever its roles and whatever the view's author thought of sign-in."""
    return login_required(_declare(view, "member"))


def open_to_all(view: AnyView) -> AnyView:
    """A page without sign-in."""
    return login_not_required(_declare(view, "all"))


def _declare(view: V, access: tuple[Capability, ...] | str) -> V:
    view.access = access  # type: ignore[attr-defined]
    return view
