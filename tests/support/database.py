"""Databases of their own for what runs in other processes: `migrate` is run once, and what it left is copied."""

import atexit
import os
import secrets
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from django.db import connections
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = "JALON_TEST_TEMPLATE"
"""Where the URL of a migrated database is told to the other processes of the run."""


def suite_url() -> str:
    """Where the databases of the suite are; "" on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


@contextmanager
def migrated_database(folder: Path, server: str | None = None) -> Iterator[str]:
    """The URL of a database as `migrate` leaves it, on the engine of the suite or on `server`, gone at the end."""
    server = suite_url() if server is None else server
    if not server:
        path = folder / "server.sqlite3"
        shutil.copyfile(path_of(template("")), path)
        yield f"sqlite:///{path}"
        return
    name = created(server, name_of(template(server)))
    try:
        yield url_of(server, name)
    finally:
        dropped(server, name)


@contextmanager
def copied_for_tests() -> Iterator[None]:
    """The database that Django is about to make for the tests will be a copy too."""
    if suite_url():
        connections.settings["default"]["TEST"]["TEMPLATE"] = name_of(template(suite_url()))
        yield
        return
    # Django's own name for it; it lasts as long as someone has it open.
    with (
        closing(sqlite3.connect("file:memorydb_default?mode=memory&cache=shared", uri=True)) as memory,
        closing(sqlite3.connect(path_of(template("")))) as source,
    ):
        source.backup(memory)
        yield


def template(server: str) -> str:
    """The URL of a database that `migrate` has prepared, once for the whole run: it is copied, never opened."""
    shared = os.environ.get(SHARED, "")
    if not shared.startswith(server.rpartition("/")[0] if server else "sqlite:"):
        shared = os.environ[SHARED] = prepared(server)
    return shared


def prepared(server: str) -> str:
    """A migrated database, erased when this process ends."""
    if server:
        name = created(server)
        atexit.register(dropped, server, name)
        url = url_of(server, name)
    else:
        folder = Path(tempfile.mkdtemp(prefix="jalon-template-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        url = f"sqlite:///{folder / 'template.sqlite3'}"
    migrate(url)
    return url


def migrate(url: str) -> None:
    """Prepare a database; a warning is an error there too."""
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONWARNINGS": "error"}
    manage(["migrate", "--verbosity=0"], {**os.environ, **settings})


def url_of(server: str, name: str) -> str:
    """The URL of a database of a PostgreSQL."""
    return f"{server.rpartition('/')[0]}/{name}"


def name_of(url: str) -> str:
    """The name of a database of a PostgreSQL."""
    return url.rpartition("/")[2]


def path_of(url: str) -> Path:
    """The file of a database of SQLite."""
    return Path(url.removeprefix("sqlite:///"))


def created(server: str, source: str = "template1") -> str:
    """The name of a new database, copied from another that nobody uses."""
    name = f"jalon_server_{secrets.token_hex(4)}"
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(copy)
    return name


def dropped(server: str, name: str) -> None:
    """Erase a database, whoever still reads it."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def manage(command: Sequence[str], environment: dict[str, str]) -> str:
    """Run a management command; what it printed. AssertionError, with its words, when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, f"{' '.join(command)}:\n{done.stdout}{done.stderr}"
    return done.stdout
