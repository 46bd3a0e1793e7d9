"""The one style of a record's files: same values, same comments, entries and keys in order."""

from textwrap import dedent

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pactline.files.formatting import formatted, written
from pactline.files.regular_files import yaml_files
from pactline.home import curated_record
from pactline.text import strict_yaml


@pytest.mark.parametrize("name", [file.name for file in yaml_files(curated_record())])
def test_the_curated_record_is_in_the_one_style(name: str) -> None:
    text = (curated_record() / name).read_text(encoding="utf-8")
    assert formatted(text) == text, "run 'pactline fmt'"


def test_entries_and_keys_come_in_order_and_values_stay() -> None:
    text = dedent("""\
        sources:
        - {publisher: b, id: s2}
        - {id: s1, title: "2024: a year"}
        events:
        - title: Later
          id: b
          date: 2024-06
        - {title: Earlier, date: 1961-07-06, id: a}
        """)
    done = formatted(text)
    assert strict_yaml.read(done) == {
        "sources": [{"id": "s1", "title": "2024: a year"}, {"id": "s2", "publisher": "b"}],
        "events": [
            {"id": "a", "date": "1961-07-06", "title": "Earlier"},
            {"id": "b", "date": "2024-06", "title": "Later"},
        ],
    }
    assert done.splitlines()[1] == "- {id: s1, title: '2024: a year'}"
    assert done.index("id: a") < done.index("date: 1961") < done.index("title: Earlier") < done.index("id: b")


def test_comments_stay_and_keep_their_section_in_order() -> None:
    text = "# about this file\nsources:\n- {id: b}  # the second\n- {id: a}\n"
    assert formatted(text) == "# about this file\nsources:\n- {id: b}  # the second\n- {id: a}\n"


def test_nothing_that_yaml_could_take_for_another_type_changes() -> None:
    text = "events:\n- {date: 2024, title: 'NO', claims: [{text: '12:30', status: documented}]}\n"
    assert strict_yaml.read(formatted(text)) == strict_yaml.read(text)


@pytest.mark.parametrize("name", [file.name for file in yaml_files(curated_record())])
def test_the_record_reads_the_same_without_libyaml(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (curated_record() / name).read_text(encoding="utf-8")
    fast = strict_yaml.read(text)
    monkeypatch.setattr(strict_yaml, "_LOADER", yaml.SafeLoader)
    assert strict_yaml.read(text) == fast


@pytest.mark.parametrize("word", ["Null", "~", ""])
def test_a_quoted_word_that_would_mean_nothing_stays_quoted(word: str) -> None:
    text = f"events:\n- {{date: 2024, title: '{word}'}}\n"
    assert strict_yaml.read(formatted(text)) == strict_yaml.read(text) != {"events": [{"date": "2024"}]}


@pytest.mark.parametrize("title", ["2024?", ":0", "a ? b"])
def test_what_could_be_a_mark_inside_braces_is_quoted(title: str) -> None:
    """PyYAML's own parser takes a plain one for the mark of a key or value."""
    assert (
        formatted(f"events:\n- {{date: 2024, title: '{title}'}}\n") == f"events:\n- {{date: 2024, title: '{title}'}}\n"
    )


def test_text_that_is_no_record_is_refused_with_its_line() -> None:
    with pytest.raises(strict_yaml.YamlError) as caught:
        formatted("events:\n- {date: 2024, date: 2025}\n")
    assert caught.value.line == 2


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=200)


@given(st.lists(st.fixed_dictionaries({"title": words.filter(str.strip), "date": st.just("2024")}), max_size=4))
def test_formatting_twice_is_formatting_once(events: list[dict[str, str]]) -> None:
    text = "events:\n" + "".join(f"- date: {e['date']}\n  title: {_quoted(e['title'])}\n" for e in events)
    once = formatted(text)
    assert formatted(once) == once
    assert strict_yaml.read(once) == strict_yaml.read(text)


def _quoted(words_: str) -> str:
    return "'" + words_.replace("'", "''") + "'"


def test_claims_that_are_named_stand_on_one_line_and_claims_that_are_told_each_on_its_own() -> None:
    text = "events:\n- date: '2024'\n  title: T\n  digest:\n  - text: Told.\n    claims:\n    - a.1\n    - a.2\n  claims:\n  - {id: a.1, text: One.}\n"
    assert formatted(text) == (
        "events:\n- date: 2024\n  title: T\n  digest:\n  - text: Told.\n    claims: [a.1, a.2]\n"
        "  claims:\n  - id: a.1\n    text: One.\n"
    )


@pytest.mark.parametrize(
    "text", ["a: b", "# no comment", "null", "'q'", "two\nlines", " edge ", "bell\x07", "- dash", "yes?", "x" * 200]
)
def test_a_new_record_is_written_as_formatting_would_leave_it(text):
    sections = {
        "edition": {"title": text, "version": 1},
        "events": [
            {"title": text, "date": "2025", "summary": text, "themes": [text, "b"]},
            {"place": {"lat": 1.5, "name": text}, "date": "2024", "title": "x"},
        ],
        "sources": [
            {"id": "b", "title": text, "read": {"on": "2024-01-01", "extent": "page"}},
            {"id": "a", "note": None},
        ],
    }
    done = written(sections)
    assert formatted(done) == done
    found = strict_yaml.read(done)
    assert found["edition"] == {"title": text, "version": "1"}
    assert [event["date"] for event in found["events"]] == ["2024", "2025"]
    assert found["events"][1]["summary"] == text
    assert found["sources"][0] == {"id": "a"}
