"""Proposals wait beside a record, are no part of it, and become one when somebody accepts them."""

from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from components.shell.asgi import coverage
from pactline.cli.main import main
from pactline.files import inbox
from pactline.files.load import load
from pactline.files.opening import open_record
from pactline.files.parquet_files import files_of
from pactline.files.watch import stamp
from pactline.record.dossier import Dossier
from tests.support import SMALL

ADDRESS = "https://www.example.org/later"
WHOLE = """
date: 2025-03-01
title: A second pact is signed
actors: [rus, prk]
claims:
- {text: They signed again., status: reported, sources: [new-1]}
"""
SOURCES = "sources:\n- {id: new-1, publisher: daily, title: Again, published: 2025-03-02}\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def record(tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    folder.mkdir()
    begin = SMALL.index("sources:\n- {id: paper-1")
    (folder / "events.yaml").write_text("# Ours\n" + SMALL[:begin].lstrip(), encoding="utf-8")
    (folder / "sources.yaml").write_text(SMALL[begin:], encoding="utf-8")
    assert run("fmt", folder).exit_code == 0
    return folder


def whole(tmp_path: Path, text: str = "") -> Path:
    file = tmp_path / "draft.yaml"
    events = "events:\n- " + "\n  ".join(WHOLE.strip().split("\n"))
    file.write_text(text or f"{events}\n{SOURCES}", encoding="utf-8")
    return file


def of(record: Path) -> Dossier:
    return load(record).dossier


def test_an_address_becomes_a_draft_with_what_is_known(record: Path) -> None:
    assert run("propose", ADDRESS, record, "--date", "2025-03", "--title", "A").exit_code == 0
    (one,) = inbox.waiting(record)
    assert (one.id, one.event["date"], one.event["title"]) == ("p1", "2025-03", "A")
    (source,) = one.sources
    assert (source["url"], source["publisher"]) == (ADDRESS, "daily"), "which carries what lies on this host"
    assert one.event["claims"][0]["sources"] == [source["id"]]


def test_a_host_of_nobody_gets_no_publisher(record: Path) -> None:
    run("propose", "https://elsewhere.example/x", record)
    assert "publisher" not in inbox.waiting(record)[0].sources[0]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://user@example.org/", "no-such-file.yaml", "ftp://example.org"]
)
def test_what_is_neither_an_address_nor_a_file_is_refused(record: Path, address: str) -> None:
    assert run("propose", address, record).exit_code == 2
    assert not inbox.inbox_of(record).exists()


def test_what_is_already_there_is_flagged(record: Path, tmp_path: Path) -> None:
    run("propose", "http://example.org/talks/#top", record)
    assert inbox.waiting(record)[0].already == ("the address is that of source wire-1",)
    same = whole(tmp_path, WHOLE.replace("2025-03-01", "2024-06-19").replace("[new-1]", "[wire-1]"))
    said = run("propose", same, record).stdout
    assert "already: day and actors are those of event pact" in said
    other = whole(tmp_path, WHOLE.replace("2025-03-01", "2024-06-19").replace("rus, prk", "chn"))
    assert "already" not in run("propose", other, record).stdout
    again = run("propose", "https://example.org/talks", record).stdout
    assert "already: the address is that of proposal p1" in again


def test_a_proposal_is_no_part_of_the_record(record: Path, tmp_path: Path) -> None:
    before, seen, checked = files_of(open_record(record)), stamp(record), run("check", record).output
    run("propose", whole(tmp_path), record)
    assert inbox.inbox_of(record).is_file()
    assert files_of(open_record(record)) == before
    assert stamp(record) == seen, "and nobody who reads it waits for it to be read anew"
    assert run("check", record).output == checked
    assert run("fmt", record, "--check").exit_code == 0
    for taken in ("events", "sources"):
        exported = run("export", record, "--format", "csv", "--table", taken).stdout
        assert "second pact" not in exported
        assert "new-1" not in exported


def test_accepting_writes_event_source_and_change_in_the_one_style(record: Path, tmp_path: Path) -> None:
    run("propose", whole(tmp_path), record)
    result = run("accept", "p1", record)
    assert result.exit_code == 0, result.output
    now = of(record)
    event = next(one for one in now.events if one.title == "A second pact is signed")
    assert event.id == "2025-03-01-a-second-pact-is-signed"
    assert [claim.id for claim in event.claims] == [f"{event.id}.1"]
    assert now.sources["new-1"].publisher == "daily"
    assert [(one.edition, one.kind, one.ids) for one in now.changes] == [("1", "added", (event.id,))]
    assert (record / "changes.yaml").is_file()
    assert inbox.waiting(record) == ()
    assert run("fmt", record, "--check").exit_code == 0
    assert (record / "events.yaml").read_text(encoding="utf-8").startswith("# Ours\n")


def test_a_second_one_goes_into_the_same_ledger(record: Path, tmp_path: Path) -> None:
    for title in ("First", "Second"):
        text = whole(tmp_path).read_text(encoding="utf-8").replace("A second pact is signed", title).replace("new-1", f"new-{title.lower()}").replace("again", title)  # fmt: skip
        run("propose", whole(tmp_path, text), record)
        assert run("accept", "p1", record, "--edition", "2").exit_code == 0
    assert [one.edition for one in of(record).changes] == ["2", "2"]


def test_everything_that_was_there_stays(record: Path, tmp_path: Path) -> None:
    before = of(record)
    run("propose", whole(tmp_path), record)
    run("accept", "p1", record)
    now = of(record)
    assert [one for one in now.events if one.title != "A second pact is signed"] == list(before.events)
    assert {name: one for name, one in now.sources.items() if name != "new-1"} == dict(before.sources)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("title: A second pact is signed", "title:"), "lacks 'title'"),
        (("- new-1", "- new-2"), "unknown source 'new-2'"),
        (("- prk", "- pkr"), "unknown actor 'pkr'"),
    ],
)
def test_what_would_not_load_is_not_written(record: Path, tmp_path: Path, changed: tuple[str, str], says: str) -> None:
    run("propose", whole(tmp_path), record)
    file = inbox.inbox_of(record)
    text = file.read_text(encoding="utf-8")
    assert changed[0] in text
    file.write_text(text.replace(*changed), encoding="utf-8")
    before = {one.name: one.read_bytes() for one in record.iterdir()}
    result = run("accept", "p1", record)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "nothing was written" in result.stderr
    assert {one.name: one.read_bytes() for one in record.iterdir()} == before


def test_an_unknown_one_is_wrong_usage(record: Path) -> None:
    assert run("accept", "p9", record).exit_code == 2


def test_proposals_are_listed(record: Path, tmp_path: Path) -> None:
    assert run("proposals", record).stderr == "0 proposals\n"
    run("propose", whole(tmp_path), record)
    listed = run("proposals", record)
    assert listed.stdout == "p1  2025-03-01  A second pact is signed\n"
    assert listed.stderr == "1 proposal\n"


def test_a_record_of_one_file_has_its_inbox_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text(SMALL, encoding="utf-8")
    run("propose", whole(tmp_path), file)
    assert (tmp_path / "my.inbox.yaml").is_file()
    assert run("accept", "p1", file).exit_code == 0
    now = of(file)
    assert (len(now.events), len(now.changes), "new-1" in now.sources) == (4, 1, True)
    assert load(file).dossier.edition.version == "1"


def test_a_broken_inbox_is_named_at_its_line(record: Path) -> None:
    inbox.inbox_of(record).write_text("inbox:\n- {id: p1, id: p2}\n", encoding="utf-8")
    result = run("proposals", record)
    assert result.exit_code == 1
    assert "inbox.yaml:2:" in result.stderr
    assert run("check", record).exit_code == 0, "the record itself is whole"


def test_whoever_runs_the_app_hears_what_is_covered_and_what_waits(record: Path, tmp_path: Path) -> None:
    until = of(record).edition.as_of
    assert coverage(record, until) == "Covered until 31 December 2025"
    run("propose", whole(tmp_path), record)
    assert coverage(record, until) == "Covered until 31 December 2025, 1 proposal waiting (pactline proposals)"
    assert coverage(record, None) == "1 proposal waiting (pactline proposals)"
    inbox.inbox_of(record).write_text("inbox: no\n", encoding="utf-8")
    assert "cannot be read" in coverage(record, until)


def test_a_record_of_tables_has_none(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    source = tmp_path / "my.yaml"
    source.write_text(dedent(SMALL), encoding="utf-8")
    for name, content in files_of(open_record(source)).items():
        (folder / name).write_bytes(content)
    assert run("propose", ADDRESS, folder).exit_code == 2
