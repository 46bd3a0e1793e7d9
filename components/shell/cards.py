"""Answers for the drawer and for menus: an event's card, a part of a list of events, how something is cited.

No session has a part in it: what is asked for stands in the address, and the answer is the same for all readers.
"""

import gzip
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import parse_qs

from components.drawer.card import card_html, list_html
from components.pages import FIRST, PAGES
from components.parts.cites import cites, today
from components.shell import shown
from pactline.export.citing import cited_claims, cited_event, cited_view
from pactline.query.select import select
from pactline.query.selection import Selection, checked_ids, read
from pactline.record.own_words import speech_here
from pactline.record.values import is_safe_url
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import spoken

KEPT: Final = "private, max-age=31536000, immutable"
FRESH: Final = "no-store"
MOST_LISTED = 60  # events of one answer
_ENOUGH = 1024  # cards, each of some 10 kB, and of a tenth of that as it is sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent.

    Attributes:
        status: 200, or 404 for what the record has not.
        body: HTML, packed by gzip.
        keeping: How long a browser may keep it.
    """

    status: int
    body: bytes
    keeping: str


def answer(query: str) -> Answer:
    """Return a card, the entries of a list, or how an event is cited, or without one what a page shows.

    Args:
        query: Of the address, still coded: ``of``, the record's name as a page told it; ``event``; several of them
            with ``list=1``; with ``cite=1`` also ``base``, the app's address as the reader has it, and ``page``,
            the one that is cited; and the keys of the selection.
    """
    asked = parse_qs(query)
    record, keeps = shown.named(asked.pop("of", [""])[0])
    events = asked.pop("event", [])[:MOST_LISTED]
    if record is None or not (events or "cite" in asked):
        return Answer(404, gzip.compress(b""), FRESH)
    with spoken(speech_here(record.dossier.edition)):
        return _answered(record, asked, events, KEPT if keeps else FRESH)


def _answered(record: Frames, asked: dict[str, list[str]], events: list[str], keeping: str) -> Answer:
    as_list, as_cite = (asked.pop(name, None) is not None for name in ("list", "cite"))
    base, page = (asked.pop(name, [""])[0] for name in ("base", "page"))
    selection, _ = read(asked, checked_ids(record.values))
    selection = replace(selection.filters, newest_first=selection.newest_first)
    if as_list:
        return Answer(200, _listed(record, selection, tuple(events)), keeping)
    if not events:
        return Answer(200, _view_cited(record, selection, page, base), FRESH)
    if events[0] not in record.values("event"):
        return Answer(404, gzip.compress(b""), FRESH)
    if as_cite:
        return Answer(200, _cited(record, selection, events[0], base), FRESH)
    return Answer(200, _carded(record, selection, events[0]), keeping)


@kept(_ENOUGH)
def _carded(record: Frames, selection: Selection, event: str) -> bytes:
    return gzip.compress(card_html(select(record, selection), event).encode(), 6, mtime=0)


@kept(64)
def _listed(record: Frames, selection: Selection, events: tuple[str, ...]) -> bytes:
    return gzip.compress(list_html(select(record, selection), events).encode(), 6, mtime=0)


def _cited(record: Frames, selection: Selection, event: str, base: str) -> bytes:
    view, at, day = select(record, selection), _safe(record, base), today()
    own, claims = cited_event(view, event, at, day), cited_claims(view, event, at, day)
    return gzip.compress(cites(own, name="drawer", claims=claims).encode())


def _view_cited(record: Frames, selection: Selection, page: str, base: str) -> bytes:
    own = page if page in PAGES and not PAGES[page].blind else "data"
    cited = cited_view(select(record, selection), _safe(record, base), today(), page="" if own == FIRST else own)
    return gzip.compress(cites(cited, name="menu").encode())


def _safe(record: Frames, base: str) -> str:
    """Return the app's address as a reader has it; nothing where it is none, or leads nobody to the record."""
    return base if is_safe_url(base) and record.addressed else ""
