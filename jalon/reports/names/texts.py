"""Every text of a letter that someone wrote, by the place where it is printed; and the names that hold it up."""

import re
from collections.abc import Iterable

from jalon.core.french import NARROW
from jalon.reports.models import Comment, Edition, Letterhead, Story
from jalon.reports.names.found import Found, found

STORY, COMMENT, EDITION = "Retour sur une action", "Commentaire", "Nom de la version"
_FIELD = re.compile(r"\{[^{}|\n]*")
"""The name of a number’s field; the noun beside it is printed."""


def blocking(period: str, edition: Edition | None = None) -> list[Found]:
    """The names that hold up the letters of a period (2017-03), in one version or in all of them."""
    return [each for each in found(texts_of(period, edition), period) if each.blocks]


def texts_of(period: str, edition: Edition | None = None) -> dict[str, str]:
    """What is written by hand in the letters of a period, in one version or in all those in use. Four queries."""
    editions = [edition] if edition else list(Edition.objects.filter(retired_on=None))
    head = Letterhead.objects.values_list("name", "logo_alt").first() or ("", "")
    texts = {f"{EDITION} {_quoted(each.name)}": each.name for each in editions}
    texts |= {"En-tête": head[0], "En-tête, logo": head[1]} | _story(period) | _comments(period, editions)
    return {place: text for place, text in texts.items() if text}


def _story(period: str) -> dict[str, str]:
    story = Story.objects.filter(period=period, printed=True).first()
    if story is None:
        return {}
    alt = story.picture_alt if story.picture_id else ""
    return {f"{STORY}, titre": story.title, f"{STORY}, texte": story.text, f"{STORY}, image": alt}


def _comments(period: str, editions: Iterable[Edition]) -> dict[str, str]:
    written = Comment.objects.filter(period=period, edition__in=editions, aside=False).select_related("edition")
    return {
        f"{COMMENT} {_quoted(each.get_block_display())}, {each.edition.name}": _FIELD.sub("{", each.text)
        for each in written
    }


def _quoted(words: str) -> str:
    return f"«{NARROW}{words}{NARROW}»"
