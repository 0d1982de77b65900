"""Closing a month: what is frozen, how it is checked before, what has changed since."""
