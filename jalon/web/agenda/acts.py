"""Carrying out an act on an agenda: once, with its message, and back to the page one came from."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse

from jalon.documents import storage
from jalon.web.access import AccountRequest
from jalon.web.recording.acts import TWICE, Done, go
from jalon.web.recording.forms import RecordForm
from jalon.web.recording.once import AlreadyDone, once


def carried_out(
    request: AccountRequest, form: RecordForm, act: Callable[[dict[str, Any]], Done]
) -> HttpResponse | None:
    """As `recorded`, for what is not in a person’s file; `Done.url` says where to go."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with storage.undone_on_failure(), transaction.atomic(), once(form.cleaned_data["once"]) as submission:
            done = act(form.said)
            submission.answer = done.url
    except AlreadyDone as before:
        messages.success(request, TWICE)
        return go(request, before.answer)
    except ValidationError as refused:
        form.refuse(refused)
        return None
    messages.success(request, done.message())
    return go(request, done.url)
