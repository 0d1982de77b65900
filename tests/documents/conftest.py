"""What the site keeps on disk lies in a folder of the test."""

from pathlib import Path

import pytest
from pytest_django import Settings

from jalon.accounts.models import User


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """The folder of the files."""
    settings.FILES_DIR = tmp_path
    return tmp_path / "documents"


@pytest.fixture
def nadia(db: None) -> User:
    """An account."""
    return User.objects.create_user("nadia.cormier@example.org", last_name="Cormier", first_name="Nadia")
