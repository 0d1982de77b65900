"""Addresses that open by themselves (a calendar, an unsubscription) are never written where the server writes."""

import logging
import re

SECRET = re.compile(r"[\w-]{32,}")
"""What is that long in an address is a key, a token or a secret."""
HIDDEN = "•••"


def hidden(text: str) -> str:
    """The text without its long secrets."""
    return SECRET.sub(HIDDEN, text)


class HideSecrets(logging.Filter):
    """Takes the secrets out of the words of a record: the address that broke down, the one that was not found."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every record passes, its words changed."""
        record.msg = hidden(record.getMessage())
        record.args = None
        return True
