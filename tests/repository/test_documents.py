"""The documents keep up with the code."""

import re
from pathlib import Path

from tests.repository import tree
from tests.repository.rings import models

DEPENDENCIES = Path("docs/dependencies.md")
GLOSSARY = Path("docs/glossary.md")
README = Path("README.md")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)(?:#[^)]*)?\)")
INTERNAL = {"run_closing", "run_mailing", "run_transfer"}
"""Commands that the program calls by itself."""
PIN = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", re.MULTILINE)


def direct(name: str) -> set[str]:
    """The dependencies a requirements file asks for itself."""
    asked = [line for _, line in tree.lines(Path(name)) if line and not line.startswith(("-", "#"))]
    return {re.split(r"[\[<>=;~! ]", line)[0] for line in asked}


def test_every_direct_dependency_is_explained_once() -> None:
    explained = re.findall(r"^\| `([\w.-]+)`", tree.text(DEPENDENCIES), re.MULTILINE)
    assert sorted(explained) == sorted(direct("requirements.in") | direct("requirements-dev.in"))


def test_every_pin_has_a_hash_and_the_two_files_agree() -> None:
    run, develop = (tree.text(Path(name)) for name in ("requirements.txt", "requirements-dev.txt"))
    assert dict(PIN.findall(run)).items() <= dict(PIN.findall(develop)).items()
    for pins in (run, develop):
        assert all("--hash=sha256:" in block for block in re.split(r"\n(?=\S)", pins.strip()))


def test_the_glossary_names_every_model() -> None:
    assert [model.__name__ for model in models() if f"`{model.__name__}`" not in tree.text(GLOSSARY)] == []


def test_the_readme_names_every_folder_of_the_trade() -> None:
    folders = {path.parts[1] for path in tree.named(".py") if path.parts[0] == "jalon" and len(path.parts) > 2}
    assert [folder for folder in sorted(folders) if f"`{folder}/`" not in tree.text(README)] == []


def test_the_readme_names_every_command() -> None:
    commands = {path.stem for path in tree.named(".py") if path.parent.name == "commands"} - {"__init__"} - INTERNAL
    assert [name for name in sorted(commands) if f"`{name}" not in tree.text(README)] == []


def test_every_link_between_documents_leads_to_a_file() -> None:
    links = [(page, link) for page in tree.named(".md") for link in LINK.findall(tree.text(page))]
    assert len(links) > 20
    assert [f"{page}: {link}" for page, link in links if not (tree.ROOT / page.parent / link).exists()] == []
