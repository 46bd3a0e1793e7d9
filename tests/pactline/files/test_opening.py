"""A record at a path, of YAML or of Parquet files, and large YAML that need not be read twice."""

import copy
import json
import os
import re
import runpy
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from benchmarks.generate import draft, rest_of
from benchmarks.rows import tables_of
from pactline.cli.main import main
from pactline.files import cache, cache_folder, opening, parquet_files
from pactline.files.opening import open_record
from pactline.files.watch import stamp
from pactline.home import app_root
from pactline.problem import RecordError
from pactline.query.select import whole
from pactline.tables.columns import STORED
from pactline.tables.frames import Frames
from pactline.tables.source import packed
from tests.support import SMALL, tables

EVENTS = 2_000


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``benchmarks`` writes it."""
    folder = tmp_path_factory.mktemp("parquet")
    for name, content in packed(tables_of(draft(EVENTS)).items()):
        pq.write_table(content, folder / f"{name}.parquet")
    (folder / "record.json").write_text(json.dumps(rest_of()), encoding="utf-8")
    return folder


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A YAML file that counts as large, and a cache folder of its own."""
    monkeypatch.setattr(cache, "WORTH", 100)
    monkeypatch.setenv(cache_folder.FOLDER_VARIABLE, str(tmp_path / "cache"))
    file = tmp_path / "large.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that YAML was read."""
    seen: list[int] = []
    read: Callable[..., Frames] = opening._made

    def counted(texts: list[tuple[str, str]]) -> Frames:
        seen.append(len(texts))
        return read(texts)

    monkeypatch.setattr(opening, "_made", counted)
    return seen


def kept(file: Path) -> list[Path]:
    return sorted((file.parent / "cache").glob("*"))


def test_the_folder_and_one_of_its_files_are_the_same_record(parquet: Path) -> None:
    for path in (parquet, parquet / "claims.parquet"):
        assert len(open_record(path).events) == EVENTS
        assert {name for name, *_ in stamp(path)} >= {"events.parquet", "claims.parquet", "record.json"}


def test_parquet_goes_through_every_command(parquet: Path, tmp_path: Path) -> None:
    checked = CliRunner().invoke(main, ["check", str(parquet), "--strict"])
    assert (checked.exit_code, checked.output) == (0, "0 errors, 0 warnings\n")
    out = CliRunner().invoke(main, ["export", str(parquet), "--format", "json", "--importance", "3"])
    weights = open_record(parquet).events["importance"]
    assert len(json.loads(out.stdout)["events"]) == int((weights == 3).sum())
    (tmp_path / "events.parquet").write_bytes(b"no table")
    broken = CliRunner().invoke(main, ["check", str(tmp_path)])
    assert broken.exit_code == 1
    assert "not readable as Parquet" in broken.stdout


def test_a_sealed_edition_of_too_many_events_is_refused_before_any_time_is_spent(
    parquet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pactline.cli.commands.MOST_SEALED", EVENTS - 1)
    monkeypatch.setattr("components.sealed.build.sealed", lambda _: pytest.fail("it was begun"))
    built = CliRunner().invoke(main, ["build", str(parquet), "-o", str(tmp_path / "x.html")])
    assert built.exit_code == 2
    assert f"These are {EVENTS:,} events" in built.stderr
    assert "--from 2024" in built.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("page", ["findings", "timeline", "reactions", "sources", "actor", "data", "about"])
def test_pages_show_a_record_of_parquet(page: str, parquet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_DATA", str(parquet))
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60).switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error


def test_an_unchanged_large_record_is_read_once(large: Path, reads: list[int]) -> None:
    made, again = open_record(large), open_record(large)
    assert reads == [1]
    assert parquet_files.files_of(again).keys() == parquet_files.files_of(made).keys()
    assert whole(again).events.equals(whole(made).events)
    large.write_text(SMALL.replace("They met.", "They met twice."), encoding="utf-8")
    assert open_record(large).claims["text"].iloc[0] == "They met twice."
    assert reads == [1, 1]


def test_a_small_record_is_never_kept(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "WORTH", 1_000_000)
    open_record(large)
    assert kept(large) == []


def test_another_program_reads_the_text_itself(large: Path, reads: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    open_record(large)
    monkeypatch.setattr(cache, "_program", lambda: b"another")
    open_record(large)
    assert reads == [1, 1]


def broken_in_the_middle(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 3] ^= 0xFF
    file.write_bytes(content)


def foreign(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("events.parquet", b"PAR1")


def bomb(file: Path) -> None:
    """Much in little: 64 MB of zeros."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("events.parquet", bytes(2**26))


def twice(file: Path) -> None:
    """The same bytes named by many members."""
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("events.parquet", bytes(2**20))
        one = pack.infolist()[0]
        for number in range(1, 5000):
            other = copy.copy(one)
            other.filename = other.orig_filename = f"{number}.parquet"
            pack.filelist.append(other)
            pack.NameToInfo[other.filename] = other
        vars(pack)["_didModify"] = True


def deep_corruption(file: Path) -> None:
    """A member whose own head is broken: what zipfile raises then is not always its own error."""
    content = bytearray(file.read_bytes())
    content[26:30] = b"\xff\xff\xff\xff"
    file.write_bytes(content)


def another_form(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as pack:
        pack.writestr("record.json", "[]")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""), lambda file: os.truncate(file, 900),
        broken_in_the_middle, foreign, another_form, bomb, twice, deep_corruption,
    ],
    ids=["empty", "cut", "broken", "foreign", "another form", "bomb", "twice", "head"],
)  # fmt: skip
def test_what_cannot_be_trusted_is_made_anew(spoil: Callable[[Path], None], large: Path, reads: list[int]) -> None:
    open_record(large)
    (file,) = kept(large)
    spoil(file)
    assert len(open_record(large).events) == 3
    assert reads == [1, 1]
    open_record(large)
    assert reads == [1, 1], "it was not mended"


@pytest.mark.parametrize("spoil", [bomb, twice])
def test_nothing_is_unpacked_that_may_grow(
    spoil: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache_folder.FOLDER_VARIABLE, str(tmp_path))
    cache.keep("ab", tables(""))
    spoil(cache.SHELF.file("ab"))
    tracemalloc.start()
    assert cache.find("ab") is None
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2**25


def test_a_place_that_cannot_be_written_is_no_error(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(cache_folder.FOLDER_VARIABLE, str(large / "below-a-file"))
    assert len(open_record(large).events) == 3


def test_what_fails_while_it_is_written_leaves_nothing(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    open_record(large)
    assert kept(large) == []


def test_only_a_few_are_kept(large: Path) -> None:
    for number in range(cache.MOST + 2):
        cache.keep(f"{number}", tables(SMALL))
        os.utime(cache.SHELF.file(f"{number}"), (number, number))
    assert {file.name for file in kept(large)} == {
        cache.SHELF.file(f"{number}").name for number in range(2, cache.MOST + 2)
    }


def test_what_others_keep_in_a_shared_folder_stays(large: Path) -> None:
    place = large.parent / "cache"
    place.mkdir()
    names = ["backup.zip", f"{'a' * 64}.zip", "pactline-record-x y.zip", "pactline-record-0.zip.bak", "work.part"]
    for name in names:
        (place / name).write_bytes(b"theirs")
        os.utime(place / name, (0, 0))
    (place / "pactline-record-00.zip").mkdir()
    (place / "pactline-record-01.zip").symlink_to(large)
    for number in range(cache.MOST + 2):
        cache.keep(f"{number:x}", tables(""))
    there = {file.name for file in kept(large)}
    assert there >= {*names, "pactline-record-00.zip", "pactline-record-01.zip"}
    assert len(there) == len(names) + 2 + cache.MOST
    assert large.exists()


def test_what_was_left_half_written_is_swept_and_what_is_being_written_is_not(large: Path) -> None:
    place = large.parent / "cache"
    place.mkdir()
    for name, age in (("pactline-record-left.part", 7200), ("pactline-record-now.part", 5)):
        (place / name).write_bytes(b"half")
        os.utime(place / name, (time.time() - age,) * 2)
    cache.keep("ab", tables(""))
    assert {file.name for file in kept(large)} == {"pactline-record-ab.zip", "pactline-record-now.part"}


def test_a_record_that_cannot_be_written_down_opens_all_the_same(large: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> dict[str, bytes]:
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    monkeypatch.setattr(parquet_files, "files_of", refuse)
    assert len(open_record(large).events) == 3
    assert kept(large) == []


def test_an_error_is_an_error_each_time(large: Path) -> None:
    large.write_text(SMALL.replace("date: 2023-09\n", "date: 2023-13\n"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(RecordError, match="2023-13"):
            open_record(large)
    assert kept(large) == []


def test_the_description_of_the_files_names_every_column() -> None:
    pages = (app_root() / "docs" / "parquet.md").read_text(encoding="utf-8").split("### ")[1:]
    told = {page.partition(".")[0]: set(re.findall(r"^\| \[?`(\w+)`", page, re.MULTILINE)) for page in pages}
    assert told == {name: set(columns) for name, columns in STORED.items()}


def test_the_lists_of_columns_are_as_declared() -> None:
    """``scripts/parquet_columns.py`` writes them anew."""
    script = runpy.run_path(str(app_root() / "scripts" / "parquet_columns.py"))
    page = (app_root() / "docs" / "parquet.md").read_text(encoding="utf-8")
    assert script["written"](page) == page
    assert script["written"](page.replace("| `title` | text |", "| `title` | day |")) == page
