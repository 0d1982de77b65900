"""The list of participants, its search and a file, as a browser asks for them: requests a second, and milliseconds.

python -m bench.participants --people 1300 195000 --output docs/performance.md
"""

import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from bench import places, tables
from bench.places import ROOT, TODAY, Place
from tests.support.cluster import free_port

HEADS = ("people", "engine", "page", "ms", "requests/s", "requests of the plain page", "time of the plain page")
CONTACTS = 2
"""A person: the list has their last one, whatever their number."""
PLAIN = "plain page"
PAGES = {
    PLAIN: "/plain/",
    "list": "/participants/",
    "list by last contact": "/participants/?tri=contact",
    "list, a page further": "/participants/?apres=700",
    "list of the file active": "/participants/?statut=active",
    "list with three filters": "/participants/?statut=active&rsa=oui&sans_etape=3",
    "search of a name": "/participants/?q=mesange",
    "search of two names": "/participants/?q=lucja+hetre",
    "search with an error": "/participants/?q=mezange",
    "search of a birth date": "/participants/?q=3/12/1988",
    "search of a number": "/participants/?q=P0000777",
    "suggestions": "/recherche/?q=mesan",
}
CLIENTS = 2
"""As many as the server has workers."""
WARMING = 5


@contextmanager
def served(place: Place) -> Iterator[int]:
    """The site with two workers, as in production; its port."""
    port = free_port()
    command = ["-m", "gunicorn", f"--bind=127.0.0.1:{port}", "--workers=2", "--no-control-socket", "config.wsgi"]
    environment = {
        **os.environ,
        "DATABASE_URL": place.url,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "JALON_TODAY": TODAY,
    }
    server = subprocess.Popen(
        [sys.executable, *command, "--log-level=error"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    try:
        _wait(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def measure(place: Place, runs: int) -> tables.Rows:
    """Every page in turn, by two clients at once; a page is set against the plain one of the same turn."""
    place.measure("import", str(place.folder))
    visitor = place.measure("visitor")
    pages = PAGES | {f"file of {n} events more": f"/participants/{code}/" for n, code in visitor["files"].items()}
    with served(place) as port, ThreadPoolExecutor(CLIENTS) as clients:
        _turns(port, pages, visitor["session"], WARMING)
        running = [clients.submit(_turns, port, pages, visitor["session"], runs) for _ in range(CLIENTS)]
        turns = [turn for client in running for turn in client.result()]
    return [_row(place, name, turns) for name in pages]


def _turns(port: int, pages: Mapping[str, str], session: str, count: int) -> list[dict[str, float]]:
    """The seconds that each page took, turn by turn."""
    return [{name: _asked(port, path, session) for name, path in pages.items()} for _ in range(count)]


def _row(place: Place, name: str, turns: list[dict[str, float]]) -> list[str]:
    median = statistics.median(turn[name] for turn in turns)
    ratio = statistics.median(turn[name] / turn[PLAIN] for turn in turns)
    numbers = (f"{median * 1000:.1f}", f"{CLIENTS / median:.0f}", f"{1 / ratio:.2f}", f"{ratio:.2f}")
    return [f"{place.people:,}", place.engine, name, *numbers]


def _asked(port: int, path: str, session: str) -> float:
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status}\n{body[:500]!r}")
    return time.perf_counter() - start


def _wait(port: int) -> None:
    for _ in range(150):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/connexion/")
            connection.getresponse()
            return
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    raise SystemExit("the site does not answer")


def main() -> None:
    """Measure what the command line asks for."""
    options = places.asked(__doc__)
    found: tables.Rows = []
    for place in places.places(options, contacts=CONTACTS):
        rows = measure(place, options.runs)
        tables.show(HEADS, rows)
        found += rows
    if options.output:
        tables.put(options.output, tables.markdown(HEADS, found), "participants")


if __name__ == "__main__":
    main()
