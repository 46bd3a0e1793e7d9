"""The document that comes first: our ground, fonts and name in Streamlit's own, packed and kept by its version."""

import gzip
import re

from components.parts.theme import DARK, LIGHT
from components.shell import streamlit_leans
from components.shell.document import trusted
from components.shell.first_page import first_page, with_content
from components.shell.policy import hashes
from tests.components.shell.test_door import ask

BODY = first_page().body.decode()
HEAD = BODY.partition("</head>")[0]


def test_the_ground_and_the_choice_of_theme_come_before_any_script_or_sheet_of_streamlits() -> None:
    first, streamlits = HEAD.index("data-scheme"), HEAD.index('type="module"')
    assert first < streamlits
    assert HEAD.index(f"light-dark({LIGHT.paper},{DARK.paper})") < streamlits
    assert HEAD.index("pactline-scheme") < streamlits


def test_both_text_fonts_are_on_their_way_once_each_and_are_there() -> None:
    asked = re.findall(r'<link\s+rel="preload"\s+href="([^"]+)"\s+as="font"', HEAD)
    assert sorted(asked) == sorted(streamlit_leans.fonts().values())
    for address in asked:
        assert (streamlit_leans.front() / address).is_file()


def test_the_tab_and_the_icon_are_ours_from_the_beginning() -> None:
    assert "<title>Pactline</title>" in HEAD
    assert "app/static/icon.png" in HEAD
    assert "favicon.png" not in HEAD


def test_a_browser_that_has_it_is_told_so_and_packed_it_is_the_same() -> None:
    status, headers, _ = ask("/timeline")
    assert (status, headers["cache-control"], headers["etag"]) == (200, "no-cache", first_page().tag)
    status, _, body = ask("/timeline", headers={"if-none-match": f"W/{first_page().tag}"})
    assert (status, body) == (304, "")
    assert ask("/timeline", headers={"if-none-match": '"older"'})[0] == 200
    assert gzip.decompress(first_page().packed) == first_page().body


def test_a_script_that_a_records_text_had_brought_would_not_run() -> None:
    html = "<script>window.stolen = 1</script><template><script type=module>stolen()</script></template>"
    brought = with_content(f"<title>x</title>{html}", html)
    assert html in brought.body.decode()
    assert brought.scripts == trusted() == hashes(with_content("", "").body)
    assert len(hashes(brought.body)) == len(trusted()) + 4
