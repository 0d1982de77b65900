"""The server of the demo, with the worker that sends what its pages ask for: it starts and stops with the server."""

import subprocess
import sys
from pathlib import Path
from typing import Any

bind = "127.0.0.1:8000"
workers = 2
loglevel = "warning"
_BESIDE: list[subprocess.Popen[bytes]] = []


def when_ready(server: Any) -> None:
    """The port is held: the worker begins. Gunicorn calls it by its name."""
    command = [sys.executable, str(Path(__file__).parent.parent / "manage.py"), "db_worker", "--interval=2", "-v0"]
    _BESIDE.append(subprocess.Popen(command, stdin=subprocess.DEVNULL))  # noqa: S603  (our own command)


def on_exit(server: Any) -> None:
    """The server ends: so does the worker, once its message is gone."""
    for worker in _BESIDE:
        worker.terminate()
    for worker in _BESIDE:
        try:
            worker.wait(10)
        except subprocess.TimeoutExpired:
            worker.kill()
