"""Pages that an earlier start has made: shown only where nothing has changed, and never believed further than text."""

import gzip
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

import pactline
from components.shell import kept_pages, streamlit_leans
from components.shell.document import own_scripts
from components.shell.kept_pages import SHELF, Source, Start, find, keep, source_of
from pactline.files.cache_folder import FOLDER_VARIABLE
from pactline.home import LANGUAGE_VARIABLE

ROOT = "http://127.0.0.1:8502/below/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An own cache folder."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record's folder."""
    own = tmp_path / "record"
    (own / "editions").mkdir(parents=True)
    (own / "events.yaml").write_text("events: []\n")
    return own


def source(record: Path) -> Source:
    found = source_of(record)
    assert found is not None
    return found


def document(root: str, more: str = "") -> bytes:
    first, bakes = own_scripts()
    link = f'<link rel="canonical" href="{root}timeline">'
    return f"<script>{first}</script>{link}{more}{streamlit_leans.tags()}<script>{bakes}</script>".encode()


def test_a_page_is_found_again_as_the_app_would_give_it_at_its_address_now(record: Path) -> None:
    own = source(record)
    keep(own, "timeline", document(own.root))
    found = find(source(record), "timeline", ROOT)
    assert found is not None
    assert found.body == document(ROOT)
    assert len(found.scripts) == 3
    assert find(own, "event", ROOT) is None
    for strange in ("", "https://a b/", 'http://x/"><script>/', "http://x"):
        assert find(own, "timeline", strange) is None


def _entry(record: Path) -> None:
    (record / "events.yaml").write_text("events: []  # another\n")


def _edition(record: Path) -> None:
    (record / "editions" / "2025.1.json").write_text("{}")


def _picture(record: Path) -> None:
    (record / "sign.png").write_bytes(b"\x89PNG")


@pytest.mark.parametrize("change", [_entry, _edition, _picture])
def test_whatever_lies_in_a_record_makes_other_pages(record: Path, change: Callable[[Path], None]) -> None:
    before = source(record)
    assert source(record) == before
    change(record)
    assert source(record).key != before.key


def test_a_file_alone_is_a_record_with_the_pictures_beside_it_and_nothing_else(record: Path) -> None:
    file = record / "events.yaml"
    before = source(file)
    (record / "others.yaml").write_text("events: []\n")
    assert source(file).key == before.key
    _picture(record)
    assert source(file).key != before.key


def test_language_and_program_make_other_pages(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = source(record).key
    monkeypatch.setenv(LANGUAGE_VARIABLE, "ko")
    assert source(record).key != before
    monkeypatch.delenv(LANGUAGE_VARIABLE)
    (record.parent / "pages").mkdir()
    monkeypatch.setattr(kept_pages, "app_root", lambda: record.parent)
    monkeypatch.setattr(pactline, "__file__", str(record.parent / "pages" / "x.py"))
    program = kept_pages._program()
    (record.parent / "pages" / "event.html").write_text("<p>")
    assert kept_pages._program() != program


def test_a_record_that_is_too_large_to_look_through_has_no_pages(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "_MOST_BYTES", 8)
    assert source_of(record) is None
    monkeypatch.undo()
    monkeypatch.setattr(kept_pages, "_MOST_FILES", 0)
    assert source_of(record) is None
    assert source_of(record / "nowhere.yaml") is None


def _written(own: Source, body: bytes) -> None:
    """Write a file that is whole, whatever it holds."""
    zipped = gzip.compress(body)
    file = SHELF.file(own.name("timeline"))
    file.write_bytes(kept_pages._MARK + sha256(zipped).hexdigest().encode() + b"\n" + zipped)


def _cut(own: Source) -> None:
    file = SHELF.file(own.name("timeline"))
    file.write_bytes(file.read_bytes()[:-9])


def _changed(own: Source) -> None:
    file = SHELF.file(own.name("timeline"))
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)


def _strange_script(own: Source) -> None:
    _written(own, document(own.root, "<script>steal()</script>"))


def _grows(own: Source) -> None:
    _written(own, document(own.root) + b" " * kept_pages.LARGEST)


def _names_a_file_that_is_gone(own: Source) -> None:
    _written(own, document(own.root, '<link rel="stylesheet" href="./app/static/made/style-000000000000.css">'))


def _open_to_others(own: Source) -> None:
    SHELF.file(own.name("timeline")).chmod(0o666)


def _empty(own: Source) -> None:
    SHELF.file(own.name("timeline")).write_bytes(b"")


@pytest.mark.parametrize(
    "spoil",
    [_cut, _changed, _strange_script, _grows, _names_a_file_that_is_gone, _open_to_others, _empty],
)
def test_what_cannot_be_trusted_is_as_if_it_were_not_there_and_is_made_anew(
    record: Path, spoil: Callable[[Source], None]
) -> None:
    own = source(record)
    keep(own, "timeline", document(own.root))
    assert find(own, "timeline", ROOT) is not None
    spoil(own)
    assert find(own, "timeline", ROOT) is None
    keep(own, "timeline", document(own.root))
    assert find(own, "timeline", ROOT) is not None


def test_a_file_is_written_for_its_user_alone_and_a_place_that_cannot_be_written_is_no_error(
    record: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = source(record)
    keep(own, "timeline", document(own.root))
    [file] = folder.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv(FOLDER_VARIABLE, str(record / "events.yaml" / "below"))
    keep(own, "timeline", document(own.root))
    assert find(own, "timeline", ROOT) is None


def test_a_start_shows_what_was_kept_of_the_record_that_it_read_first_and_of_no_other(record: Path) -> None:
    first, other = object(), object()
    start = Start()
    assert start.of(first) is None
    start.begin(record)
    start.confirm(record, first)
    assert start.of(first) == source(record)
    assert start.of(other) is None
    assert start.of(None) is None


def test_a_record_that_was_touched_while_it_was_read_keeps_no_page(record: Path) -> None:
    start, own = Start(), object()
    start.begin(record)
    os.utime(record / "events.yaml", (1, 1))
    start.confirm(record, own)
    assert start.of(own) is None


def test_what_is_asked_for_before_the_record_is_read_is_found_and_noted(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACTLINE_DATA", str(record))
    own, start = source(record), Start()
    assert start.early("timeline", ROOT) is None
    keep(own, "timeline", document(own.root))
    found = start.early("timeline", ROOT)
    assert found is not None
    assert found.body == document(ROOT)
    start.early("data", ROOT)
    assert list(start.asked) == ["timeline", "data"]
