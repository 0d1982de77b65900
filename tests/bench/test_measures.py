"""A tiny run of all the measures: what it prints, and what it puts in a file."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from bench import tables

ROOT = Path(__file__).resolve().parents[2]


def test_a_tiny_run_measures_everything(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    marks = [tables.marks(name) for name in ("measures", "publications")]
    told = "\n\nBetween.\n\n".join(f"{begin}\nWhat was there.\n{end}" for begin, end in marks)
    page.write_text(f"Before.\n\n{told}\n\nAfter.\n", encoding="utf-8")
    sizes = ["--people", "30", "--engine", connection.vendor, "--runs", "1", "--versions", "3"]
    command = [sys.executable, "-m", "bench", *sizes]

    done = subprocess.run([*command, "--output", page], cwd=ROOT, check=False, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.") and text.endswith("After.\n") and "What was there" not in text
    assert f"| 30 | {connection.vendor} | 3 |" in text.partition("Between.")[2]
    masked = "the same and its PDF, of a commune, masked"
    for name in (
        masked,
        "first import",
        "same folder again",
        "export",
        "2025-11 as of 2025-11-30",
        "entries by commune",
    ):
        assert f"| 30 | {connection.vendor} | {name} |" in text
        assert f"| {name} |" in done.stdout


def test_tables_need_their_marks(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("No marks.", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks the marks"):
        tables.put(page, "text")
    assert page.read_text(encoding="utf-8") == "No marks."
