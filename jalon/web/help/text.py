"""What a topic says, read from its template: its acts, and its words to search among."""

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from django.template.loader import get_template

from jalon.core.folding import words

_ACT = re.compile(r'<h2 id="([a-z-]+)">(.*?)</h2>')
_NOT_WORDS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]+>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Act:
    """Something one does: a heading of the topic, the text below it, and the words of both, without accents or case."""

    anchor: str
    title: str
    text: str
    words: frozenset[str]


@cache
def acts(template: str) -> tuple[Act, ...]:
    """The acts that a template tells, in their order."""
    source: str = get_template(template).template.source  # type: ignore[attr-defined]
    _, *parts = _ACT.split(source)
    return tuple(map(_act, parts[::3], parts[1::3], parts[2::3]))


def _act(anchor: str, heading: str, below: str) -> Act:
    title, text = _plain(heading), _plain(below)
    return Act(anchor, title, text, frozenset(words(f"{title} {text}")))


def _plain(source: str) -> str:
    return " ".join(unescape(_NOT_WORDS.sub(" ", source)).split())
