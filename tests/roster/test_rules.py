"""Words found in spite of an error, against a plain definition of one error."""

from hypothesis import given
from hypothesis import strategies as st

from jalon.roster.rules import begins_nearly, typed_keys, word_keys

LETTERS = "abcde"
names = st.text(LETTERS, min_size=4, max_size=14)


def errors(word: str) -> set[str]:
    """Every way of typing a word with one error at the most."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    lacking = {left + right[1:] for left, right in cuts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    wrong = {left + letter + right[1:] for left, right in cuts if right for letter in LETTERS}
    extra = {left + letter + right for left, right in cuts for letter in LETTERS}
    return {word} | lacking | swapped | wrong | extra


@given(names, st.data())
def test_a_beginning_with_one_error_is_found(word: str, data: st.DataObject) -> None:
    beginning = word[: data.draw(st.integers(4, len(word)))]
    for typed in errors(beginning):
        if len(typed) >= 4:
            assert begins_nearly(word, typed), typed
            assert typed_keys(typed) & word_keys(word), typed


@given(names, names)
def test_what_differs_more_is_not(word: str, typed: str) -> None:
    possible = {nearly for size in range(len(word) + 1) for nearly in errors(word[:size])}
    assert begins_nearly(word, typed) == (typed in possible)


@given(names)
def test_few_keys(word: str) -> None:
    assert len(word_keys(word)) <= 36
