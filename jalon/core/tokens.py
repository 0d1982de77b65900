"""Secrets of addresses that are sent to people."""

from django.utils.crypto import get_random_string

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those one mistakes for another, when an address is copied from a telephone."""


def short_token() -> str:
    """Twelve signs, 59 bits: short enough for an SMS, too many to be guessed one by one."""
    return get_random_string(12, LETTERS)
