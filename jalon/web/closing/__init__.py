"""Closing a month, the closed letter, and what has changed since."""
