"""All that is wrong with a record in one go, and nothing of it lost in silence."""

from difflib import get_close_matches
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactline.files.error_words import SECTIONS
from pactline.files.load import load, load_texts
from pactline.problem import RecordError
from pactline.text import nearest
from pactline.text.nearest import KnownWords
from tests.support import SMALL, loaded, problems


def places(text: str) -> list[tuple[int, str]]:
    return [(one.line, one.message) for one in problems(text) if one.severity == "error"]


def test_nine_faults_of_nine_kinds_are_nine_messages() -> None:
    text = """\
        edition: {as_of: soon}
        actors: [{id: rus, name: Russia}]
        events:
        - {id: a, date: 2024-02-30, title: A}
        - {id: b, date: 2024, title: B, title: C}
        - {id: c, date: 2024, titel: C, title: C}
        - id: d
          date: 2024
          title: D: a colon
        - {id: e, date: 2024}
        - {id: f, date: 2024, title: !x F}
        - {id: g, date: 2024, title: G, importance: 9}
        - {id: h, date: 2024, title: H, place: {name: P, lat: nan}}
        - {id: i, date: 2024, title: *I}
        """
    told = places(text)
    assert [line for line, _ in told] == [1, 4, 5, 6, 9, 10, 11, 12, 13, 14, 14], told  # the last lacks its title


def test_a_bad_value_hides_no_unknown_id_below() -> None:
    text = """\
        actors: [{id: rus, name: Russia}]
        events:
        - {id: a, date: bad, title: A, importance: x, claims: [{text: t, status: rumoured}, oops]}
        - {id: b, date: 2024, title: B, actors: [rus, rsu], links: [{to: a, type: part-of}, {to: z, type: part-of}]}
        - {id: a, date: 2024, title: C}
        """
    assert [message for _, message in places(text)] == [
        "'bad' is not a date",
        "importance 'x' is no whole number",
        "status 'rumoured' is none of: documented, reported, alleged, disputed, projection",
        "a claim must be keys, each as 'key: value', not text",
        "unknown actor 'rsu'",
        "a link leads to unknown event 'z'",
        "the id 'a' stands twice under events: here, and at line 3",
    ]


def test_what_only_follows_from_a_bad_value_is_not_told() -> None:
    text = """\
        publishers: [{id: Not An Id, name: P, kind: wire, state_controlled: false}]
        sources: [{id: s, publisher: Not An Id}, {publisher: Not An Id}]
        reactions: [{actor: x, summary: y}]
        events: [{id: a, date: 2024, title: A}]
        """
    assert [message for _, message in places(text)] == [
        "'Not An Id' is not an id",
        "a source lacks 'id'",
        "a reaction lacks 'event'",
    ]


def test_broken_syntax_hides_no_other_entry() -> None:
    text = """\
        events:
        - {id: a, date: 2024
        - {id: b, date: 2025, titel: B}
        - id: c
          date: 2026
           title: too far right
        - id: d
          title: "never closed
        sources:
        - {id: s, url: 'ftp://x'}
        """
    told = problems(text)
    assert [(one.line, one.message[:24]) for one in told] == [
        (2, "this brace is never clos"),
        (2, "an event lacks 'title'"),
        (3, "unknown key 'titel'"),
        (6, "this line begins one bla"),
        (7, "an event lacks 'date'"),
        (8, "the quotation mark that "),
        (10, "the address 'ftp://x' is"),
    ]


def test_an_entry_in_which_nobody_can_tell_what_was_meant_is_left_out() -> None:
    told = problems(
        "events:\n- {id: a, date: 2024, title: A}\n- {id: c, date: 2024, title: {}}}\n- {id: b, date: bad, title: B}\n"
    )
    assert [(one.line, one.message[:20]) for one in told] == [(3, "not readable as YAML"), (4, "'bad' is not a date")]


def test_what_stands_under_a_repeated_key_is_looked_at_too() -> None:
    text = """\
        events:
        - {id: a, date: 2024, title: A}
        sources: []
        events:
        - {id: b, date: bad, title: B}
        """
    assert places(text) == [(4, "the key 'events' stands here twice"), (5, "'bad' is not a date")]


def test_faults_of_all_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("events:\n- {id: a, date: bad, title: A}\n")
    (tmp_path / "b.yaml").write_text("events: [{id: b, date: 2024, title: B\n")
    (tmp_path / "c.yaml").write_text("sources:\n- {id: s, url: nothing}\n")
    with pytest.raises(RecordError) as caught:
        load(tmp_path)
    assert [Path(one.file).name for one in caught.value.problems] == ["a.yaml", "b.yaml", "c.yaml"]


def two(first: str, second: str) -> list[str]:
    with pytest.raises(RecordError) as caught:
        load_texts([("a.yaml", dedent(first)), ("b.yaml", dedent(second))])
    return [str(one).splitlines()[0] for one in caught.value.problems if one.severity == "error"]


def test_a_section_that_is_no_list_stands_once_and_both_places_are_named() -> None:
    assert two(
        "events: [{date: 2024, title: x}]\nedition: {title: One}\n", "\nedition: {title: Two, as_of: soon, nope: 1}\n"
    ) == [
        "b.yaml:2:1: error: the section 'edition' stands twice: here, and at a.yaml:2",
        "b.yaml:2:30: error: 'soon' is not a date",
        "b.yaml:2:36: error: unknown key 'nope'",
    ]


@pytest.mark.parametrize("value", ["{date: 2024, title: x}", "a text", "{}"])
def test_a_mapping_where_a_list_belongs_is_no_empty_list(value: str) -> None:
    assert two("events: [{date: 2024, title: x}]\n", f"sources: [{{id: s}}]\nevents: {value}\n") == [
        "b.yaml:2:9: error: events must be a list"
    ]


@pytest.mark.parametrize(
    ("line", "cut"),
    [
        ("title: Train # 7 leaves", True),
        ("title: Item\t#12", True),
        ("title: #5 passed", True),
        ("title: in two\n    lines #5 of it", True),
        ("title: A  # a comment", False),
        ("title: 'A' # a comment", False),
        ("title: 'Train # 7 leaves'", False),
        ("title: C#5", False),
        ("title: A\n  # a comment", False),
        ("title: A\n  actors: # who\n  - a", False),
        ("title: A\n  actors: [a] # who", False),
        ("title: A\n  summary: |\n    Train # 7", False),
    ],
)
def test_a_text_that_is_cut_by_a_comment_is_told(line: str, *, cut: bool) -> None:
    told = [one for one in problems(f"events:\n- date: 2024\n  {line}\n") if "YAML takes for a comment" in one.message]
    assert [(one.severity, "quotes" in one.hint) for one in told] == [("warning", True)] * cut
    for one in told:
        shown = f"events:\n- date: 2024\n  {line}\n".splitlines()[one.line - 1]
        assert shown[one.column - 1] == "#"


def test_json_s_halves_are_one_character() -> None:
    text = '{"events": [{"date": "2024", "title": "made by a script \\ud83d\\ude80 \\\\ud83d"}]}'
    assert loaded(text).dossier.events[0].title == "made by a script 🚀 \\ud83d"
    (told,) = problems(text.replace("\\ude80", ""))
    assert "half a character" in told.message


@pytest.mark.parametrize("value", ["nan", ".nan", "inf", "-inf", "1e999", "1e300", "1e-320", "١٢", "1_000", "0x10"])
def test_only_numbers_that_can_be_meant(value: str) -> None:
    for record in (
        f"estimates: [{{id: e, metric: m, as_of: 2024, value: '{value}'}}]",
        f"estimates: [{{id: e, metric: m, as_of: 2024, low: '{value}', high: 5}}]",
        f"events: [{{date: 2024, title: t, place: {{name: n, lat: '{value}'}}}}]",
        f"events: [{{date: 2024, title: t, place: {{name: n, lon: '{value}'}}}}]",
    ):
        (told,) = [one for one in problems(record) if one.severity == "error"]
        assert repr(value) in told.message


def test_an_order_beyond_all_use_is_refused() -> None:
    assert len(places("events: [{date: 2024, title: t, order: 99999999999999999999}]")) == 1


def test_a_wrong_value_is_quoted_to_80_characters() -> None:
    long = "x" * 5000
    for text in (
        f"events: [{{date: '{long}', title: t}}]",
        f"events: [{{id: '{long}!', date: 2024, title: t}}]",
        f"events: [{{date: 2024, title: t, {long[:900]}: 1}}]",
        f"publishers: [{{id: p, name: n, kind: '{long}'}}]",
        f"publishers: [{{id: p, name: n, state_controlled: '{long}'}}]",
        f"sources: [{{id: s, url: '{long}'}}]",
        f"'{long[:900]}': []",
        f"events: [{{date: 2024, title: t, importance: {'9' * 300}}}]",
        f"sources: [{{id: s}}]\nevents: [{{date: 2024, title: t, claims: [{{text: c, sources: ['{long[:300]}']}}]}}]",
    ):
        assert all(len(one.message) + len(one.hint) < 600 for one in problems(text)), problems(text)
        assert any("xx…'" in one.message or "importance" in one.message for one in problems(text))


def test_suggestions_compare_a_word_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    real = get_close_matches

    def counted(word: str, few: list[str], **how: Any) -> list[str]:
        nonlocal compared
        compared += len(few)
        return real(word, few, **how)

    monkeypatch.setattr(nearest, "get_close_matches", counted)
    known = KnownWords(f"source-number-{n:05}" for n in range(3000))
    hints = [known.hint(f"source-nomber-{n:05}", "add it") for n in range(3000)]
    assert compared < 30_000  # nine millions, each with each
    assert hints[0] == "did you mean 'source-number-00000'?"
    assert hints[-1] == "add it"


@given(st.integers(0, 2999), st.integers(0, 18), st.sampled_from(["drop", "swap", "change"]))
def test_a_slip_is_found_among_many(n: int, at: int, slip: str) -> None:
    word = f"source-number-{n:05}"
    wrong = {
        "drop": word[:at] + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        "change": word[:at] + "z" + word[at + 1 :],
    }[slip]
    assert KnownWords(f"source-number-{n:05}" for n in range(3000)).nearest(wrong).startswith("source-number-")


LEAVES = st.one_of(st.sampled_from(["", "a", "A b", "2024", "2024-13", "nan", "1e400", "true", "x" * 400]), st.none())
TREES = st.recursive(
    LEAVES,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["id", "date", "title", "event", "actor", "claims", "sources", "steps", "articles", "text"]
            ),
            inside,
            max_size=4,
        ),
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(SECTIONS), TREES, max_size=4))
def test_whatever_stands_in_a_record_it_loads_or_is_told(record: dict[str, Any]) -> None:
    assert all(one.message for one in problems(yaml.safe_dump(record)))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_record_with_one_value_spoilt_is_told(data: st.DataObject) -> None:
    record = yaml.load(SMALL, Loader=yaml.BaseLoader)  # noqa: S506 - makes plain texts only
    within, key = record, data.draw(st.sampled_from(sorted(record)))
    while isinstance(within[key], dict | list) and within[key] and data.draw(st.booleans()):
        within = within[key]
        key = data.draw(st.sampled_from(sorted(within) if isinstance(within, dict) else range(len(within))))
    within[key] = data.draw(TREES)
    assert all(one.message for one in problems(yaml.safe_dump(record)))
