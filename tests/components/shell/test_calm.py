"""What a reader sees where something fails or an address is odd: a calm page, and never a trace."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest
from streamlit.testing.v1 import AppTest

from components.parts.event_list import group_list
from pactline.files import parquet_files
from pactline.home import app_root
from pactline.query.selection import KEYS
from pactline.wording import text
from tests.components.shell.test_pages import PAGES, html
from tests.support import SMALL, shown, tables

TITLE = text("sorry.fault.title")


def app_at(page: str, **query: str) -> AppTest:
    """Open a page of the app at a query."""
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key.rstrip("_")] = value
    return app.switch_page(f"pages/{page}.py").run()


@pytest.fixture
def small_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Show a small record."""
    file = tmp_path / "own.yaml"
    file.write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(file))
    return file


def _fails(*_: object, **__: object) -> None:
    raise ValueError("secret words of a trace")


@pytest.mark.parametrize("where", ["components.sources.diet.source_diet", "components.shell.filters.counts_of"])
@pytest.mark.usefixtures("small_record")
def test_a_failing_page_is_a_calm_one_and_the_log_has_the_trace(
    where: str, monkeypatch: pytest.MonkeyPatch, faults: list[str]
) -> None:
    monkeypatch.setattr(where, _fails)
    app = app_at("sources", theme="military")
    said = html(app)
    assert TITLE in said
    assert 'class="masthead"' in said
    assert "source-list" not in said  # nothing of half a page is left
    assert '<a href="sources" data-go="sources">' in said
    assert "secret" not in said
    assert not app.exception
    assert not app.error
    assert len(faults) == 1
    assert "secret words of a trace" in faults[0]
    monkeypatch.undo()
    faults.clear()


@pytest.mark.usefixtures("small_record")
def test_the_next_look_tries_again(monkeypatch: pytest.MonkeyPatch, faults: list[str]) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("components.sources.diet.source_diet", _fails)
        app = app_at("sources")
        assert TITLE in html(app)
    assert TITLE not in html(app.run())
    faults.clear()


def test_what_fails_outside_of_any_page_is_answered_calmly_too() -> None:
    def script() -> None:
        from components.shell import every_page  # noqa: PLC0415 - AppTest runs the text of this function

        assert every_page.apologise(ValueError("secret"))

    said = html(AppTest.from_function(script).run())
    assert TITLE in said
    assert "secret" not in said


def test_a_record_that_is_broken_in_its_middle_is_answered_calmly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One column of Parquet is damaged, header and footer are right: the page says which file, and shows no trace."""
    parquet_files.write(tables(SMALL), tmp_path)
    _break(tmp_path / "claims.parquet", "text")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path))
    for page in ("about", "data"):
        said = html(app_at(page))
        assert "claims.parquet" in said
        assert "pactline check" in said


def _break(file: Path, column: str) -> None:
    """Overwrite the values of a column of a Parquet file; its header and footer stay right."""
    content, groups = bytearray(file.read_bytes()), pq.ParquetFile(file).metadata.row_group(0)
    own = next(one for one in map(groups.column, range(groups.num_columns)) if one.path_in_schema == column)
    begin = own.dictionary_page_offset or own.data_page_offset
    content[begin : begin + own.total_compressed_size] = b"\xff" * own.total_compressed_size
    file.write_bytes(bytes(content))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("small_record")
def test_no_page_stumbles_over_odd_texts_in_any_key(page: str) -> None:
    odd = ("\x00", "a\x00b", "%", "\u202e", "x" * 900)
    app = app_at(page, **{key: odd[number % len(odd)] for number, key in enumerate(KEYS)})
    assert not app.exception
    assert not app.error
    assert "masthead" in html(app)


@pytest.mark.parametrize("key", KEYS)
def test_no_value_breaks_the_links_of_the_list(key: str) -> None:
    for odd in ("\x00", "event=-", "%00&event=-", "\ud800"):
        view = shown(SMALL, **{key: odd})
        links = re.findall(r'data-event="([^"]+)".*?href="([^"]+)"', group_list(view, page="timeline", most=5))
        assert len(links) == len(view.event_rows)
        for event, link in links:
            assert parse_qs(urlsplit(unescape(link)).query)["event"] == [event]
