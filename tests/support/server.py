"""A real server in its own process, on its own database, for the browser."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.database import ROOT, manage, migrated_database

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
