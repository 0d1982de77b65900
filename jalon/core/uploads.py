"""What is sent to the site: on disk as it comes, never in memory, never beyond the limit."""

from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

ENVELOPE = 65_536
"""What a form may weigh beside its file."""


V = TypeVar("V", bound=Callable[..., Any])


def limited_to(size: int) -> Callable[[V], V]:
    """A view that takes files of at most `size` bytes; others take up to `UPLOAD_LIMIT`."""

    def decorate(view: V) -> V:
        view.upload_limit = size  # type: ignore[attr-defined]
        return view

    return decorate


class LimitedUpload(TemporaryFileUploadHandler):
    """Keeps nothing of a file above the view's limit but its size, for the form to say; nothing from a stranger.

    What is beyond the limit is read and thrown away: a browser cut short would show its own error, not ours.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  (Django’s own name for it)
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Before anything is read: the size that the sender declares."""
        match = self.request.resolver_match if self.request else None
        self.limit: int = getattr(match and match.func, "upload_limit", settings.UPLOAD_LIMIT)
        self.too_large = content_length > self.limit + ENVELOPE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins. StopUpload for whoever is not signed in."""
        if self.request is None or not self.request.user.is_authenticated:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or throw away all that came once the limit is passed."""
        if not self.too_large and start + len(raw_data) > self.limit:
            self.too_large = True
            _written(self.file).truncate(0)
        return None if self.too_large else super().receive_data_chunk(raw_data, start)


def _written(file: Any) -> BinaryIO:
    stream: BinaryIO = file.file
    return stream
