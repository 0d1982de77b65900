"""The files of the repository, wherever it is read: a clone, or an archive without its history."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UNTRACKED = re.compile(r"(^|/)(\.venv|\.git|var|__pycache__|\.[a-z_]+_cache|\.hypothesis|test-results)(/|$)")


@cache
def files() -> list[Path]:
    """Every file that belongs to the project, relative to its root."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    else:
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    return sorted(Path(name) for name in listed if name and not UNTRACKED.search(name) and (ROOT / name).is_file())


def named(*suffixes: str) -> list[Path]:
    """The files whose name ends so."""
    return [path for path in files() if path.name.endswith(suffixes)]


@cache
def text(path: Path) -> str:
    """What a file says; nothing for one that is not text."""
    content = (ROOT / path).read_bytes()
    return "" if b"\0" in content else content.decode("utf-8")


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a file, numbered from 1."""
    return enumerate(text(path).splitlines(), start=1)


def inside(kind: str) -> dict[str, Path]:
    """The files of every app's `templates` or `static` folder, by the name Django finds them under."""
    found = [path for path in files() if len(path.parts) > 3 and path.parts[0] == "jalon" and path.parts[2] == kind]
    return {"/".join(path.parts[3:]): path for path in found}
