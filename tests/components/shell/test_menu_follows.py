"""The menu of every view: it leads to feeds and a calendar of what is shown, and asks how that is cited."""

import re
from html import unescape
from urllib.parse import parse_qs

import feedparser
import icalendar
import pytest

from components.event.bar import bar
from components.pages import PAGES
from components.parts import draw
from components.shell import reader, run
from components.shell.brief import Brief
from components.shell.selection_bar import selection_bar
from pactline.network import Served
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.tables import frames
from tests.components.public.fetching import fetch, held
from tests.support import SMALL, dossier, tables

RECORD = tables(SMALL)
ASKED = {"theme": "military", "lanes": "actor", "edition": "1", "event": "early-talks"}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "beside", lambda: None)


def barred(view: View, page: str, *, framed: bool = False) -> str:
    leaf = draw.Leaf()
    with reader.asking(reader.Request({}, framed=framed)), draw.onto(leaf):
        selection_bar(view, page=page)
    return leaf.html


def links(html: str) -> list[str]:
    found = re.findall(r'href="((?:feed/|events\.ics)[^"]*)"', html)
    return [unescape(one) for one in found]


@pytest.mark.parametrize(
    "page", [name for name, page in PAGES.items() if page.filters and name not in ("timeline", "event")]
)
def test_every_view_offers_them_with_what_narrows_it(page: str) -> None:
    html = barred(select(RECORD, Selection.from_query(ASKED)), page)
    assert links(html) == [f"{name}?theme=military" for name in ("events.ics", "feed/events.atom", "feed/changes.atom")]
    files = re.findall(r"<a ([^>]*)>This selection as CSV", html)
    assert [('href="data?' in one, "theme=military" in one) for one in files] == (
        [] if page == "data" else [(True, True)]
    )
    asked = re.search(r'data-cites="([^"]*)"', html)
    assert asked
    assert parse_qs(unescape(asked[1])) == {"theme": ["military"], "cite": ["1"], "page": [page]}


def test_what_they_lead_to_is_valid_and_holds_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    html = barred(select(RECORD, Selection.from_query(ASKED)), "map")
    with held(RECORD, monkeypatch):
        calendar, events, changes = (
            fetch("/" + path, query) for path, _, query in (one.partition("?") for one in links(html))
        )
    made = icalendar.Calendar.from_ical(calendar.body)
    assert [str(one["summary"]) for one in made.walk("VEVENT")] == ["A pact is signed"]
    feed = feedparser.parse(events.body)
    assert (feed.bozo, [one.title for one in feed.entries]) == (False, ["A pact is signed (19 June 2024)"])
    assert feedparser.parse(changes.body).bozo is False


def test_an_event_offers_itself_alone() -> None:
    view = select(RECORD, Selection(event="pact", themes=("military",)))
    html = bar(view, title="A pact", served=Served("https://example.org", reachable=True), judged=False)
    assert links(html) == [
        f"{name}?theme=military&event=pact" for name in ("events.ics", "feed/events.atom", "feed/changes.atom")
    ]


def test_a_frame_and_a_record_of_a_visit_offer_none() -> None:
    assert not links(barred(select(RECORD, Selection()), "map", framed=True))
    visiting = frames.build(dossier(SMALL), addressed=False)
    html = barred(select(visiting, Selection()), "map")
    assert not links(html)
    assert "data-cites" not in html


LATER = tables(
    SMALL.replace('version: "1"', 'version: "2"')
    + 'changes:\n- {edition: "1", date: 2026-01-01, kind: added, text: First.}\n'
)


@pytest.mark.parametrize(("page", "lines"), [("map", 1), ("event", 0), ("timeline", 0), ("findings", 0)])
def test_what_has_changed_since_is_said_once_a_page(page: str, lines: int) -> None:
    """Where the page says it at a place of its own, the bar does not."""
    html = barred(select(LATER, Selection(event="pact", edition="1")), page)
    assert html.count('class="since"') == lines


@pytest.mark.parametrize("page", ["map", "event", "timeline", "findings"])
def test_the_short_form_of_a_page_says_it_too(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    view, leaf = select(LATER, Selection(event="pact", edition="1")), draw.Leaf()
    monkeypatch.setattr(run, "view", lambda: view)
    with reader.asking(reader.Request({})), draw.onto(leaf):
        Brief(page).run()
    assert leaf.html.count('class="since"') == 1
    said = "This event has not changed" if page == "event" else "nothing that is shown has changed"
    assert said in leaf.html
