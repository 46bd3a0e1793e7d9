"""A key is one value: what is made from it is whole and current."""

from dataclasses import fields

import pytest

from components.shell.filters import panel_words
from pactline.home import app_root
from pactline.query.keys import Key
from pactline.query.keys_page import with_table
from pactline.query.selection import FACETS, FILTERS, KEYS, LEAST, PANEL, Selection
from pactline.wording import has

PAGE = app_root() / "docs" / "url-keys.md"


def test_the_page_of_keys_is_current() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_table(page), "run 'python -m pactline.query.keys_page'"
    assert all(f"\n| `{key}` | " in page for key in KEYS)


def test_each_field_of_a_selection_is_one_key_and_its_default_is_left_out_of_links() -> None:
    assert [key.field for key in KEYS.values()] == [field.name for field in fields(Selection)]
    assert [key.default for key in KEYS.values()] == [field.default for field in fields(Selection)]
    assert Selection().to_query() == {}


@pytest.mark.parametrize("key", KEYS.values(), ids=list(KEYS))
def test_each_key_has_the_words_that_its_places_need(key: Key) -> None:
    needed = {"means"}
    if key.control:
        needed |= {"label"}
    if key.is_filter and key.name not in FACETS:
        needed |= {"chip"}
    missing = {word for word in needed if not any(has(f"keys.{key.name}.{word}{form}") for form in ("", ".other"))}
    assert missing == set()


def test_the_panel_shows_every_filter_but_what_is_played_and_what_the_timeline_zooms_to() -> None:
    assert [key.name for key in FILTERS if key.name not in PANEL] == ["hours", "known"]
    shown = {control["key"]: control for control in panel_words()["controls"]}
    assert list(shown) == list(PANEL)
    assert [shown[key]["kind"] for key in (*FACETS, *LEAST)] == ["facet"] * 6 + ["least"]
    assert {shown[key]["all_by"] for key in ("actor", "theme")} == {"match"}
    assert shown["importance"]["least"][0] == ["1", "All"]


def test_a_selection_says_what_it_asks_for() -> None:
    asked = Selection.from_query({"status": "alleged"})
    assert asked.asks("events", "claims")
    assert not asked.asks("events", "sources")
    assert not Selection.from_query({"match": "all", "event": "pact", "from": "2024"}).asks(
        "events", "claims", "sources"
    )
