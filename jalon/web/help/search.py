"""The guide searched by its words: without accents, case or plurals, whatever the order."""

from dataclasses import dataclass
from functools import cache

from jalon.core.folding import words
from jalon.web.help.text import Act
from jalon.web.help.topics import TOPICS, Topic

LONGEST = 200
"""Signs of what may be typed."""
_SAYS_NOTHING = frozenset(
    words(
        "au aux avec ce ces comment dans de des du elle en est et faire il je la le les leur ma me mes mon on ou par "
        "peut peux pour pourquoi quand que quel quelle quels quelles qui quoi sa se ses son sur un une veux voir vos"
    )
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A topic that holds every word asked for, and its acts that hold them all by themselves."""

    topic: Topic
    acts: list[Act]


def answers(asked: str) -> list[Answer]:
    """The topics that answer, those whose title does first; all of them, without acts, when nothing is asked."""
    keys = _keys(asked)
    if not keys:
        return [Answer(topic, []) for topic in TOPICS]
    found = [Answer(topic, [act for act in topic.acts if _holds(act.words, keys)]) for topic in TOPICS]
    found = [answer for answer in found if _holds(_said(answer.topic), keys)]
    return sorted(found, key=lambda answer: not _holds(frozenset(words(answer.topic.title)), keys))


def _keys(asked: str) -> list[str]:
    """The beginnings of words to look for; an elided letter and a plural's mark say nothing."""
    said = [word for word in words(asked[:LONGEST]) if len(word) > 1 and word not in _SAYS_NOTHING]
    return [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in said]


def _holds(held: frozenset[str], keys: list[str]) -> bool:
    return all(any(word.startswith(key) for word in held) for key in keys)


@cache
def _said(topic: Topic) -> frozenset[str]:
    return frozenset(words(f"{topic.title} {topic.about}")).union(*(act.words for act in topic.acts))
