"""Short links: they lead to the page that has the thing, below any path, and take their query along."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.event.bar import bar
from components.event.whole import whole_html
from components.parts.markup import short_link
from tests.components.public.fetching import fetch
from tests.support import SMALL, shown


@pytest.mark.parametrize("base", ["", "/docs/pact"])
def test_an_events_link_leads_to_its_page_and_a_claims_to_its_place_on_it(base: str) -> None:
    event, claim = fetch("/e/pact", base=base), fetch("/c/pact.2", base=base)
    assert (event.status, event.headers["location"]) == (302, f"{base}/event?event=pact")
    assert (claim.status, claim.headers["location"]) == (302, f"{base}/event?event=pact#pact.2")
    assert event.headers["cache-control"] == "public, max-age=3600"


def test_a_query_goes_along_but_names_no_other_event() -> None:
    found = fetch("/c/pact.1", "known=2024-07-01&event=bare&q=a%26b")
    assert found.headers["location"] == "/event?event=pact&known=2024-07-01&q=a%26b#pact.1"


@pytest.mark.parametrize("path", ["/e/no-such", "/c/pact", "/e/pact.1", "/e/pact/more", "/c/%3Cscript%3E", "/e//x"])
def test_what_the_record_has_not_is_told_on_the_calm_page(path: str) -> None:
    found = fetch(path)
    assert found.status == 404
    assert b"<html" in found.body
    assert b"<script>" not in found.body


@given(st.text(max_size=30))
def test_no_name_leads_anywhere_else_than_to_a_page_of_ours(name: str) -> None:
    found = fetch(f"/e/{name}")
    assert found.status in (302, 404)
    if found.status == 302:
        assert urlsplit(found.headers["location"])[:3] == ("", "", "/event")


def test_what_a_reader_copies_is_such_a_link_with_the_day_that_is_looked_back_from() -> None:
    assert short_link("e", "pact") == "e/pact"
    path, _, query = short_link("c", "pact.2", date(2024, 7, 1)).partition("?")
    assert fetch(f"/{path}", query).headers["location"] == "/event?event=pact&known=2024-07-01#pact.2"


def test_a_folder_alone_is_no_link() -> None:
    assert fetch("/e").status == 404
    assert fetch("/e/").status == 404


def test_copy_link_gives_the_short_one_in_the_drawer_on_the_event_page_and_at_each_claim() -> None:
    assert b'data-link="e/pact?known=2024-07-01"' in fetch("/card", "event=pact&known=2024-07-01").body
    view = shown(SMALL, event="pact", known="2024-07-01")
    assert 'data-link="e/pact?known=2024-07-01"' in bar(view, title="A pact is signed", served=None, judged=False)
    assert 'data-link="c/pact.2?known=2024-07-01"' in whole_html(view, "pact")


def test_a_file_without_a_server_offers_no_link_that_needs_one() -> None:
    assert "data-link" not in whole_html(shown(SMALL, event="pact"), "pact", level=2, opened=True)
