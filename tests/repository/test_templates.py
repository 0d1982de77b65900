"""Templates and static files: each one serves, and speaks proper French."""

import re
from pathlib import Path

from tests.repository import tree

NAMED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
NAMED_BY_ALLAUTH = {"429.html"}
OVERRIDES = ("admin/", "account/")
TOPICS = "help/topics/"
"""Named by their topic: the tests of the guide hold each one to its own."""
NOT_TEXT = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<script.*?</script>|<style.*?</style>", re.DOTALL)
STRAIGHT_APOSTROPHE = re.compile(r"[^\W\d_]'[^\W\d_]")


def sources(*suffixes: str) -> str:
    """All that the program says, where a name of a file may stand."""
    return "\n".join(tree.text(path) for path in tree.named(*suffixes) if path.parts[0] in ("jalon", "config"))


def test_no_unused_template() -> None:
    said = sources(".py", ".html", ".txt")
    names = [name for name in tree.inside("templates") if name not in NAMED_BY_DJANGO | NAMED_BY_ALLAUTH]
    assert [name for name in names if not name.startswith((*OVERRIDES, TOPICS)) and name not in said] == []


def test_no_unused_static_file() -> None:
    said = sources(".py", ".html", ".css", ".js")
    served = {name: path for name, path in tree.inside("static").items() if not path.name.startswith("LICENSE")}
    assert [name for name, path in served.items() if not is_said(name, path, said)] == []


def is_said(name: str, path: Path, said: str) -> bool:
    """Whether a static file is named: by its whole name in a template, by its own in a sheet or a module."""
    return name in said or re.search(rf"""[/"'(]{re.escape(path.name)}["')]""", said) is not None


def test_french_apostrophes_are_curly() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, path in tree.inside("templates").items()
        for match in STRAIGHT_APOSTROPHE.finditer(NOT_TEXT.sub(" ", tree.text(path)))
    ]
    assert found == []
