"""Names without accents, case nor signs."""

import pytest

from jalon.core.folding import folded, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mésange", ["mesange"]),
        ("ROUGE-GORGE", ["rouge", "gorge"]),
        ("L’Orme d'Été", ["l", "orme", "d", "ete"]),
        ("Œdipe Łucja Ngọc Straße", ["oedipe", "lucja", "ngoc", "strasse"]),
        ("  ", []),
        ("M-0412", ["m", "0412"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert folded(text) == " ".join(expected)
