"""Words compared without accents or case."""

import unicodedata


def folded(text: str) -> str:
    """Small letters, no accents, plain apostrophes: `Préaffectation` → `preaffectation`."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("’", "'").replace("œ", "oe"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
