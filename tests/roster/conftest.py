"""The example folder, imported: twenty people, some in every state."""

from pathlib import Path

import pytest

from jalon.exchange.imports.folder import import_folder
from tests.repository.tree import ROOT

FOLDER: Path = ROOT / "jalon" / "demo" / "exemple"


@pytest.fixture
def imported(db: None) -> None:
    """The example, as the command would import it."""
    assert import_folder(FOLDER, by=None).accepted
