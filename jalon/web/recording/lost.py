"""A form sent too late: the session is over, or its page too old. Nothing typed is lost.

With the script, the form stays where it is and is told what to do. Without it, the answer is a page that carries all
that was typed, to be sent again once signed in.
"""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import REASON_CSRF_TOKEN_MISSING, get_token
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode
from django.views.csrf import csrf_failure as too_old

KEY = "once"
"""The field that only the forms of `RecordForm` have, after the prefix of the form if it has one."""
SECRET = {"csrfmiddlewaretoken"}


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, but for what was being recorded."""

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> Any:
        """A form that records is kept for after the sign-in."""
        if _records(request):
            return _signed_out(request)
        return super().handle_no_permission(request, view_func)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A sign-in changes the token of every page already open: what they record is sent again with the new one.

    Only from our own pages: a form sent by another site has a reason of its own, and is refused.
    """
    if not _records(request) or not _stale(reason):
        return too_old(request, reason)
    if _by_script(request):
        return JsonResponse({"token": get_token(request)}, status=403)
    return _page(request, signed_out=False)


def _stale(reason: str) -> bool:
    """Whether the token is another session's; without a token at all, it is no page of ours."""
    return reason != REASON_CSRF_TOKEN_MISSING and reason.startswith("CSRF token from POST")


def _signed_out(request: HttpRequest) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"signed_out": _door(request)}, status=403)
    return _page(request, signed_out=True)


def _page(request: HttpRequest, *, signed_out: bool) -> HttpResponse:
    typed = [(name, value) for name, values in request.POST.lists() if name not in SECRET for value in values]
    context = {"typed": typed, "signed_out": signed_out, "door": _door(request), "files": bool(request.FILES)}
    answer = render(request, "recording/lost.html", context, status=403)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _door(request: HttpRequest) -> str:
    return f"{resolve_url('account_login')}?{urlencode({'next': request.get_full_path()})}"


def _records(request: HttpRequest) -> bool:
    return request.method == "POST" and any(name == KEY or name.endswith(f"-{KEY}") for name in request.POST)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "fetch"
