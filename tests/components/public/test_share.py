"""Pictures that go with a link: their size, what stands in them, and that any record has them."""

import io
from typing import Any

import pytest
from PIL import Image

from components.pages import PAGES
from components.public import share
from pactline.tables.frames import Frames
from tests.components.public.fetching import fetch, held
from tests.support import SMALL, tables


def opened(body: bytes) -> Image.Image:
    """Return a picture; what is none is an error."""
    with Image.open(io.BytesIO(body)) as picture:
        picture.load()
        return picture


@pytest.mark.parametrize(
    "path", ["/share/e/pact.png", "/share/e/bare.png", "/share/timeline.png", "/share/findings.png"]
)
def test_a_picture_has_the_size_that_networks_ask_for(path: str) -> None:
    found = fetch(path)
    assert (found.status, found.headers["content-type"]) == (200, "image/png")
    picture = opened(found.body)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert len(picture.convert("RGB").getcolors(2**20) or []) > 50  # letters, not a ground alone
    assert found.headers["cache-control"] == "public, max-age=86400"
    assert fetch(path, "any=1", headers={"if-none-match": found.headers["etag"]}).status == 304


@pytest.mark.parametrize(
    "path", ["/share/e/nope.png", "/share/nope.png", "/share/e/.png", "/share/timeline.jpg", "/share/"]
)
def test_what_there_is_not_has_no_picture(path: str) -> None:
    assert fetch(path).status == 404


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what pictures are drawn of, one after the other."""
    found: list[dict[str, Any]] = []

    def png(_: bytes, values: dict[str, Any]) -> bytes:
        found.append(values)
        return b""

    monkeypatch.setattr(share, "png", png)
    return found


def test_an_events_picture_says_day_title_status_who_says_it_and_the_edition(
    record: Frames, drawn: list[dict[str, Any]]
) -> None:
    share.event_picture(record, "early-talks")
    (values,) = drawn
    assert (values["kicker"], values["title"]) == ("September 2023", "Early talks")
    assert values["claim"]["text"] == "They met."
    assert values["claim"]["status"]["name"] == "Documented"
    assert values["claim"]["who"] == "Says so: Reuters → The Daily; The Daily"
    assert values["edition"] == "Pactline, edition 1, as of 31 December 2025"


def test_a_pages_picture_says_what_it_found_and_how_far_the_claims_are_established(
    record: Frames, drawn: list[dict[str, Any]]
) -> None:
    share.page_picture(record, "timeline")
    (values,) = drawn
    assert values["title"] == "3 events from 2023 to 2025"
    assert [(one["name"], one["n"]) for one in values["tally"]] == [("Documented", "3"), ("Alleged", "1")]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_each_page_has_a_headline_on_the_smallest_record_too(page: str, drawn: list[dict[str, Any]]) -> None:
    for text in ("events: []", "events: [{id: a, date: 2024, title: A}]", SMALL):
        share.page_picture(tables(text), page)
    assert all(values["title"] for values in drawn)
    assert drawn[0]["tally"] == drawn[1]["tally"] == []


def test_any_text_is_drawn_and_none_becomes_code(monkeypatch: pytest.MonkeyPatch) -> None:
    title = "#panic() *bold* 협정 🚀 שלום " + "w" * 200
    long = "A long claim that goes on and on. " * 110
    text = f"events: [{{id: a, date: 2024, title: '{title}', claims: [{{text: '{long}', status: alleged}}]}}]"
    with held(tables(text), monkeypatch):
        assert opened(fetch("/share/e/a.png").body).size == (1200, 630)
