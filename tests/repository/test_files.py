"""What no file of the repository may be, nor hold."""

import re

from tests.repository import tree

# Written in two pieces: this file is read like the others.
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry" + ".npmjs",
    "npmjs" + ".com",
    "proxy.golang" + ".org",
]
PLACES = ["/wo" + "rk/", "../sha" + "red", "/ro" + "ot/", "/ho" + "me/"]
FORBIDDEN = re.compile("|".join(map(re.escape, REGISTRIES + PLACES)))


def test_no_thousand_line_file() -> None:
    written = tree.named(".py", ".html", ".css", ".js", ".md", ".toml")
    long = {str(path): len(tree.text(path).splitlines()) for path in written}
    assert {path: count for path, count in long.items() if count >= 1000} == {}


def test_nothing_names_a_registry_nor_a_place_of_one_machine() -> None:
    found = [f"{path}:{number}" for path in tree.files() for number, line in tree.lines(path) if FORBIDDEN.search(line)]
    assert found == []


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in tree.named(".py") if path.parts[0] == "tests"}
    assert [str(folder) for folder in folders if folder / "__init__.py" not in tree.files()] == []
