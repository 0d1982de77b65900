"""What commands read of the words they are given."""

import datetime as dt
from argparse import ArgumentTypeError


def day(text: str) -> dt.date:
    """« 2017-03-31 »; ArgumentTypeError in French."""
    try:
        return dt.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise ArgumentTypeError(f"« {text} » n’est pas une date AAAA-MM-JJ") from None
