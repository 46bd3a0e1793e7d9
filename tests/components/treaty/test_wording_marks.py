"""What is marked in the words of articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.treaty.wording_marks import Segments, named, phrases, shared


def marks(segments: Segments) -> list[str]:
    return [words for words, marked in segments if marked]


def test_three_words_in_a_row_that_both_have_are_marked_in_both() -> None:
    old = "find itself in a state of war, the other shall help"
    new = "is put in a state of war by an invasion, the other will help"
    one, other = shared([old, new])
    assert marks(one) == marks(other) == ["in a state of war"]


def test_case_and_punctuation_do_not_part_words_and_two_in_a_row_are_no_mark() -> None:
    one, _ = shared(["Military, and other assistance", "with military and other assistance"])
    assert marks(one) == ["Military, and other assistance"]
    assert marks(shared(["of the state", "of the party"])[0]) == []


def test_a_third_text_adds_its_own_marks() -> None:
    first, second, third = shared(["peace and security here", "a state of war", "a state of war, peace and security"])
    assert marks(first) == ["peace and security"]
    assert marks(second) == ["a state of war"]
    assert marks(third) == ["a state of war, peace and security"]


@pytest.mark.parametrize(
    ("differs", "found"),
    [
        ('It has "armed attack" (вооруженное нападение).', ["armed attack", "вооруженное нападение"]),
        ("KCNA says “armed invasion”, after 무력침공.", ["armed invasion", "무력침공"]),
        ("Nothing is quoted (at all).", ["at all"]),
        ("Nothing.", []),
    ],
)
def test_a_comparison_quotes_phrases(differs: str, found: list[str]) -> None:
    assert phrases(differs) == found


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("by an armed invasion from a state", "armed invasion", ["armed invasion"]),
        ("подвергнется вооруженному нападению со стороны", "вооруженное нападение", ["вооруженному нападению"]),
        ("무력침공을 받아", "무력침공", ["무력침공을"]),
        ("is put in a state", "is put", ["is put"]),
        ("by an invasion", "by", []),  # one short word is everywhere
        ("an armed attacker", "armed attack", []),  # in English a word is what it is
        ("an armed band", "armed attack", []),
        ("armed", "armed attack", []),
        ("the disposal", "at its disposal", []),
    ],
)
def test_a_phrase_is_found_as_grammar_changes_it(text: str, phrase: str, found: list[str]) -> None:
    assert marks(named(text, [phrase])) == found


TEXT = st.text(alphabet=st.sampled_from("ab м무 ,.'"), max_size=40)


@given(st.lists(TEXT, min_size=1, max_size=3), TEXT)
def test_marking_changes_no_letter(texts: list[str], phrase: str) -> None:
    for text, segments in zip(texts, shared(texts), strict=True):
        assert "".join(words for words, _ in segments) == text
        assert "".join(words for words, _ in named(text, [phrase])) == text
