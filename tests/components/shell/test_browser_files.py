"""Files that are made when the app starts, and what is sent where none can be made."""

from pathlib import Path

import pytest
import streamlit as st

from components.parts import browser_files, browser_part
from components.shell import style_sheet
from pactline.home import app_root


def test_a_made_file_is_named_by_its_content_and_written_whole(tmp_path: Path) -> None:
    address = browser_files.keep("a.css", "x { }", static=tmp_path)
    assert address is not None
    assert address.startswith("app/static/made/a-")
    file = tmp_path / "made" / address.rpartition("/")[2]
    assert file.read_text() == "x { }"
    assert [*file.parent.iterdir()] == [file]  # no draft is left
    assert browser_files.keep("a.css", "x { }", static=tmp_path) == address
    assert browser_files.keep("a.css", "y { }", static=tmp_path) != address


def test_where_nothing_can_be_written_the_content_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert browser_files.keep("a.css", "x { }", static=blocked) is None

    monkeypatch.setattr(browser_files, "keep", lambda *_: None)
    assert f"<style>{style_sheet.css()}</style>" == style_sheet.style()
    assert style_sheet.ask() == ""
    sent: dict[str, str] = {}
    monkeypatch.setattr(st.components.v2, "component", lambda _name, **given: sent.update(given))
    browser_part.browser_part("known", style="timeline/known.css", words={"play": "Play </script>"})
    assert "export default mounted;" in sent["js"]
    assert "Play </script>" in sent["js"]
    assert browser_part.bundled("known") in sent["js"]


def test_the_sheet_that_is_asked_for_is_a_file_that_holds_all_rules() -> None:
    told = style_sheet.ask()
    name = told.split("made/")[1].split('"')[0]
    assert (app_root() / "static" / "made" / name).read_text(encoding="utf-8") == style_sheet.css()
    assert "@import" not in style_sheet.style()  # Firefox follows none in what Streamlit inserts
    assert len(told) + len(style_sheet.style()) < 900


def test_a_page_whose_sheet_did_not_come_holds_it() -> None:
    framed = (app_root() / "components" / "shell" / "framed.css").read_text(encoding="utf-8")
    assert style_sheet.style(whole=True) == f"<style>{style_sheet.css()}</style>"
    assert style_sheet.style(framed=True, whole=True) == f"<style>{style_sheet.css()}{framed}</style>"
