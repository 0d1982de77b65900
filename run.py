#!/usr/bin/env python3
"""Prepares the project's environment in `.venv` and runs its commands. Needs Python 3.11 or later, and pip.

- python3 run.py demo [--no-serve]: the example PLIE, on http://127.0.0.1:8000
- python3 run.py test [pytest …]: the whole suite, on SQLite and on PostgreSQL
- python3 run.py check: style, types, rings, templates, migrations
- python3 run.py manage <command> …: any management command
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036  (the reader of this sentence has an older one)
    sys.exit("Jalon demande Python 3.11 ou plus récent ; celui-ci est {}.{}.".format(*sys.version_info))

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import IO, NoReturn

from tests.support import tools
from tests.support.cluster import ClusterError, throwaway_cluster

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
RUN, DEVELOP = "requirements.txt", "requirements-dev.txt"
DEMO_DAY = "2017-12-31"
ADDRESS = ("127.0.0.1", 8000)


# The environment


def prepare(*, develop: bool = False) -> None:
    """Make `.venv` hold what the requirements file says; nothing to do when it already does."""
    wanted = digests(RUN, DEVELOP) if develop else digests(RUN)
    installed = STAMP.read_text().split() if STAMP.exists() else []
    if not runs():
        installed = create()
    if installed[: len(wanted)] == wanted:
        return
    say("Installation des bibliothèques dans .venv…")
    # Without its stamp, an environment whose installation was cut short is made anew.
    STAMP.unlink(missing_ok=True)
    install(DEVELOP if develop else RUN)
    STAMP.write_text("\n".join(wanted))


def digests(*names: str) -> list[str]:
    """What tells a version of the requirements files from another."""
    return [hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names]


def runs() -> bool:
    """Whether `.venv` is whole: stamped, and its Python finds what was installed."""
    if not STAMP.exists():
        return False
    try:
        return subprocess.run([PYTHON, "-c", "import django"], check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def create() -> list[str]:
    """Make `.venv` anew, empty; the digests of what it holds: none."""
    if VENV.exists():
        say("L’environnement .venv est incomplet : il est refait.")
        shutil.rmtree(VENV)
    venv.EnvBuilder(with_pip=False, symlinks=True).create(VENV)
    return []


def install(requirements: str) -> None:
    """Install pinned, hashed versions; stop with one sentence when that fails."""
    # Started from .venv itself, which has no pip, the Python it was made from has one.
    outer = f"{sys.base_prefix}/bin/python3" if Path(sys.prefix) == VENV else sys.executable
    if subprocess.run([outer, "-m", "pip", "--version"], check=False, stdout=subprocess.DEVNULL).returncode:
        sys.exit(f"pip manque à {outer} : installez-le (sous Debian : apt-get install python3-pip).")
    command = [outer, "-m", "pip", "--python", str(PYTHON), "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--require-hashes", "--requirement", requirements]
    if subprocess.run(command, cwd=ROOT, check=False).returncode:
        sys.exit(f"L’installation de {requirements} a échoué : les lignes ci-dessus disent pourquoi.")


# What the commands share


def say(words: str) -> None:
    """A line on the screen, at once."""
    print(words, flush=True)


def settings(name: str, **values: str) -> dict[str, str]:
    """The environment of a program, with the settings it runs under."""
    return {**os.environ, "DJANGO_SETTINGS_MODULE": f"config.settings.{name}", **values}


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run to the end; its exit code. An interruption is passed on, and the program given time to clean up."""
    process = subprocess.Popen([PYTHON, *command], cwd=ROOT, env=environment)
    try:
        return process.wait()
    except KeyboardInterrupt:
        # A terminal has already told every program of the foreground.
        if not os.isatty(0):
            process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
        process.kill()
        raise


def become(command: list[str], environment: dict[str, str]) -> NoReturn:
    """Leave the place to a program: signals and exit code are then its own."""
    os.execve(PYTHON, [str(PYTHON), *command], environment)  # noqa: S606  (no shell is wanted)


# The commands


def demo(*options: str) -> int:
    """Load the example PLIE, then serve it until Ctrl-C."""
    if set(options) - {"--no-serve"}:
        return usage()
    serve = "--no-serve" not in options
    if serve and busy():
        sys.exit("Le port 8000 est déjà pris : arrêtez ce qui l’occupe, puis recommencez.")
    prepare()
    environment = settings("dev", JALON_TODAY=DEMO_DAY)
    for command in (["migrate", "--verbosity=0"], ["demo"]):
        code = run(["manage.py", *command], environment)
        if code:
            return code
    if serve:
        say("Jalon est servi sur http://127.0.0.1:8000 ; Ctrl-C pour l’arrêter.")
        os.chdir(ROOT)
        become(gunicorn(), environment)
    return 0


def busy() -> bool:
    """Whether something already listens where the demo would."""
    with socket.socket() as probe:
        return probe.connect_ex(ADDRESS) == 0


def gunicorn() -> list[str]:
    """The web server, as in production, with one worker per core of a small machine; and who sends the reminders."""
    return ["-m", "gunicorn", "--config=config/gunicorn_demo.py", "--no-control-socket", "config.wsgi"]


def test(*options: str) -> int:
    """The whole suite, on SQLite and on PostgreSQL at the same time; fails when either does."""
    equip()
    prepare(develop=True)
    environment = settings("test")
    for name in ("DATABASE_URL", "JALON_TODAY"):
        environment.pop(name, None)
    try:
        with throwaway_cluster() as url, tempfile.TemporaryFile("w+") as words:
            start = time.monotonic()
            postgresql = started(options, {**environment, "DATABASE_URL": url}, words)
            try:
                say("— Tests sur SQLite ; ceux de PostgreSQL tournent en même temps et seront montrés ensuite")
                codes = [run(["-m", "pytest", *options], environment), postgresql.wait()]
            finally:
                stop(postgresql)
            words.seek(0)
            say(f"— Tests sur PostgreSQL\n{words.read()}")
    except ClusterError as error:
        sys.exit(f"PostgreSQL n’a pas démarré : {error}")
    told = (
        f"{name} : {'ÉCHEC' if code else 'réussi'}" for name, code in zip(("SQLite", "PostgreSQL"), codes, strict=True)
    )
    say(f"— {', '.join(told)}, en {time.monotonic() - start:.0f} s")
    return max(codes)


def started(options: tuple[str, ...], environment: dict[str, str], words: IO[str]) -> subprocess.Popen[bytes]:
    """A run of pytest in the background, which says its words to a file."""
    command = [str(PYTHON), "-m", "pytest", *options]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT
    )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program that still runs, with the time to clean up behind it."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(60)
        process.kill()


def equip() -> None:
    """Chromium and PostgreSQL: installed when root on Debian, else one sentence says what lacks."""
    packages = tools.missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installation de {' et '.join(packages)} par apt-get…")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *command], check=False, env=environment, stdout=subprocess.DEVNULL)
    packages = tools.missing()
    if packages:
        sys.exit(f"La suite a besoin de {' et de '.join(packages)} : installez-le, puis recommencez.")


def check(*options: str) -> int:
    """Style, types, rings, templates, migrations: all of them, then which ones failed."""
    if options:
        return usage()
    prepare(develop=True)
    failed = [name for name, command in checks().items() if not passes(name, command)]
    say(f"À reprendre : {', '.join(failed)}." if failed else "Tout est en ordre.")
    return int(bool(failed))


def checks() -> dict[str, list[str]]:
    """Each check and what it runs."""
    python = str(PYTHON)
    code = ["config", "jalon", "tests", "bench", "run.py", "manage.py"]
    templates = sorted(map(str, ROOT.glob("jalon/*/templates/**/*.html")))
    return {
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "--output-format=concise", *code],
        "ruff format": [python, "-m", "ruff", "format", "--check", "--output-format=concise", *code],
        "mypy": [python, "-m", "mypy", "--no-error-summary", *code],
        "import-linter": [python, "-c", "from importlinter.cli import lint_imports_command as main; main()"],
        "djade": [str(VENV / "bin" / "djade"), "--check", *templates],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
    }


def passes(name: str, command: list[str]) -> bool:
    """Run one check; what it found is shown only when it fails."""
    start = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=settings("test"), check=False, text=True, capture_output=True)
    good = done.returncode == 0
    say(f"{'ok   ' if good else 'ÉCHEC'} {name} ({time.monotonic() - start:.1f} s)")
    if not good:
        say(done.stdout + done.stderr)
    return good


def manage(*options: str) -> int:
    """Any management command, as Django's own `manage.py` would run it: paths are those of the caller's folder."""
    prepare()
    return become([str(ROOT / "manage.py"), *options], {**settings("dev"), **os.environ})


COMMANDS: dict[str, Callable[..., int]] = {"demo": demo, "test": test, "check": check, "manage": manage}


def usage() -> int:
    """Say how to call this program; the exit code of a bad call."""
    say(__doc__ or "")
    return 2


def interrupt(*_: object) -> None:
    """Being asked to end, by Ctrl-C or otherwise, also where a shell in the background would not hear it."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Run the command asked for; its exit code, 2 for a bad call, 130 when interrupted."""
    if not arguments or arguments[0] not in COMMANDS:
        return usage()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, interrupt)
    try:
        return COMMANDS[arguments[0]](*arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
