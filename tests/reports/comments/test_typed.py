"""What one types: names of fields, nouns that agree, numbers that are not fields, signs of French."""

from fractions import Fraction

import pytest

from jalon.reports.comments.agreement import agreed, plural_of
from jalon.reports.comments.naming import MOST, faults, kept, shown
from jalon.reports.comments.numbers import typed_numbers
from jalon.reports.comments.printing import plain
from jalon.reports.comments.rules import hands_of, same_hands, why_too_long
from jalon.reports.comments.template import pieces, sentences
from jalon.reports.comments.typography import tidied
from tests.reports.comments.letters import letter


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("66 entrées", [("66", 66, False)]),
        ("1 256 personnes", [("1 256", 1256, False)]),
        ("49 % des sorties", [("49 %", 49, True)]),
        ("12,5 ETP", [("12,5", Fraction(25, 2), False)]),
        ("deux seniors et Douze entreprises", [("deux", 2, False), ("Douze", 12, False)]),
        ("quatre-vingt-dix-sept", [("quatre-vingt-dix-sept", 97, False)]),
        ("cent vingt et une", [("cent vingt et une", 121, False)]),
        ("mille deux cents", [("mille deux cents", 1200, False)]),
        ("un tiers des absences", [("un tiers", Fraction(100, 3), True)]),
        ("la moitié, trois quarts", [("moitié", 50, True), ("trois quarts", 75, True)]),
        ("une vingtaine", [("une vingtaine", 20, False)]),
        ("a doublé", [("doublé", None, False)]),
        ("⅓ des non-entrées", [("⅓", Fraction(100, 3), True)]),
        ("1/3 des absences, 3/4 des entrées", [("1/3", Fraction(100, 3), True), ("3/4", 75, True)]),
        ("22/65 répondants", [("22", 22, False), ("65", 65, False)]),
        ("en 2012", [("2012", 2012, False)]),
        ("45personnes", [("45", 45, False)]),
    ],
)
def test_a_number_typed_by_hand_is_found(text: str, found: list[tuple[str, object, bool]]) -> None:
    seen = typed_numbers(text, 2017)
    assert [(each.words, each.value, each.percent) for each in seen] == found
    assert all(text[each.start : each.end] == each.words for each in seen)


@pytest.mark.parametrize(
    "text",
    [
        "{entries_month|entrée} en mars 2017, contre {x} en 2016",
        "Le 24 octobre 2017, du 6 et 7 juin, au 1er trimestre, le 31/12/2017, en 2018",
        "du 12/11 au 3/12, le 1/3, le 01/03, en 11/2017, la 1ère et la 2nde fois",
        "une action, un entretien, aucune sortie, le 2e semestre",
        "100C 100E",
        "« suivi PLIE de plus de 30 mois »",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert typed_numbers(text, 2017, ["suivi PLIE de plus de 30 mois"]) == []


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("entrée", "entrées"),
        ("sortie positive", "sorties positives"),
        ("entrée de mars", "entrées de mars"),
        ("parcours", "parcours"),
        ("jeu vidéo d’insertion", "jeux vidéos d’insertion"),
        ("total", "totaux"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    assert plural_of(one) == many
    assert [agreed(number, one) for number in (0, 1, 2)] == [one, one, many]
    assert agreed(None, one) == many


def test_signs_are_those_of_french_and_stay() -> None:
    said = tidied("l'objectif : « 66  entrées » ; 49 % ?")
    assert said == "l’objectif\u00a0: «\u202f66 entrées\u202f»\u202f; 49\u202f%\u202f?"
    assert tidied(said) == said


FACTS = letter(1, 3)


@pytest.mark.parametrize("name", ["entrées du mois", "Entrees du mois", " entrées  du mois ", "entries_month"])
def test_a_field_is_known_by_its_name_however_typed(name: str) -> None:
    typed = f"{{{name}|entrée}} !"
    assert faults(typed, FACTS) == []
    if name != "entries_month":
        assert kept(typed, FACTS) == "{entries_month|entrée}\u202f!"
        assert shown(kept(typed, FACTS), FACTS) == "{entrées du mois|entrée}\u202f!"


def test_a_field_that_is_none_is_told_with_its_neighbour() -> None:
    (said,) = faults("{entrée du moi}, {entrée du moi}", FACTS)
    assert said == "{entrée du moi} n’est pas un champ. Vouliez-vous {entrées du mois}\u202f?"
    (alone,) = faults("{xyzzy}", FACTS)
    assert alone == "{xyzzy} n’est pas un champ."
    assert "accolade" in faults("66 entrées {", FACTS)[0]
    many = faults(" ".join(f"{{xyzzy{number}}}" for number in range(10_000)), FACTS)
    assert len(many) == MOST + 1
    assert many[-1] == "Et 9\u202f995 autres."


@pytest.mark.parametrize("text", ["a {b} c", "{b|c|d}{e}", "rien", "{} { |", ""])
def test_a_text_cut_at_its_fields_loses_nothing(text: str) -> None:
    assert "".join(map(str, pieces(text))) == text


def test_sentences_are_cut_at_their_ends() -> None:
    assert sentences("Un. Deux ? Trois\n\nQuatre : cinq.") == [["Un.", "Deux\u202f?", "Trois"], ["Quatre\u00a0: cinq."]]


def test_who_signs() -> None:
    draft, old = "Brouillon un. Brouillon deux.", "Brouillon un. Ancien brouillon. De Claire."
    hands = {"De Claire.": "Claire Tilleul"}
    new = "Brouillon un. Ancien brouillon. De Claire. De moi."
    assert hands_of(new, old, hands, draft, "Hugo Frêne") == {**hands, "De moi.": "Hugo Frêne"}
    assert hands_of(draft, old, hands, draft, "Hugo Frêne") == {}


def test_a_number_that_becomes_a_field_does_not_change_who_signs() -> None:
    assert same_hands("Un. {x} venues.", "Un. 66 venues.", {"66 venues.": "Claire"}) == {"{x} venues.": "Claire"}
    assert same_hands("{x} venues.", "66 venues.", {}) == {}


def test_a_comment_holds_on_the_page() -> None:
    assert why_too_long("a" * 700) == ""
    assert "Retirez-en 9" in why_too_long("a" * 709)


def test_a_field_that_is_no_more_prints_a_dash() -> None:
    assert plain("Hors {disparu|sortie}.", FACTS) == "Hors –\u00a0sorties."
