"""The programs that the suite needs beside Python. Standard library only: `run.py` reads this before any install."""

import os
import re
import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
POSTGRES_HOMES = Path("/usr/lib/postgresql")


def chromium() -> str | None:
    """Where Chromium is: `CHROMIUM`, else the first known name in PATH; None without one."""
    chosen = os.environ.get("CHROMIUM")
    names = (chosen,) if chosen else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), None)


def postgres(program: str) -> str | None:
    """Where a program of PostgreSQL is: in PATH, else the newest that Debian keeps aside; None without one."""
    found = shutil.which(program)
    if found:
        return found
    homes = [home for home in POSTGRES_HOMES.glob("*") if re.fullmatch(r"\d+", home.name)]
    for home in sorted(homes, key=lambda home: int(home.name), reverse=True):
        if (home / "bin" / program).exists():
            return str(home / "bin" / program)
    return None


def missing() -> list[str]:
    """Debian names of the packages that lack."""
    postgres_found = postgres("initdb") and postgres("pg_ctl")
    return [name for name, found in (("chromium", chromium()), ("postgresql", postgres_found)) if not found]
