"""Words without accents, case nor signs, so that a name is found however it is typed."""

import unicodedata

# Letters that Unicode does not break into a letter and its mark.
_APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})


def words(text: str) -> list[str]:
    """« Rouge-Gorge, Zoé » → ["rouge", "gorge", "zoe"]."""
    letters = unicodedata.normalize("NFKD", text.casefold().translate(_APART))
    bare = (letter for letter in letters if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in bare).split()


def folded(text: str) -> str:
    """The words in a row: « Rouge-Gorge » → "rouge gorge"."""
    return " ".join(words(text))
