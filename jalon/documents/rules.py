"""What makes a signature worth something: values in, verdict out."""

import hashlib


def fingerprint(content: str | bytes) -> str:
    """The sha256 of a text (as UTF-8) or of a file, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
