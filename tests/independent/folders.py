"""Folders to try the program with: seeded random ones, those of hypothesis, and large ones for speed."""

import datetime as dt

from tests.independent.bench_folder import bench_folder
from tests.independent.builder import build
from tests.independent.folder import Folder
from tests.independent.source import RandomSource
from tests.independent.strategies import cases, folders, questions

__all__ = ["bench_folder", "cases", "folders", "questions", "random_folder"]


def random_folder(
    seed: int,
    people: int,
    start: dt.date,
    end: dt.date,
    *,
    today: dt.date | None = None,
    caseworkers: int | None = None,
    contacts: int = 3,
) -> Folder:
    """A valid, nasty folder, always the same for the same arguments.

    Entries, exits and referrals are dated within [start, end]; nothing is recorded after `today` (default: `end`).
    With `today` before `end`, some facts lie in the future. `contacts` is the most interviews a pathway has.
    """
    if caseworkers is None:
        caseworkers = 2 + people // 60
    return build(RandomSource(seed), people, caseworkers, start, end, today or end, contacts)
