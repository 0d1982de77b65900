"""Seeking someone who was sent (*aller-vers*): what the attempts and the appointments missed say. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 3
"""Appointments missed and attempts without an answer, since the person was last reached, after which a non-entry may
be noted; but where everyone who is sent enters as a matter of course (the protocol says so), they are sought on."""


@dataclass(frozen=True, slots=True)
class Seeking:
    """How far one is. `reached_at`: the attempt that reached the person first, from 1; None: none did."""

    tried: int
    reached_at: int | None
    in_vain: int
    may_give_up: bool


def seeking(attempts: Sequence[bool], missed: int, *, systematic: bool) -> Seeking:
    """`attempts`: from the first, whether each reached the person. `missed`: appointments missed since one did."""
    reached_at = next((number for number, reached in enumerate(attempts, 1) if reached), None)
    silent = next((number for number, reached in enumerate(reversed(attempts)) if reached), len(attempts))
    in_vain = silent + missed
    return Seeking(len(attempts), reached_at, in_vain, not systematic and in_vain >= ENOUGH)
