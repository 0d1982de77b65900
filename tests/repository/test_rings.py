"""What import-linter cannot see: relations written as names, lookups that go backwards, rules that are not pure."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository import tree
from tests.repository.rings import app_of, relations, rings

IMPURE = re.compile(r"django\b|jalon\.core\.clock|jalon\.\w+\.(models|queries|actions)\b")
LOOKUP = re.compile(r"-?[a-z]\w*")


def test_no_relation_points_to_an_upper_ring_nor_sideways() -> None:
    wrong = [
        f"{model.__name__}.{field.name}"
        for model, field, target in relations()
        if app_of(model) != app_of(target) and rings()[app_of(target)] >= rings()[app_of(model)]
    ]
    assert wrong == []


def test_no_lower_app_names_a_reverse_relation_of_an_upper_one() -> None:
    backwards = reverse_names()
    assert backwards, "the models have relations that can be followed backwards"
    found = [
        f"{path}:{number} {name}"
        for path in tree.named(".py")
        if path.parts[0] == "jalon" and len(path.parts) > 2 and "migrations" not in path.parts
        for number, name in names_followed(path)
        if rings()[path.parts[1]] < backwards.get(name, 0)
    ]
    assert found == []


def test_rules_know_neither_database_nor_clock() -> None:
    rooms = [path for path in tree.named("rules.py") if path.parts[0] == "jalon"]
    assert rooms
    assert [f"{path}: {name}" for path in rooms for name in imports(path) if IMPURE.match(name)] == []


def imports(path: Path) -> Iterator[str]:
    """The dotted names a module imports."""
    for node in ast.walk(ast.parse(tree.text(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reverse_names() -> dict[str, int]:
    """Each name under which an app is reached from a lower one, with the ring of the app reached."""
    return {
        name: rings()[app_of(model)]
        for model, field, target in relations()
        if app_of(model) != app_of(target) and not field.remote_field.hidden
        for name in (field.related_query_name(), field.remote_field.accessor_name)
        if name
    }


def names_followed(path: Path) -> Iterator[tuple[int, str]]:
    """Attributes, and the parts of what may be a lookup: `steps__start` as an argument or a string."""
    for node in ast.walk(ast.parse(tree.text(path))):
        if isinstance(node, ast.Attribute):
            yield node.lineno, node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield from ((node.lineno, part) for part in node.arg.split("__"))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and LOOKUP.fullmatch(node.value):
            yield from ((node.lineno, part) for part in node.value.removeprefix("-").split("__"))
