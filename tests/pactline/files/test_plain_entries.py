"""Entries that are written without ruamel: the same lines, and most of what an import makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.files import formatting, plain_entries

ODD = """the of Korea said summit: #1 — “quote” 'x' "y" [z] {w} (v), naïve 평양 2024-06-19 ? - -- : *b &c !d Moscow's
%e @f `g | > null ~ x: , é😀 https://example.org/a?b=c&d=e#f ... ---"""
WORDS = (*ODD.split(), "w" * 130, "in two\nlines", "\n", "\n\n", "\t", "\u2028", "\x85", "")
PLAIN = st.sampled_from(["a", "treaty", "Korea", "signed", "on", "Wednesday", "Vostochny"])


def texts(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(words, max_size=40).map(" ".join)


TEXT = texts(PLAIN) | texts(PLAIN | st.sampled_from(WORDS))
EVENTS = st.fixed_dictionaries(
    {"title": TEXT, "date": st.sampled_from(["2024", "2024-06-19", "soon"])},
    optional={
        "id": texts(PLAIN),
        "summary": TEXT,
        "themes": st.lists(TEXT, max_size=6),
        "place": st.fixed_dictionaries({"name": TEXT, "lat": st.floats(-90, 90)}),
        "sources": st.lists(st.just("example-org-1"), max_size=12),
        "claims": st.lists(st.fixed_dictionaries({"text": TEXT}), max_size=2),
    },
)
SOURCES = st.fixed_dictionaries({"id": texts(PLAIN), "publisher": PLAIN}, optional={"url": TEXT, "title": TEXT})
SECTIONS = st.fixed_dictionaries({"events": st.lists(EVENTS, max_size=3), "sources": st.lists(SOURCES, max_size=3)})


@given(SECTIONS)
def test_what_is_written_is_what_ruamel_writes(sections: dict[str, object]) -> None:
    done = formatting.written(sections)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_entries, "entry", lambda _: None)
        assert done == formatting.written(sections)


LONG = "Both sides signed the treaty on Wednesday, and " + "spoke of it at length, " * 6 + "again."


@pytest.mark.parametrize(
    "event",
    [
        {"date": "2024-06-19", "title": "A treaty: signed", "summary": LONG, "themes": ["arms"], "sources": ["a-1"]},
        {
            "date": "2024-06-19",
            "title": LONG,
            "summary": "In two\nlines.",
            "place": {"name": "Pyongyang", "lat": "39.0"},
        },
        {"id": "a", "publisher": "b", "url": "https://example.org/a"},
        {"id": "a", "publisher": "b", "url": "https://example.org/a?b=1"},
    ],
)
def test_what_tables_hold_needs_no_ruamel(event: dict[str, object]) -> None:
    assert plain_entries.entry(event)


@pytest.mark.parametrize("event", [{}, "text", {"id": "a", "claims": []}, {"title": "It's: so"}, {"title": "bell\x07"}])
def test_all_else_is_left_to_it(event: object) -> None:
    assert plain_entries.entry(event) is None


def test_lines_that_would_say_something_else_are_written_by_ruamel(monkeypatch: pytest.MonkeyPatch) -> None:
    sections = {"events": [{"title": "Signed", "date": "2024"}]}
    right = formatting.written(sections)
    for wrong in ("- title: Not signed\n", "- {title: [\n", "title: no list\n"):
        monkeypatch.setattr(plain_entries, "entry", lambda _, wrong=wrong: wrong)
        assert formatting.written(sections) == right
