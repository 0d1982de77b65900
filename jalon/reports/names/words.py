"""Words that are no names, or stand beside them: lists in `data/words.csv`."""

import csv
from importlib.resources import files

from jalon.core.folding import folded


def _of(kind: str) -> frozenset[str]:
    lines = files(__package__).joinpath("data/words.csv").read_text(encoding="utf-8").splitlines()
    return frozenset(folded(row["mot"]) for row in csv.DictReader(lines, delimiter=";") if row["genre"] == kind)


PARTICLES = _of("particule")
SMALL_WORDS = PARTICLES | _of("petit")
"""Words of every sentence, which are also names of some."""
TITLES = _of("titre")
TITLE_LETTERS = _of("titre_abrege")
TRADE = _of("metier")
"""With a capital, they are institutions, and words of the trade."""
