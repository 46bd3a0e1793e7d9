"""An address that carries an edition: what the page, the page Changes and the API say of it."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from components.changes.narrowed import changes_since
from components.changes.since import since_html, since_values
from pactline.cli.main import main
from pactline.files.editions import named
from pactline.query.select import View, select
from pactline.query.selection import Ignored, Selection
from pactline.tables.frames import Frames
from tests.support import SMALL, tables

NOW = (
    SMALL.replace('version: "1"', 'version: "2"')
    .replace("text: A treaty was signed.", "text: A <b>second</b> treaty was signed.")
    .replace("They met., status: documented", "They met., status: reported")
    .replace("- {id: bare, date: 2025~, title: Nothing claimed", "- {id: new, date: 2025, title: Something new")
)
RECORD = tables(NOW)


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record whose first edition was kept, and that is the second now."""
    file = tmp_path_factory.mktemp("record") / "my.yaml"
    file.write_text(SMALL, encoding="utf-8")
    result = CliRunner().invoke(main, ["edition", str(file)])
    assert result.exit_code == 0, result.output
    return file


def view(record: Frames = RECORD, **query: str) -> View:
    return select(record, Selection.from_query(query))


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({}, "Since edition 1: 2 of 3 events changed, 1 added, 1 withdrawn. Show changes"),
        ({"theme": "military"}, "Since edition 1: 1 of 1 event changed. Show changes"),
        ({"theme": "outlook"}, "Since edition 1: 1 of 1 event added. Show changes"),
        ({"q": "zzz"}, "Since edition 1: nothing that is shown has changed."),
    ],
)
def test_a_line_counts_what_changed_in_what_is_shown(beside: Path, query: dict[str, str], said: str) -> None:
    assert words(since_html(view(RECORD, edition="1", **query), beside)) == said


def test_what_shows_it_is_narrowed_likewise(beside: Path) -> None:
    html = since_html(view(edition="1", theme="military", lanes="actor", event="early-talks"), beside)
    assert 'href="changes?theme=military&amp;edition=1"' in html
    html = since_html(view(edition="1", theme="military"), beside, event="pact")
    assert 'href="changes?theme=military&amp;event=pact&amp;edition=1"' in html


@pytest.mark.parametrize(
    ("event", "said"),
    [("pact", "This event has changed since edition 1. Show changes"), ("new", "This event came after edition 1. Show changes")],
)  # fmt: skip
def test_an_event_says_it_of_itself(beside: Path, event: str, said: str) -> None:
    assert words(since_html(view(edition="1", event=event), beside, event=event)) == said


def test_an_event_that_was_withdrawn_is_named_as_it_was(beside: Path) -> None:
    html = since_html(view(edition="1"), beside, ignored=[Ignored("event", "bare")])
    assert words(html) == "The event “Nothing claimed” stood in edition 1 and has been withdrawn since. Show changes"


@pytest.mark.parametrize(
    ("edition", "said"), [("3", "this record is the earlier edition 2"), ("0", "which this record does not know")]
)
def test_a_later_or_unknown_edition_is_answered_plainly(beside: Path, edition: str, said: str) -> None:
    html = since_html(view(edition=edition), beside)
    assert said in words(html)
    assert "<a " not in html


def test_its_own_edition_no_edition_and_a_record_without_one_say_nothing(beside: Path) -> None:
    bare = tables("events: [{date: 2024, title: Bare}]")
    assert [since_html(view(edition="2"), beside), since_html(view(), beside), since_html(view(bare, edition="1"), None)] == ["", "", ""]  # fmt: skip


def test_no_address_reads_a_file_elsewhere(beside: Path) -> None:
    (beside.parent / "2.json").write_text((beside.parent / "editions" / "1.json").read_text("utf-8"), "utf-8")
    assert named(beside, "1") is not None
    assert [named(beside, one) for one in ("../2", "2", "", "1.json", "/etc/passwd")] == [None] * 5


def drawn(shown: View, beside: Path | None, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, str]:
    found: list[str] = []
    monkeypatch.setattr("streamlit.html", found.append)
    return changes_since(shown, beside), "".join(found)


def test_changes_has_old_and_new_words_of_the_events_asked_for_alone(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    narrowed, html = drawn(view(edition="1", theme="military"), beside, monkeypatch)
    assert narrowed
    assert re.search(r"<ins>.*?&lt;b&gt;second&lt;/b&gt;</ins>", html)
    assert "<details open>" in html
    assert "Early talks" not in html
    assert "Nothing claimed" not in html
    assert 'href="changes?edition=1"' in html
    assert 'href="changes?theme=military"' in html
    whole = drawn(view(edition="1"), beside, monkeypatch)[1]
    for title in ("Early talks", "Nothing claimed", "Something new", "documented → reported"):
        assert title in whole


def test_changes_of_one_event_has_the_lines_that_name_it_alone(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = """
changes:
- {edition: "2", date: 2026-02-01, kind: corrected, text: A word of Seoul., ids: [kor-1]}
- {edition: "2", date: 2026-02-01, kind: corrected, text: Another word., ids: [early-talks]}
"""
    html = drawn(view(tables(NOW + ledger), edition="1", event="pact"), beside, monkeypatch)[1]
    assert "A word of Seoul." in html
    assert "Another word." not in html


def test_of_an_edition_that_it_does_not_know_changes_has_all(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    narrowed, html = drawn(view(edition="0"), beside, monkeypatch)
    assert not narrowed
    assert "does not know" in html


def test_programs_are_told_the_same(beside: Path) -> None:
    found = since_values(view(edition="1", theme="diplomacy"), beside, base="https://example.org")
    assert found == {
        "edition": "1",
        "known": "known",
        "events": 2,
        "added": [],
        "changed": ["early-talks", "pact"],
        "withdrawn": [],
        "link": "https://example.org/changes?theme=diplomacy&edition=1",
        "words": "Since edition 1: 2 of 2 events changed.",
    }
    json.dumps(found)
    later = since_values(view(edition="3"), beside, base="")
    assert later is not None
    assert (later["known"], later["changed"], later["link"]) == ("later", [], None)
    assert since_values(view(), beside, base="") is None
