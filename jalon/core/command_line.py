"""What commands read of the words they are given, and how they write a file."""

import datetime as dt
import os
from argparse import ArgumentTypeError
from pathlib import Path

BAD_CALL = 2
"""What a command that was called wrong ends with."""


def day(text: str) -> dt.date:
    """« 2017-03-31 »; ArgumentTypeError in French."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None


def write_whole(output: Path, content: bytes) -> None:
    """Write whole or not at all; a link keeps leading to its file. What is no ordinary file is written straight."""
    if output.is_relative_to("/dev") or (output.exists() and not output.is_file()):  # a pipe, what a shell redirects
        output.write_bytes(content)
        return
    target = output.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}.partiel")
    try:
        partial.write_bytes(content)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
