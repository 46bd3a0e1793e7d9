"""Strict YAML: text stays text, nothing is guessed, and nothing can grow."""

import pytest

from pactline.text.strict_yaml import MAX_DEPTH, Places, YamlError, read


def test_every_scalar_stays_the_text_in_the_file() -> None:
    assert read("a: NO\nb: 12:30\nc: 2024-02-30\nd: 1e3\ne: 'null'") == {
        "a": "NO",
        "b": "12:30",
        "c": "2024-02-30",
        "d": "1e3",
        "e": "null",
    }


@pytest.mark.parametrize("empty", ["a:", "a: ~", "a: null"])
def test_an_empty_value_is_an_absent_key(empty: str) -> None:
    assert read(empty) == {}


@pytest.mark.parametrize(
    ("text", "says", "line"),
    [
        ("a: 1\nb: 2\na: 3", "'a' stands here twice", 3),
        ("a:\nb: 2\na:", "'a' stands here twice", 3),
        ("a: &x 1\nb: *x", "alias", 2),
        ("a: !!python/object:os.system x", "tag", 1),
        ("a: !!binary x", "tag", 1),
        ("a: [1, 2", "never closed", 1),
        ("a: b: c", "holds ': '", 1),
        ("a: {}}}", "not readable as YAML", 1),
        ("a: 1\n---\nb: 2", "second document", 2),
        ("[a]: 1", "a key must be a word", 1),
        ("a: \x07", "character that YAML does not allow", 1),
        ("[" * (MAX_DEPTH + 2), "levels deep", 1),
    ],
)
def test_what_is_refused_says_why_and_where(text: str, says: str, line: int) -> None:
    with pytest.raises(YamlError, match=says) as caught:
        read(text)
    assert caught.value.line == line
    assert caught.value.hint


def test_a_large_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(YamlError, match="larger than 1 MB"):
        read("a: " + "x" * (1024 * 1024), max_bytes=1024 * 1024)


def test_a_value_is_found_again_by_line_and_column() -> None:
    places = Places("events:\n- id: a\n  claims:\n  - text: b\n    status: c\n")
    assert places.of(("events", 0, "claims", 0, "status")) == (5, 13)
    assert places.of(("events", 0, "claims", 0, "status"), key=True) == (5, 5)
    assert places.of(("events", 0, "nothing")) == (2, 3)
