"""What a browser is given to tell what has changed since a visit: digests that move with their event alone."""

import json
from datetime import UTC, datetime

import pytest

from components.changes.visit import seen, visit_line
from components.parts import draw
from components.shell import serving
from components.shell.masthead import masthead
from pactline.files.watch import LiveRecord
from pactline.query.select import whole
from pactline.query.selection import Selection
from pactline.readings import fingerprints as prints
from pactline.readings.fingerprints import fingerprints
from pactline.tables import frames
from pactline.tables.frames import Frames
from tests.components.shell.test_door import ask
from tests.support import SMALL, dossier, tables

SAME = fingerprints(tables(SMALL))


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [
        ("They met., status: documented", "They met., status: reported", "early-talks"),
        ("text: A treaty was signed.", "text: A treaty was made.", "pact"),
        ("summary: Denies it.", "summary: Denies all.", "pact"),
        ("sources: [tass-1], known: 2024-06-18", "sources: [wire-1], known: 2024-06-18", "pact"),
    ],
)
def test_a_change_moves_the_digest_of_its_event_alone(before: str, after: str, moved: str) -> None:
    assert before in SMALL
    now = fingerprints(tables(SMALL.replace(before, after)))
    assert [one for one in SAME.events if now.events[one] != SAME.events[one]] == [moved]
    assert (now.of, now.whole != SAME.whole) == (SAME.of, True)


def test_the_same_record_read_again_has_the_same_digests_and_another_edition_another_one() -> None:
    assert fingerprints(tables(SMALL)) == SAME
    other = fingerprints(tables(SMALL.replace('version: "1"', 'version: "2"')))
    assert (other.events, other.whole != SAME.whole) == (SAME.events, True)


def test_of_a_large_record_events_are_not_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "MOST", 2)
    large = fingerprints(tables(SMALL))
    assert large.events == {}
    assert large.whole


def test_a_browser_is_given_each_event_with_its_title(monkeypatch: pytest.MonkeyPatch) -> None:
    record = tables(SMALL)
    live: LiveRecord[Frames] = LiveRecord(1, record, datetime(2026, 11, 30, tzinfo=UTC))
    monkeypatch.setattr(serving, "live_record", lambda _: live)
    status, headers, body = ask("/deep/seen", "", base="/deep")
    assert (status, headers["cache-control"]) == (200, "no-cache")
    assert headers["content-type"].startswith("application/json")
    assert json.loads(body) == seen(record)
    assert seen(record)["events"]["pact"] == [SAME.events["pact"], "A pact is signed"]


def drawn(record: Frames) -> str:
    leaf = draw.Leaf()
    with draw.onto(leaf):
        masthead(record, "findings", Selection(), own=None)
        visit_line(whole(record))
    return leaf.html


def test_every_page_says_what_it_is_of_and_the_line_has_its_place() -> None:
    html = drawn(tables(SMALL))
    assert f'data-visit="{SAME.whole}" data-of="{SAME.of}"' in html
    assert 'data-version="1"' in html
    assert "Since your visit on {day}" in html


def test_of_a_record_that_is_a_reader_s_alone_nothing_is_kept() -> None:
    html = drawn(frames.build(dossier(SMALL), addressed=False))
    assert "data-visit" not in html
    assert "data-words" not in html
