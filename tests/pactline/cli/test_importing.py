"""`pactline import` writes a record that loads, tells what it did, and writes over nothing; `pactline new` likewise."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pactline.cli.main import main
from pactline.files import starter
from pactline.files.formatting import formatted
from pactline.files.load import load, load_texts

TABLE = "Date,Title,Summary,Link,Colour\n19 June 2024,A # 1,<p>x</p>,https://example.org/a,red\n06/2024,null,,,\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "x.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


def test_a_folder_has_events_sources_and_beside_it_the_report(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "mine"
    result = run("import", table, "--out", out)
    assert result.exit_code == 0, result.output
    assert sorted(file.name for file in out.iterdir()) == ["events.yaml", "sources.yaml"]
    dossier = load(out).dossier
    assert [(event.date.text, event.title) for event in dossier.events] == [
        ("2024-06", "null"),
        ("2024-06-19", "A # 1"),
    ]
    assert dossier.events[1].sources[0].id == "example-org-a"
    told = (tmp_path / "mine.import.txt").read_text(encoding="utf-8")
    assert "'Colour'" in told
    assert "'red'" in told
    assert "Colour" in result.stderr
    assert "becomes" in result.stderr, "the table of columns"


@pytest.mark.parametrize("name", ["one.yaml", "folder"])
def test_what_is_written_is_in_the_one_style_and_has_no_error(table: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("import", table, "--out", out).exit_code == 0
    assert run("fmt", out, "--check").exit_code == 0
    assert run("check", out).exit_code == 0


def test_without_out_the_record_goes_to_stdout_and_the_report_does_not(table: Path) -> None:
    result = run("import", table)
    assert load_texts([("x", result.stdout)]).dossier.edition.note
    assert "'red'" in result.stderr
    assert "Came in another form" not in result.stdout


def test_a_dry_run_writes_nothing(table: Path, tmp_path: Path) -> None:
    result = run("import", table, "--out", tmp_path / "mine", "--dry-run")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert [file.name for file in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("there", ["mine/events.yaml", "mine.import.txt"])
def test_nothing_is_written_over(table: Path, tmp_path: Path, there: str) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine", encoding="utf-8")
    assert run("import", table, "--out", tmp_path / "mine").exit_code == 2
    assert (tmp_path / there).read_text(encoding="utf-8") == "mine"


def test_what_cannot_come_in_ends_with_one_and_a_hint(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("date,title\n06/07/2024,A\n", encoding="utf-8")
    result = run("import", file)
    assert result.exit_code == 1
    assert "may be day/month or month/day" in result.stderr
    assert "--dates" in result.stderr
    assert result.stdout == ""
    assert run("import", file, "--dates", "dmy").exit_code == 0


def test_where_nothing_comes_it_is_told_why(tmp_path: Path) -> None:
    file = tmp_path / "x.mw"
    file.write_text("title: Mine\n\nafter !first 3 days: Later\n", encoding="utf-8")
    result = run("import", file, "--out", tmp_path / "mine")
    assert result.exit_code == 1
    assert "after !first 3 days: Later" in result.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.parametrize("mapping", ["Date", "=date"])
def test_a_mapping_without_its_two_sides_is_wrong_usage(table: Path, mapping: str) -> None:
    assert run("import", table, "--map", mapping).exit_code == 2


def test_a_folder_of_markdown_is_one_record(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.md").write_text(
            f"---\ndate: 2024-0{number}\ntitle: T{number}\n---\nText.\n", encoding="utf-8"
        )
    (folder / "other.txt").write_text("x", encoding="utf-8")
    dossier = load_texts([("x", run("import", folder).stdout)]).dossier
    assert [event.title for event in dossier.events] == ["T1", "T2"]


# A record to begin with -------------------------------------------------------------------------------


def test_a_new_record_has_nothing_to_mend_and_is_in_the_one_style(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    assert run("new", out).exit_code == 0
    result = run("check", out, "--strict")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert run("fmt", out, "--check").exit_code == 0
    assert len(load(out).dossier.events) == 2


def test_what_its_comments_offer_loads_too() -> None:
    texts = dict(starter.files())
    lines = texts["events.yaml"].split("\n")
    offered = [
        line.replace("# ", "", 1) if line.startswith("  # ") and (":" in line or "- {" in line) else line
        for line in lines
    ]
    texts["events.yaml"] = "\n".join(line for line in offered if not line.startswith("  A "))
    edition = load_texts(list(texts.items())).dossier.edition
    assert edition.lead == "bridge-closed"
    assert edition.licence == "CC BY 4.0"
    assert edition.presets
    assert all(formatted(text) == text for text in starter.files().values())


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("x", encoding="utf-8")
    assert run("new", tmp_path).exit_code == 2
    assert [file.name for file in tmp_path.iterdir()] == ["kept.txt"]
