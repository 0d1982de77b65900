"""What is measured, inside a process that has the base open; prints what it found as JSON."""

import datetime as dt
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench import by_hand, duties, publishing
from bench.visitor import visitor
from jalon.exchange.exports.folder import export_folder
from jalon.exchange.imports.folder import import_folder
from jalon.indicators import dimensions as by
from jalon.indicators import measures as m
from jalon.indicators.engine import files, table
from jalon.indicators.window import Window
from jalon.reports.figures import plain
from jalon.reports.letter import letter

WINDOWS = (
    Window.parse("2025-11"),
    Window.parse("2025-11", dt.date(2025, 11, 30)),
    Window.parse("2025"),
    Window.parse("2025", dt.date(2025, 12, 15)),
)
PAGE = 50
PAGES: dict[str, Callable[[Window], object]] = {
    "entries by commune": lambda window: table(m.ENTRIES, window, by.COMMUNE),
    "file active by référent": lambda window: table(m.ACTIVE_FILE, window, by.CASEWORKER),
    "file active by district and sex": lambda window: table(m.ACTIVE_FILE, window, by.DISTRICT, by.SEX),
    "steps by age band": lambda window: table(m.STEPS, window, by.AGE),
    "list of the entries, first page": lambda window: _first_page(m.ENTRIES, window),
    "list of the people accompanied, first page": lambda window: _first_page(m.ACCOMPANIED, window),
    "list of the entries of a commune, first page": lambda window: _first_page(
        m.ENTRIES, window, (by.COMMUNE, "21231")
    ),
}


def _first_page(measure: Any, window: Window, *filters: Any) -> tuple[int, list[Any]]:
    """What a page of a list asks: how many, and the first of them in the order shown."""
    found = files(measure, window, filters)
    shown = found.select_related("participant").order_by("participant__last_name", "participant__first_name", "pk")
    return found.count(), list(shown[:PAGE])


def timed(act: Callable[[], object]) -> float:
    """Seconds that an act takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def milliseconds(seconds: list[float]) -> float:
    """The median, for print."""
    return round(statistics.median(seconds) * 1000, 1)


def peak() -> int:
    """The most memory that this process held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def imported(folder: str) -> dict[str, Any]:
    """Import a folder, with its checks and its journal."""
    start = time.perf_counter()
    outcome = import_folder(Path(folder), by=None)
    if not outcome.accepted:
        raise SystemExit(f"refused: {outcome.faults[:3]}")
    return {"rows": outcome.lines_read, "seconds": time.perf_counter() - start, "peak": peak()}


def exported(folder: str) -> dict[str, Any]:
    """Export the base into a folder."""
    start = time.perf_counter()
    rows = sum(export_folder(Path(folder), by=None).values())
    return {"rows": rows, "seconds": time.perf_counter() - start, "peak": peak()}


def letters(runs: str) -> list[dict[str, Any]]:
    """The letter against the statements written by hand, warm, in turns; stops when a figure differs."""
    return [_letter(window, int(runs)) for window in WINDOWS]


def _letter(window: Window, runs: int) -> dict[str, Any]:
    differing = by_hand.differences(window, plain(letter(window)))
    if differing:
        raise SystemExit("\n".join(differing))
    statements = by_hand.statements(window)
    ours: list[float] = []
    theirs: dict[str, list[float]] = {block: [] for block in statements}
    for _ in range(runs):
        ours.append(timed(lambda: letter(window)))
        for block, sql in statements.items():
            theirs[block].append(timed(lambda sql=sql: by_hand.rows(sql, window)))  # type: ignore[misc]
    by_run = [sum(run) for run in zip(*theirs.values(), strict=True)]
    return {
        "window": window.name + (f" as of {window.as_of}" if window.as_of else ""),
        "letter": milliseconds(ours),
        "by_hand": milliseconds(by_run),
        # Run by run: what else the machine does in the meantime weighs on both.
        "ratio": statistics.median(a / b for a, b in zip(ours, by_run, strict=True)),
        "blocks": {block: milliseconds(seconds) for block, seconds in theirs.items()},
    }


def pages(runs: str) -> dict[str, float]:
    """What stands behind a figure's page, in milliseconds, for the month as of its end."""
    window = WINDOWS[1]
    found = {}
    for name, ask in PAGES.items():
        ask(window)
        found[name] = milliseconds([timed(lambda ask=ask: ask(window)) for _ in range(int(runs))])  # type: ignore[misc]
    return found


def closing(versions: str) -> dict[str, Any]:
    """The closing of a month in so many versions."""
    return publishing.closing(versions) | {"peak": peak()}


COMMANDS: dict[str, Callable[..., object]] = {
    "import": imported,
    "export": exported,
    "letters": letters,
    "alerts": duties.measure,
    "pages": pages,
    "publications": publishing.letters,
    "closing": closing,
    "visitor": visitor,
}


def main() -> None:
    """Do what the command line says."""
    name, *arguments = sys.argv[1:]
    print(json.dumps(COMMANDS[name](*arguments)))
