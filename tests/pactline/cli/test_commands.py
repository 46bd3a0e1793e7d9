"""The command line: what it prints, where, and how it ends."""

import errno
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pactline import __version__
from pactline.cli.main import main
from tests.support import SMALL


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def record(tmp_path: Path) -> str:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return str(file)


def test_it_tells_its_version() -> None:
    assert run("--version").stdout == f"pactline {__version__}\n"


def test_check_finds_the_curated_record_clean() -> None:
    result = run("check", "--strict")
    told = re.findall(r": (?:error|warning): (.*)", result.stdout)
    assert told == []
    assert result.exit_code == 0


def test_check_prints_every_problem_at_its_place_and_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "bad.yaml"
    file.write_text("events:\n- {date: 2024-02-30, titel: x}\n", encoding="utf-8")
    result = run("check", str(file))
    assert result.exit_code == 1
    assert (
        f"{file}:2:10: error: '2024-02-30': February 2024 has no day 30\n    hint: its days are 1-29" in result.stdout
    )
    assert "hint: did you mean 'title'?" in result.stdout
    assert result.stderr == "2 errors, 0 warnings\n"  # the title is read, although its key is misspelt


def test_warnings_fail_only_a_strict_check(record: str) -> None:
    assert run("check", record).exit_code == 0
    assert run("check", record, "--strict").exit_code == 1


def test_export_writes_the_rows_that_the_keys_leave(record: str) -> None:
    result = run("export", record, "--format", "json", "--theme", "military", "--from", "2024")
    assert result.exit_code == 0
    assert [event["event_id"] for event in json.loads(result.stdout)["events"]] == ["pact"]


def test_a_key_may_be_repeated(record: str) -> None:
    result = run("export", record, "--format", "json", "--theme", "military", "--theme", "outlook")
    assert [event["event_id"] for event in json.loads(result.stdout)["events"]] == ["pact", "bare"]


def test_export_writes_a_file(record: str, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    assert run("export", record, "--format", "csv", "--table", "claims", "--out", str(out)).stdout == ""
    assert "early-talks.1" in out.read_text(encoding="utf-8")


def test_build_writes_a_site_into_a_folder_of_its_own(record: str, tmp_path: Path) -> None:
    out = tmp_path / "site"
    result = run("build", record, "--site", str(out))
    assert result.exit_code == 0, result.stderr
    assert re.search(r"site: \d+ pages, \d+ files, [\d.]+ MB, \d+ s\n", result.stderr)
    assert (out / "index.html").is_file()
    for wrong in (
        ["--site", str(out), "-o", str(tmp_path / "a.html")],
        ["--site", str(out), "--theme", "military"],
        ["--site", str(out), "--address", "ftp://x.example"],
        ["--site", str(tmp_path / "none" / "site")],
        ["-o", str(tmp_path / "a.html"), "--address", "https://x.example"],
    ):
        assert run("build", record, *wrong).exit_code == 2, wrong
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("mine")
    refused = run("build", record, "--site", str(tmp_path / "other"))
    assert refused.exit_code == 1
    assert "not empty" in refused.stderr


def test_build_writes_one_file_of_what_the_query_leaves(record: str, tmp_path: Path) -> None:
    out = tmp_path / "sealed.html"
    result = run("build", record, "-o", str(out), "--select", "?theme=military&from=2024")
    assert (result.exit_code, result.stdout) == (0, "")
    rows = json.loads(run("export", record, "--format", "json", "--theme", "military", "--from", "2024").stdout)
    written = out.read_text(encoding="utf-8")
    assert 0 < len(rows["events"]) == written.count('class="sealed-event"')
    assert run("build", record, "-o", str(out), "--select", "themes=x").exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "--format", "pdf"],
        ["export", "--format", "csv", "--themes", "x"],
        ["check", "--loud"],
        ["build"],
        ["run", "--port", "x"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_value_that_the_record_lacks_is_wrong_usage_with_a_hint(record: str) -> None:
    result = run("export", record, "--format", "csv", "--theme", "militry")
    assert result.exit_code == 2
    assert "Did you mean 'military'?" in result.stderr


def test_a_record_that_does_not_load_ends_with_1(tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "gone.yaml"), "--format", "csv")
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_nothing_that_a_user_does_ends_in_a_traceback(record: str, tmp_path: Path) -> None:
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"events:\n- {date: 2024, title: Caf\xe9}\n")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "events.yaml").write_text("events: [")
    (broken / "gone.yaml").symlink_to("nowhere")
    missing = str(tmp_path / "no" / "such" / "out")
    wrong = {
        ("check", str(latin)): (1, f"{latin}:2:26: error: not UTF-8"),
        ("fmt", str(latin)): (1, f"{latin}:2:26: error: not UTF-8"),
        ("export", str(latin), "--format", "csv"): (1, "not UTF-8"),
        ("build", str(latin), "-o", str(tmp_path / "out.html")): (1, "not UTF-8"),
        ("check", str(broken)): (1, "gone.yaml"),
        ("fmt", str(broken)): (1, "gone.yaml"),
        ("fmt", str(tmp_path / "nothing.yaml")): (2, "does not exist"),
        ("export", record, "--format", "csv", "--out", missing): (2, "there is no folder"),
        ("build", record, "-o", missing): (2, "there is no folder"),
        ("export", record, "--format", "csv", "--out", str(broken)): (2, "is a directory"),
        ("check", str(tmp_path / "empty.yaml")): (1, "no such file"),
    }
    for arguments, (code, says) in wrong.items():
        result = run(*arguments)
        assert (result.exit_code, type(result.exception)) == (code, SystemExit), (arguments, result.exception)
        assert says in result.output, arguments


def test_what_nobody_expected_is_one_line_and_the_trace_is_there(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(_: Path) -> None:
        raise ZeroDivisionError("a thing\nof two lines")

    monkeypatch.setattr("pactline.cli.commands.check_record", fall)
    result = run("check", record)
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: something unexpected happened (ZeroDivisionError: a thing of two lines). "
        "Please report it; PACTLINE_TRACE=1 before the command shows where.\n"
    )
    monkeypatch.setenv("PACTLINE_TRACE", "1")
    assert isinstance(run("check", record).exception, ZeroDivisionError)


def test_who_reads_no_further_is_no_error_of_ours(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(_: Path) -> None:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("pactline.cli.commands.check_record", closed)
    assert "Error" not in run("check", record).output


def test_half_a_letter_on_the_command_line_is_a_letter_that_nobody_has() -> None:
    """An argument of bytes that are no UTF-8 comes in as half surrogates."""
    for option in ("--q", "--actor"):
        done = CliRunner().invoke(main, ["export", "--format", "json", option, "\udced\udca0"])
        assert not isinstance(done.exception, UnicodeError), done.exception
        assert done.exit_code == (0 if option == "--q" else 2)
