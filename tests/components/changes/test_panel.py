"""The page Changes: the shown record beside the edition before it, if one lies there."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner

from components.changes import panel
from pactline.cli.main import main
from pactline.files import editions
from pactline.home import curated_record
from pactline.query.select import View, whole
from pactline.readings.editions import Kept
from pactline.wording import text
from tests.support import SMALL, tables

NOW = (
    SMALL.replace('version: "1"', 'version: "2"')
    .replace("text: A treaty was signed.", "text: A <b>second</b> treaty was signed.")
    .replace("They met., status: documented", "They met., status: reported")
    .replace("- {id: bare, date: 2025~, title: Nothing claimed", "- {id: new, date: 2025, title: Something new")
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record whose first edition was kept, and that is the second now."""
    file = tmp_path / "my.yaml"
    file.write_text(SMALL, encoding="utf-8")
    result = CliRunner().invoke(main, ["edition", str(file)])
    assert result.exit_code == 0, result.output
    file.write_text(NOW, encoding="utf-8")
    return file


def drawn(view: View, record: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    found: list[str] = []
    monkeypatch.setattr("streamlit.html", found.append)
    panel.comparison(view, record)
    return found[0]


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def test_it_says_what_came_went_and_changed(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    html = drawn(whole(tables(NOW)), record, monkeypatch)
    said = words(html)
    for part in ("Beside edition 1", "1 event added", "1 event withdrawn", "1 claim in other words", "1 status moved", "documented → reported", "Something new", "Nothing claimed"):  # fmt: skip
        assert part in said, part
    assert re.search(r"<ins>.*?&lt;b&gt;second&lt;/b&gt;</ins>", html), "escaped, and marked as new"
    assert "<b>" not in html


@pytest.mark.parametrize("commands", [(), ("edition",)], ids=["nothing lies there", "but its own"])
def test_without_an_earlier_edition_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commands: tuple[str, ...]
) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(SMALL, encoding="utf-8")
    for command in commands:
        CliRunner().invoke(main, [command, str(file)])
    assert (tmp_path / "editions" / "1.json").is_file() is bool(commands)
    assert text("changes.compared_none") in words(drawn(whole(tables(SMALL)), file, monkeypatch))


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"version": "0", "events": {"a": 1}, "claims": {}}', "{" * 100_000]
)
def test_what_is_no_edition_is_passed_over(record: Path, content: str) -> None:
    (record.parent / "editions" / "0.json").write_text(content, encoding="utf-8")
    (record.parent / "editions" / "9.json").write_text(content, encoding="utf-8")
    found = editions.earlier(record, "2")
    assert found is not None
    assert found.version == "1"


def test_the_latest_of_several_is_taken_by_its_numbers(record: Path) -> None:
    for version in ("2026.2", "2026.10", "2026.9"):
        editions.write(record, Kept(version=version, events={}, claims={}))
    found = editions.earlier(record, "2026.11")
    assert found is not None
    assert found.version == "2026.10"


def test_an_edition_comes_back_as_it_was_written(record: Path) -> None:
    content = json.loads((record.parent / "editions" / "1.json").read_text(encoding="utf-8"))
    assert content["claims"]["pact.1"] == {"event": "pact", "text": "A treaty was signed.", "status": "documented"}
    assert content["as_of"] == "2025-12-31"


@pytest.mark.parametrize("version", ["", "../up", "a/b", "."])
def test_a_version_that_can_name_no_file_is_refused(tmp_path: Path, version: str) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(
        SMALL.replace('version: "1"', f'version: "{version}"') if version else SMALL.replace('version: "1", ', ""),
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["edition", str(file)]).exit_code == 1
    assert not (tmp_path / "editions").exists()


def test_the_curated_record_has_its_first_edition_beside_it() -> None:
    file = editions.folder_of(curated_record()) / "2026.1.json"
    assert file.stat().st_size <= 400_000
    found = editions.earlier(curated_record(), "2026.2")
    assert found is not None
    assert (found.version, len(found.events), len(found.claims)) == ("2026.1", 152, 679)


def test_what_touches_many_events_names_them_where_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    events = "".join(f"- {{date: 2024-01-0{n}, id: e{n}, title: Event {n}}}\n" for n in (1, 2, 3))
    record = (
        f'events:\n{events}changes:\n- {{edition: "1", date: 2024-02-01, kind: added, text: Few., ids: [e1, e2]}}\n'
        '- {edition: "1", date: 2024-02-01, kind: added, text: Many., ids: [e1, e2, e3]}\n'
    )
    found: list[str] = []
    monkeypatch.setattr("streamlit.html", found.append)
    panel.changes(whole(tables(record)))
    few, many = (next(part for part in found[0].split("<li>") if what in part) for what in ("Few.", "Many."))
    assert ("<details>" in few, "<details>" in many) == (False, True)
    assert "3 events" in words(many)
