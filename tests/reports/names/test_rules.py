"""The names of participants, found however they are written; and what is no name."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from jalon.core.folding import words
from jalon.reports.names.rules import Kind
from tests.reports.names.listed import Listed, names_in, told, written

PEOPLE = [
    ("Mésange", "Awa"),
    ("Rouge-Gorge", "Zoé"),
    ("De La Tour", "Jean-Pierre"),
    ("N’Diaye", "Fatou"),
    ("Delorme", "Inès"),
    ("Ba", "Odile"),
    ("Verdier", "Gaston"),
    ("Lê", "Mai"),
    ("Verdier", "Noé"),
]
FOUND = [
    ("Merci à Awa Mésange pour sa venue.", "Awa Mésange"),
    ("merci à awa mesange pour sa venue", "awa mesange"),
    ("MESANGE Awa, deux ans de parcours", "MESANGE Awa"),
    ("Mésange, Awa", "Mésange, Awa"),
    ("Selon Awa M., tout a changé.", "Awa M"),
    ("Avec A. Mésange et d’autres", "A. Mésange"),
    ("Avec A.Mésange et d’autres", "A.Mésange"),
    ("Mme Mésange a trouvé un emploi", "Mésange"),
    ("madame mésange a trouvé un emploi", "mésange"),
    ("M. Verdier est embauché", "Verdier"),
    ("Hier, Mésange a été embauchée", "Mésange"),
    ("« J’ai repris confiance », dit Awa, 34 ans", "Awa"),
    ("Awa, 34 ans, a repris confiance", "Awa"),
    ("Awa Mesnage vient d’arriver", "Awa Mesnage"),
    ("Awa Mésanges vient d’arriver", "Awa Mésanges"),
    ("Awa Msange vient d’arriver", "Awa Msange"),
    ("Awa Mézange vient d’arriver", "Awa Mézange"),
    ("avec Mme Mézange", "Mézange"),
    ("avec Zoé Rouge-Gorge", "Zoé Rouge-Gorge"),
    ("avec Zoé Rouge Gorge", "Zoé Rouge Gorge"),
    ("avec Zoé Rougegorge", "Zoé Rougegorge"),
    ("avec Zoé Gorge", "Zoé Gorge"),
    ("avec Mme Rouge-Gorge", "Rouge-Gorge"),
    ("avec Jean-Pierre de La Tour", "Jean-Pierre de La Tour"),
    ("avec Jean Pierre Delatour", "Jean Pierre Delatour"),
    ("avec Pierre de la Tour", "Pierre de la Tour"),
    ("avec J.-P. de la Tour", "J.-P. de la Tour"),
    ("avec J.-P. De La Tour", "J.-P. De La Tour"),
    ("avec M. de La Tour", "de La Tour"),
    ("avec Fatou N'Diaye", "Fatou N'Diaye"),
    ("avec Fatou Ndiaye", "Fatou Ndiaye"),
    ("avec fatou n’diaye", "fatou n’diaye"),
    ("avec Inès de l’Orme", "Inès de l’Orme"),
    ("avec Odile Ba", "Odile Ba"),
    ("avec Odile B.", "Odile B"),
    ("avec Mai Lê", "Mai Lê"),
    ("avec Awa\u00adMésange", "Awa\u00adMésange"),
    ("avec Awa Me\u0301sange", "Awa Mésange"),
    ("Awa Fatou Mésange", "Mésange"),
    ("avec AwaMésange", "AwaMésange"),
    ("avec ZoéRougeGorge", "ZoéRougeGorge"),
]
NOT_FOUND = [
    "le verdier chante au bord du lac",
    "Verdier en vue : l’oiseau est de retour",
    "en mai le PLIE a accompagné 703 personnes",
    "la tour de la mairie, et l’orme du parc",
    "dans la file active, 12 ba",
    "une étape de mobilisation, un emploi durable",
    "Le gorge rouge",
    "LE VERDIER CHANTE AU BORD DU LAC",
    "Mme la préfète et M. le maire",
    "le plan A est prêt",
    "",
]


@pytest.mark.parametrize(("text", "name"), FOUND)
def test_found(text: str, name: str) -> None:
    assert name in names_in(text, PEOPLE)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert names_in(text, PEOPLE) == []


def test_whose_it_may_be() -> None:
    people = Listed(PEOPLE)
    assert told("M. Verdier", people) == [("Verdier", Kind.TITLE, [6, 8])]
    assert told("Gaston Verdier", people) == [("Gaston Verdier", Kind.FULL, [6])]
    assert told("G. Verdier", people) == [("G. Verdier", Kind.INITIAL, [6])]
    assert told("ici, Verdier", people) == [("Verdier", Kind.LAST, [6, 8])]


def test_a_common_first_name_alone_tells_nobody() -> None:
    assert names_in("selon Awa, tout va bien", [("Mésange", "Awa")] * 3) == ["Awa"]
    assert names_in("selon Awa, tout va bien", [("Mésange", "Awa")] * 4) == []


def test_two_errors_are_another_name() -> None:
    assert names_in("Awo Mézange", [("Mésange", "Awa")]) == []
    assert names_in("Avec Odyle Baa", [("Ba", "Odile")]) == []


LETTERS = "abcdefghilmnoprstuvéèç"
BEFORE = ["", "Merci à ", "Les ateliers de mars ont réuni ", "Au 31 mars, 12 personnes, dont "]
AFTER = ["", ".", " a trouvé un emploi.", ", 34 ans, témoigne", " : « une belle étape »"]
PARTICLES = ["", "", "", "de ", "de La ", "N’", "El "]

part = st.text(LETTERS, min_size=4, max_size=9).map(str.capitalize).filter(lambda name: len(set(name)) > 1)
last_name = st.builds(lambda a, b: a + b, st.sampled_from(PARTICLES), part | st.builds("{}-{}".format, part, part))
first_name = part | st.builds("{}-{}".format, part, part)


@st.composite
def one_error(draw: st.DrawFn, name: str) -> str:
    """The name with one letter wrong, lacking, too many, or exchanged, in a word of four letters or more."""
    at = draw(st.sampled_from([i for i, sign in enumerate(name) if sign.isalpha() and _long(name, i)]))
    letter = draw(st.sampled_from(LETTERS))
    kind = draw(st.integers(0, 3))
    wrong = name[:at] + name[at + 1 :]
    if kind == 0:
        wrong = name[:at] + letter + name[at + 1 :]
    elif kind == 1:
        wrong = name[:at] + letter + name[at:]
    elif kind == 2 and at + 1 < len(name) and name[at + 1].isalpha():
        wrong = name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    # The key is missed, the capital is not.
    return re.sub(r"(?<!\w)\w", lambda letter: letter[0].upper(), wrong)


def _long(name: str, at: int) -> bool:
    start, end = at, at
    while start > 0 and name[start - 1].isalpha():
        start -= 1
    while end < len(name) and name[end].isalpha():
        end += 1
    return end - start >= 4


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_name_in_any_text_is_found(data: st.DataObject) -> None:
    last, first = data.draw(last_name), data.draw(first_name)
    assume(not set(words(last)) & set(words(first)))
    others = data.draw(st.lists(st.tuples(last_name, first_name), max_size=3))
    person = (last, first)
    if data.draw(st.booleans()):
        if data.draw(st.booleans()):
            last = data.draw(one_error(last))
        else:
            first = data.draw(one_error(first))
    assume(words(last) and words(first))
    form = data.draw(st.sampled_from(["first last", "LAST first", "Awa M.", "A. Mésange", "Mme Mésange"]))
    letters = [words(each)[0][0].upper() for each in person]
    initial = {"Awa M.": f"{first} {letters[0]}.", "A. Mésange": f"{letters[1]}. {last}", "Mme Mésange": f"Mme {last}"}
    full = {"first last": f"{first} {last}", "LAST first": f"{last.upper()} {first}"}
    name = (initial | full)[form]
    if form in full:
        name = data.draw(st.sampled_from([name, name.upper(), name.lower(), _bare(name), name.replace("-", " ")]))
    text = data.draw(st.sampled_from(BEFORE)) + name + data.draw(st.sampled_from(AFTER))
    assert names_in(text, [person, *others]), (text, person)


def _bare(name: str) -> str:
    return written([word.capitalize() for word in words(name)])


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), max_size=4))
@example("\u0130\u0307 ﬁn ß", [("ß", "İ"), ("", ""), ("ﬁn", "")])
def test_no_text_nor_name_is_too_strange(text: str, people: list[tuple[str, str]]) -> None:
    for name in names_in(text, people):
        assert name
