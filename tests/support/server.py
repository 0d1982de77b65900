"""A real server in its own process, on its own database, for the browser."""

import atexit
import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 30
"""Seconds given to the server to answer."""


@dataclass(frozen=True)
class Server:
    """Where the server answers, and the environment of the commands that work on its database."""

    url: str
    environment: dict[str, str]

    def manage(self, *command: str) -> str:
        """Run a management command on the server's database; what it printed. AssertionError when it fails."""
        return manage(command, self.environment)


@contextmanager
def running_server(folder: Path, setup: Sequence[Sequence[str]], day: str) -> Iterator[Server]:
    """A server on a migrated database, prepared by the `setup` commands, believing it is `day`."""
    with migrated_database(folder) as database_url, socket.socket() as listener:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "JALON_FILES": str(folder / "files"),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "JALON_TODAY": day,
        }
        for command in setup:
            manage(command, environment)
        # The socket is opened here and handed over: no port can be lost to another program meanwhile.
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with gunicorn(listener.fileno(), environment, folder / "server.log") as process:
            wait_for(url, process, folder / "server.log")
            yield Server(url, environment)


@contextmanager
def migrated_database(folder: Path) -> Iterator[str]:
    """The URL of a database as `migrate` leaves it, on the engine of the suite, gone at the end."""
    if not on_postgresql():
        path = folder / "server.sqlite3"
        shutil.copyfile(sqlite_template(), path)
        yield f"sqlite:///{path}"
        return
    name = created(template=postgresql_template())
    try:
        yield url_of(name)
    finally:
        dropped(name)


def on_postgresql() -> bool:
    """Whether the suite runs on PostgreSQL."""
    return suite_url().startswith("postgres")


def suite_url() -> str:
    """Where the databases of the suite are; "" on SQLite."""
    return os.environ.get("DATABASE_URL", "")


def url_of(name: str) -> str:
    """The URL of a database of the suite’s PostgreSQL."""
    return f"{suite_url().rsplit('/', 1)[0]}/{name}"


@cache
def sqlite_template() -> Path:
    """A database that `migrate` has prepared, once for the whole run: it is copied afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="jalon-template-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    migrate(f"sqlite:///{folder / 'template.sqlite3'}")
    return folder / "template.sqlite3"


@cache
def postgresql_template() -> str:
    """The same on PostgreSQL: the name of the database."""
    name = created()
    atexit.register(dropped, name)
    migrate(url_of(name))
    return name


def migrate(url: str) -> None:
    """Prepare a database."""
    settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    manage(["migrate", "--verbosity=0"], {**os.environ, **settings})


def created(template: str = "template1") -> str:
    """The name of a new database, copied from another that nobody uses."""
    name = f"jalon_server_{secrets.token_hex(4)}"
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(suite_url(), autocommit=True) as connection:
        connection.execute(copy)
    return name


def dropped(name: str) -> None:
    """Erase a database, whoever still reads it."""
    with psycopg.connect(suite_url(), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def gunicorn(descriptor: int, environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The web server of production, answering on an open socket."""
    command = [sys.executable, "-m", "gunicorn", f"--bind=fd://{descriptor}", "--workers=1", "--threads=4"]
    command += ["--no-control-socket", "config.wsgi"]
    with log.open("wb") as words:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, pass_fds=[descriptor], stdout=words, stderr=subprocess.STDOUT
        )
        try:
            yield process
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; AssertionError, with its log, if it stops or stays silent."""
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=PATIENCE).close()  # noqa: S310  (our own address)
            return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
            time.sleep(0.2)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the server does not answer:\n{log.read_text()}")


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
