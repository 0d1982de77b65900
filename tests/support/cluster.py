"""A throw-away PostgreSQL, gone with all it held when its block ends. Standard library only."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support import tools

# Nothing here must outlive a power cut: what makes PostgreSQL durable is left out.
# No autovacuum either: tests never commit, so it would count their rows as none, and plans made for empty tables
# cost eight times as much (170 s of PostgreSQL's processor instead of 21, for the tests of the figures).
CONFIGURATION = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
"""


class ClusterError(RuntimeError):
    """PostgreSQL could not be created or started; its own words."""


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """The URL of a fresh PostgreSQL on a free loopback port; ClusterError when it does not start."""
    home = Path(tempfile.mkdtemp(prefix="jalon-postgresql-"))
    owner = unprivileged()
    if owner:
        os.chown(home, owner["user"], owner["group"])
    try:
        port = start(home, owner)
        yield f"postgres://jalon@127.0.0.1:{port}/postgres"
    finally:
        if (home / "data" / "postmaster.pid").exists():
            call(owner, home, "pg_ctl", "stop", "--mode=immediate")
        shutil.rmtree(home, ignore_errors=True)


def start(home: Path, owner: dict[str, Any]) -> int:
    """Create and start the cluster; its port."""
    call(owner, home, "initdb", "--username=jalon", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
    port = free_port()
    with (home / "data" / "postgresql.conf").open("a") as file:
        file.write(CONFIGURATION + f"port = {port}\n")
    call(owner, home, "pg_ctl", "start", "--wait", f"--log={home / 'log'}")
    return port


def call(owner: dict[str, Any], home: Path, program: str, *options: str) -> None:
    """Run a program of PostgreSQL on the cluster, as its owner."""
    command = [tools.postgres(program) or program, *options, f"--pgdata={home / 'data'}"]
    # A daemon that inherits our pipes would keep them open for ever: its words go to a file.
    with (home / "words").open("w+") as words:
        done = subprocess.run(command, cwd=home, stdout=words, stderr=words, check=False, **owner)
        words.seek(0)
        if done.returncode:
            raise ClusterError(f"{program} : {words.read().strip()}")


def unprivileged() -> dict[str, Any]:
    """Whom to run PostgreSQL as: it refuses root. Nothing to say for anyone else."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def free_port() -> int:
    """A loopback port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
