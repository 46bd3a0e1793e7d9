"""A stranger's file is read in a process that has so much time and memory, and can write nothing."""

import json
import subprocess
import sys
import zipfile

import pytest

from pactline.brought import apart, limits
from pactline.brought.reading import Asked, BroughtError
from tests.pactline.brought.test_reading import CSV, EVENTS, refused


def test_a_table_is_read_by_the_process_and_comes_back_whole() -> None:
    found = apart.read(Asked("list.csv"), CSV.encode())
    assert (found.form, found.events, found.errors) == ("CSV", 2, ())
    assert found.mapped[1].field == "date"


def test_what_it_refuses_is_told_with_its_columns() -> None:
    with pytest.raises(BroughtError) as error:
        apart.read(Asked("list.csv"), b"Alpha,Beta\nx,y\n")
    assert error.value.columns == ("Alpha", "Beta")
    assert str(error.value) == str(refused("list.csv", "Alpha,Beta\nx,y\n"))


def test_a_short_text_needs_no_process_and_a_long_one_gets_one(monkeypatch: pytest.MonkeyPatch) -> None:
    began: list[str] = []
    monkeypatch.setattr(apart, "_answered", lambda asked, *_: began.append(asked.name))
    apart.read(Asked("a.yaml"), EVENTS.encode())
    apart.read_again("a.yaml", (("a.yaml", EVENTS),))
    assert began == []
    long = EVENTS + "# x\n" * (limits.AT_ONCE // 4)
    apart.read(Asked("a.yaml"), long.encode())
    apart.read_again("b.yaml", (("b.yaml", long),))
    apart.read(Asked("a.zip"), b"PK")
    assert began == ["a.yaml", "b.yaml", "a.zip"]


def test_one_that_takes_too_long_is_ended_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.run

    def slow(command: list[str], **told: object) -> object:
        code = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
        return real([command[0], "-c", code], **told)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", slow)
    with pytest.raises(BroughtError, match="more than 30 seconds"):
        apart.read(Asked("list.csv"), CSV.encode())


def test_the_process_can_write_no_file_and_takes_no_more_than_its_memory(tmp_path) -> None:
    code = (
        "import json, sys, pathlib\n"
        "from pactline.brought import __main__ as process\n"
        "process.MEMORY = 400 * 2**20\n"
        "process._bound()\n"
        "told = []\n"
        "try:\n    pathlib.Path(sys.argv[1]).write_text('x')\nexcept OSError as error:\n    told.append('file')\n"
        "try:\n    bytearray(2**30)\nexcept MemoryError:\n    told.append('memory')\n"
        "print(json.dumps(told))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "x")], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == ["file", "memory"]
    assert not (tmp_path / "x").exists() or (tmp_path / "x").read_text() == ""


def test_nothing_of_a_file_is_on_the_disk_after_it_was_read(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    out = tmp_path / "own.zip"
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("events.yaml", EVENTS)
    apart.read(Asked("own.zip"), out.read_bytes())
    assert [one.name for one in tmp_path.rglob("*")] == ["own.zip"]
