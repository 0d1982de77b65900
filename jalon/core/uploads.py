"""What is sent to the site: on disk as it comes, never in memory, never beyond the limit."""

from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

ENVELOPE = 65_536
"""What a form may weigh beside its file."""


class LimitedUpload(TemporaryFileUploadHandler):
    """Keeps nothing of a file above `UPLOAD_LIMIT` but its size, for the form to say; nothing at all from a stranger.

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
        self.too_large = content_length > settings.UPLOAD_LIMIT + ENVELOPE

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins. StopUpload for whoever is not signed in."""
        if self.request is None or not self.request.user.is_authenticated:
            raise StopUpload(connection_reset=True)
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece, or throw away all that came once the limit is passed."""
        if not self.too_large and start + len(raw_data) > settings.UPLOAD_LIMIT:
            self.too_large = True
            _written(self.file).truncate(0)
        return None if self.too_large else super().receive_data_chunk(raw_data, start)


def _written(file: Any) -> BinaryIO:
    stream: BinaryIO = file.file
    return stream
