"""Which files are a record's, and that nothing else is ever opened."""

import os
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pactline.cli.main import main
from pactline.files import regular_files
from pactline.files.load import load
from pactline.files.watch import Watched, stamp
from pactline.problem import RecordError

ONE = "events:\n- {id: a, date: 2024, title: A}\n"
WAIT = 60  # s: more than a slow machine needs; what hangs, hangs for ever


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.yaml").write_text(ONE, encoding="utf-8")
    return tmp_path


def check(path: Path) -> Result:
    """Run the check, which a pipe may keep waiting for ever: then an alarm ends it."""

    def waited(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(WAIT)
    try:
        return CliRunner().invoke(main, ["check", str(path)])
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_names_that_begin_with_a_dot_are_passed_over(folder: Path) -> None:
    (folder / "._events.yaml").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        \xff\xfe")
    (folder / ".#events.yaml").symlink_to("editor@machine.4711:1700000000")
    (folder / ".pactline-0123456789abcdef.part").write_text("half: [")
    assert [one.name for one in regular_files.yaml_files(folder)] == ["events.yaml"]
    assert regular_files.look_into(folder).others == ()
    assert len(load(folder).dossier.events) == 1
    assert [name for name, *_ in stamp(folder)] == ["events.yaml"]


def test_a_link_under_another_name_that_leads_nowhere_is_a_part_that_is_missing(folder: Path) -> None:
    (folder / "more.yaml").symlink_to("gone.yaml")
    with pytest.raises(RecordError, match=r"more\.yaml.*No such file"):
        load(folder)


def test_an_ending_in_capitals_is_one(folder: Path) -> None:
    (folder / "MORE.YML").write_text("events: [{id: b, date: 2025, title: B}]")
    assert len(load(folder).dossier.events) == 2
    assert [name for name, *_ in stamp(folder)] == ["MORE.YML", "events.yaml"]


def test_other_files_are_named_and_passed_over(folder: Path) -> None:
    (folder / "README.md").write_text("hello")
    (folder / "notes.csv").write_bytes(b"\xff")
    (folder / "pictures").mkdir()
    (folder / "old.yaml").mkdir()
    (folder / "compose.yaml").write_text("services: {web: {image: *x}}\nvolumes: {}\n")
    done = check(folder)
    assert done.exit_code == 0, done.stdout
    assert "README.md, notes.csv, old.yaml/, pictures/" in done.stderr
    assert "compose.yaml:1:1: warning: holds none of a record's sections and is passed over" in done.stdout


def test_a_slip_in_a_section_s_name_is_no_other_program_s_file(folder: Path) -> None:
    (folder / "more.yaml").write_text("event: [{id: b, date: 2025, title: B}]")
    with pytest.raises(RecordError, match="unknown section 'event'"):
        load(folder)


@pytest.mark.parametrize("name", ["pipe.yaml", "pipe.yml"])
def test_a_pipe_in_a_folder_is_named_and_never_waited_for(folder: Path, name: str) -> None:
    os.mkfifo(folder / name)
    done = check(folder)
    assert done.exit_code == 0
    assert name in done.stderr


@pytest.mark.parametrize(("make", "says"), [("pipe", "it is a pipe"), ("/dev/zero", "it is a device")])
def test_what_is_no_file_is_refused_before_it_is_read(tmp_path: Path, make: str, says: str) -> None:
    file = tmp_path / "record.yaml"
    if make == "pipe":
        os.mkfifo(file)
    else:
        file.symlink_to(make)
    done = check(file)
    assert done.exit_code == 1
    assert says in done.stdout
    assert "Traceback" not in done.stderr


def test_the_size_is_looked_at_before_the_content(tmp_path: Path) -> None:
    large = tmp_path / "large.yaml"
    with large.open("wb") as out:
        out.truncate(64 * 1024**3)  # has holes: takes no room on the disk
    with pytest.raises(regular_files.NotAFileError, match="larger than 1 MB"):
        regular_files.content(large, most=1024 * 1024)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no file here that hides its size")
def test_a_file_that_hides_its_size_is_not_read_to_its_end() -> None:
    with pytest.raises(regular_files.NotAFileError, match="larger"):
        regular_files.content(Path("/proc/self/status"), most=10)


def test_a_name_that_is_not_utf8_is_named(folder: Path) -> None:
    odd = os.fsdecode(os.fsencode(folder) + b"/caf\xe9\x1b.yaml")
    Path(odd).write_text("events: [{date: soon, title: B}]", encoding="utf-8")
    done = check(folder)
    assert done.exit_code == 1
    assert r"caf\xe9\x1b.yaml:1:17: error: 'soon' is not a date" in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("content", "says", "line", "column"),
    [
        (b"events:\n- {date: 2024, title: Caf\xe9}\n", "the byte E9", 2, 26),
        (ONE.encode("utf-16"), "UTF-16", 1, 1),
    ],
)
def test_text_that_is_not_utf8_is_refused_at_its_place(
    folder: Path, content: bytes, says: str, line: int, column: int
) -> None:
    (folder / "events.yaml").write_bytes(content)
    with pytest.raises(RecordError, match=says) as caught:
        load(folder)
    assert [(one.line, one.column) for one in caught.value.problems] == [(line, column)]


def test_every_file_that_cannot_be_read_is_named(folder: Path) -> None:
    for name in ("b.yaml", "c.yaml"):
        (folder / name).write_bytes(b"\xff")
    with pytest.raises(RecordError) as caught:
        load(folder)
    assert [Path(one.file).name for one in caught.value.problems] == ["b.yaml", "c.yaml"]


def test_a_change_of_permissions_is_noticed(folder: Path) -> None:
    before = stamp(folder)
    (folder / "events.yaml").chmod(0o200)
    unreadable = stamp(folder)
    (folder / "events.yaml").chmod(0o644)
    assert len({before, unreadable, stamp(folder)}) == 3


def test_a_file_made_unreadable_and_readable_again_is_shown_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(100))
    watched = Watched(folder, load, weigh=lambda one: len(one.dossier.events), clock=lambda: float(next(clock)) * 2)
    assert watched.now().record is not None

    def look() -> list[str]:
        watched.look()
        return [str(one) for one in watched.look().problems]

    def refuse(path: Path, **_: object) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (folder / "events.yaml").chmod(0o200)  # a superuser reads it all the same, hence the next line
    with monkeypatch.context() as closed:
        closed.setattr(regular_files, "content", refuse)
        assert any("Permission denied" in one for one in look())
    (folder / "events.yaml").chmod(0o644)
    assert look() == []


def test_a_pipe_that_is_added_stops_no_update(folder: Path) -> None:
    clock = iter(range(100))
    watched = Watched(folder, load, weigh=lambda one: len(one.dossier.events), clock=lambda: float(next(clock)) * 2)
    watched.now()
    os.mkfifo(folder / "pipe.yaml")
    (folder / "events.yaml").write_text(ONE + "- {id: b, date: 2025, title: B}\n", encoding="utf-8")
    watched.look()
    held = watched.look()
    assert held.record is not None
    assert len(held.record.dossier.events) == 2
