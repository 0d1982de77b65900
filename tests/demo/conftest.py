"""The example of Dijon, written once a session."""

from pathlib import Path

import pytest

from jalon.demo.solver.example import write_example
from tests.independent.folder import Folder, read_folder


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as a folder of files."""
    folder = tmp_path_factory.mktemp("exemple") / "dijon-2017"
    write_example(folder)
    return folder


@pytest.fixture(scope="session")
def folder(written: Path) -> Folder:
    """The example as rows."""
    return read_folder(written)
