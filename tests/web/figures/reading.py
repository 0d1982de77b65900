"""What a page says, read from its HTML."""

import html
import re

NUMBERS = "\u202f\u00a0"


def links(text: str, css: str) -> list[tuple[str, str]]:
    """The links of a class: (address, words)."""
    found = re.findall(rf'<a class="{css}[^"]*" href="([^"]*)"[^>]*>([^<]*)<', text)
    return [(html.unescape(address), plain(words)) for address, words in found]


def big(text: str) -> str:
    """The value of the page of a figure."""
    found = re.search(r'<p class="big">([^<]*)', text)
    assert found
    return plain(found[1])


def count_of_files(text: str) -> str:
    """How many files the list says it has."""
    found = re.search(r'id="dossiers">Dossiers <span class="count">([^<]*)', text)
    assert found
    return plain(found[1])


def people(text: str) -> list[str]:
    """The names of the list, in its order."""
    found = re.search(r'<table class="table cards files">(.*?)</table>', text, flags=re.DOTALL)
    if found is None:
        return []
    rows = re.findall(r'<th scope="row">(.*?)</th>', found[1], flags=re.DOTALL)
    return [plain(re.sub(r"<[^>]*>", "", row)) for row in rows]


def openable(text: str) -> list[tuple[str, str]]:
    """The people of the list whose file opens: (address, name)."""
    found = re.findall(r'<th scope="row"><a href="(/participants/[^"]*)">([^<]*)</a></th>', text)
    return [(html.unescape(address), plain(name)) for address, name in found]


def headings(text: str) -> list[str]:
    """The columns of the list."""
    found = re.search(r'<table class="table cards files">\s*<thead>(.*?)</thead>', text, flags=re.DOTALL)
    assert found
    cells = re.findall(r"<th[^>]*>(.*?)</th>", found[1], flags=re.DOTALL)
    return [plain(re.sub(r"<[^>]*>", "", cell)) for cell in cells]


def address(text: str, words: str) -> str:
    """Where the button that says this leads; "" without one."""
    found = re.search(rf'<a class="btn[^"]*" href="([^"]*)">(?:<svg.*?</svg>)?\s*{words}', text)
    return html.unescape(found[1]) if found else ""


def plain(words: str) -> str:
    """Words without entities, no-break spaces as spaces."""
    text = html.unescape(words)
    for space in NUMBERS:
        text = text.replace(space, " ")
    return " ".join(text.split())
