"""Where a measure is made: a folder, an empty base of either engine, and a process for each thing measured.

All of it is thrown away afterwards. Standard library only, but for the folder.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.independent.bench_folder import bench_folder
from tests.support.cluster import throwaway_cluster
from tests.support.database import migrate, migrated_database, suite_url

ROOT = Path(__file__).resolve().parent.parent
YEARS = {1_300: 1, 13_000: 5, 195_000: 10}
"""How many years the people of each size entered over; other sizes: two."""
ENGINES = ("sqlite", "postgresql")
TODAY = "2025-12-31"
START = "import django; django.setup(); from bench import inside; inside.main()"


@dataclass(frozen=True)
class Place:
    """A migrated, empty base, and the folder to fill it with."""

    people: int
    engine: str
    url: str
    folder: Path

    def measure(self, *arguments: str) -> Any:
        """What `bench.inside` finds, in a process of its own; CalledProcessError when it fails."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "JALON_TODAY": TODAY,
        }
        command = [sys.executable, "-c", START, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(done.stdout)


@contextmanager
def place(people: int, engine: str, contacts: int = 20) -> Iterator[Place]:
    """A folder of so many people, each with so many contacts, and an empty base."""
    with tempfile.TemporaryDirectory(prefix="jalon-bench-") as home, _base(engine, Path(home)) as url:
        folder = Path(home) / "folder"
        bench_folder(folder, people, YEARS.get(people, 2), contacts)
        yield Place(people, engine, url, folder)


@contextmanager
def _base(engine: str, home: Path) -> Iterator[str]:
    """On the PostgreSQL of the suite, when it tries the measures, else on one of their own."""
    if engine == "sqlite" or suite_url():
        with migrated_database(home, "" if engine == "sqlite" else suite_url()) as url:
            yield url
    else:
        with throwaway_cluster() as url:
            migrate(url)
            yield url


def asked(about: str | None) -> argparse.Namespace:
    """The sizes and engines of the command line."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--people", type=int, nargs="+", default=[1_300, 13_000], metavar="N")
    parser.add_argument("--engine", nargs="+", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--runs", type=int, default=21, help="how many times each letter is timed")
    parser.add_argument("--versions", type=int, default=20, help="how many versions of the letter are closed together")
    parser.add_argument("--output", type=Path, help="write the tables into this Markdown file")
    return parser.parse_args()


def places(options: argparse.Namespace, contacts: int = 20) -> Iterator[Place]:
    """Each place asked for, one after the other."""
    for people in options.people:
        for engine in options.engine:
            with place(people, engine, contacts) as made:
                yield made
