"""What may be pasted as addressees; what a header may hold; what a server's code means."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.messaging.pasting import Someone, read_lines
from jalon.messaging.rules import Answer, meaning, one_line

LINES = """Nom;Courriel
Régie des Tilleuls;accueil@tilleuls.example.org

"Hugo Noyer"\thugo.noyer@example.org
Iris Saule <iris@saule.example.org>
seul@example.org
inverse@example.org ; Paul Frêne
HUGO.NOYER@example.org;encore lui
"""


def test_each_way_to_write_an_addressee() -> None:
    people, faults = read_lines(LINES)
    assert faults == []
    assert people == [
        Someone("Régie des Tilleuls", "accueil@tilleuls.example.org"),
        Someone("Hugo Noyer", "hugo.noyer@example.org"),
        Someone("Iris Saule", "iris@saule.example.org"),
        Someone("", "seul@example.org"),
        Someone("Paul Frêne", "inverse@example.org"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Paul Frêne", "Il manque l’adresse."),
        ("Paul;paul@@example.org", "Cette adresse n’est pas écrite comme une adresse de courriel."),
        ("Paul;paul@example", "Cette adresse n’est pas écrite comme une adresse de courriel."),
        ("a@example.org;b@example.org", "Écrivez un nom, un point-virgule, une seule adresse."),
        ("Paul;Frêne;paul@example.org", "Écrivez un nom, un point-virgule, une adresse."),
        (f"Paul;{'a' * 250}@example.org", "Cette adresse n’est pas écrite comme une adresse de courriel."),
    ],
)
def test_a_faulty_line_says_what_it_should_be(line: str, expected: str) -> None:
    people, (fault,) = read_lines(f"Bon;bon@example.org\n{line}")
    assert people == [Someone("Bon", "bon@example.org")]
    assert (fault.line, fault.expected) == (2, expected)


@settings(max_examples=20)
@given(st.text(max_size=30))
def test_a_header_is_one_line(text: str) -> None:
    words = one_line(text)
    assert len(words.splitlines()) <= 1
    assert words == one_line(words)
    assert words.isprintable() or all(sign.isprintable() or not sign.isascii() for sign in words)


def test_what_would_end_a_header_is_gone() -> None:
    assert one_line("Lettre\r\nBcc: tous@example.org\x00") == "Lettre Bcc: tous@example.org"


def test_codes() -> None:
    assert [meaning(code) for code in (421, 451, 550, 554)] == [Answer.LATER] * 2 + [Answer.REFUSED] * 2
