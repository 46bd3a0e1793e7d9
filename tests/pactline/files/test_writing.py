"""Files are written whole or not at all: a full disk, a cut write, a foreign name in the folder."""

import errno
import os
import resource
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from pactline.cli.main import main
from pactline.files.writing import sweep, write_whole


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "record.yaml"
    file.write_bytes(b"as it was\n")
    return file


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    file.chmod(0o640)
    write_whole(file, "조약\r\n")
    assert file.read_bytes() == "조약\r\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [*file.parent.iterdir()] == [file]


def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.parent / "link.yaml"
    link.symlink_to(file.name)
    write_whole(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_what_is_no_file_is_written_to_as_it_is() -> None:
    write_whole(Path(os.devnull), "gone")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


@pytest.mark.parametrize(("where", "call"), [(os, "fsync"), (os, "fchmod"), (Path, "replace")])
def test_where_the_disk_is_full_the_old_file_stays(
    file: Path, monkeypatch: pytest.MonkeyPatch, where: object, call: str
) -> None:
    monkeypatch.setattr(where, call, full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_whole(file, "new")
    assert caught.value.filename == str(file)  # not our draft, which nobody knows
    assert file.read_text() == "as it was\n"
    assert [*file.parent.iterdir()] == [file]


def test_a_cut_write_leaves_the_old_file(file: Path) -> None:
    program = "import sys; from pathlib import Path; from pactline.files.writing import write_whole; write_whole(Path(sys.argv[1]), 'x' * 100_000)"
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=_few_bytes,
    )
    assert "File too large" in done.stderr
    assert file.read_text() == "as it was\n"
    assert [*file.parent.iterdir()] == [file]


def _few_bytes() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


def test_a_file_that_may_not_be_written_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        write_whole(file, "new")
    assert file.read_text() == "as it was\n"


def test_half_a_character_is_no_text(file: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(file, "\ud83d")
    assert file.read_text() == "as it was\n"


def test_only_our_own_old_drafts_are_swept(tmp_path: Path) -> None:
    day = 24 * 3600
    names = {
        ".pactline-0123456789abcdef.part": 2 * day,  # of a program that was killed
        ".pactline-fedcba9876543210.part": 0,  # being written
        ".pactline-notes.part": 2 * day,
        "thesis.part": 2 * day,
    }
    for name, age in names.items():
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    sweep(tmp_path)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted([*names][1:])
    sweep(tmp_path / "gone")


@pytest.mark.parametrize("command", [["fmt"], ["export", "--format", "csv", "--out"], ["build", "-o"]])
def test_no_command_leaves_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]) -> None:
    record, out = tmp_path / "r.yaml", tmp_path / "out"
    record.write_text("events:\n- title: B\n  date: 2024\n")
    out.write_text("as it was")
    monkeypatch.setattr(os, "fsync", full)
    given = [command[0], str(record)] if command == ["fmt"] else [command[0], str(record), *command[1:], str(out)]
    done = CliRunner().invoke(main, given)
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert done.output.endswith(f"{given[-1]}: No space left on device.\n")
    assert len(done.output.splitlines()) == 1
    assert (record.read_text(), out.read_text()) == ("events:\n- title: B\n  date: 2024\n", "as it was")
    assert len([*tmp_path.iterdir()]) == 2
