"""Atom feeds (RFC 4287): events as the record has them, and the ledger of its changes.

Written with ``xml.etree`` of the standard library, which escapes; the libraries for feeds need lxml, ten megabytes of
compiled code for four dozen lines.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import ClassVar, Final
from uuid import uuid5
from xml.etree import ElementTree as ET

import numpy as np

from components.parts import markup
from components.public.answering import Held
from components.public.links import claim_link, event_link
from pactline.export.told import (
    ToldClaim,
    claims_by_event,
    edition_words,
    given,
    permanent_id,
    status_words,
    told_claims,
    who_in_words,
)
from pactline.query.view import View
from pactline.record.model import Change
from pactline.tables.frames import Frames
from pactline.wording import speaking, text

KIND: Final = "application/atom+xml; charset=utf-8"
CLAIMS: Final = 6  # of an event that an entry tells
_TITLE = 120  # characters of a change that are its title
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 has no way to write these


@dataclass(frozen=True, slots=True)
class FedClaim:
    """A claim in a feed: its status and who says it in words, and its short link."""

    text: str
    status: str
    who: str
    address: str


@dataclass(frozen=True, slots=True)
class EntryValues:
    """What an entry tells.

    Attributes:
        when: The event's date in words; empty for a change.
        told: A sentence, if there is one.
        claims: With their statuses; ``more`` are not told.
        unknown: Ids that a change touches and that are no claim of the record.
        edition: Which edition of which record it is.
    """

    template: ClassVar = "public/entry.html"
    when: str
    told: str
    claims: Sequence[FedClaim]
    more: int
    unknown: Sequence[str]
    edition: str


def events_feed(view: View, held: Held, *, base: str, own: str, limit: int) -> bytes:
    """Return the shown events as a feed, those first that the record changed last.

    Args:
        view: What is shown.
        held: The record.
        base: The app's address.
        own: The feed's own address.
        limit: Most entries.
    """
    record = view.frames
    days = touched(record)
    latest = record.numbers("events", "latest")[view.event_rows]
    events = record.cells("events", "event_id", view.event_rows)
    begun = _begun(record) or held.stamp.date()
    since = [days.get(event, begun) for event in events]
    order = sorted(range(len(events)), key=lambda at: (since[at], latest[at]), reverse=True)[:limit]
    rows = view.event_rows[order]
    newest = max((since[at] for at in order), default=begun)
    feed = _feed(record, text("public.feed_events"), own=own, page=f"{base}/timeline", updated=newest)
    claims = claims_by_event(view.of(rows))
    columns = (record.cells("events", name, rows) for name in ("title", "summary", "date_words"))
    for at, row, title, summary, when in zip(order, rows.tolist(), *columns, strict=True):
        event, said = events[at], claims.get(row, [])
        entry = _entry(
            feed,
            permanent_id(record, event).urn,
            f"{title} ({when})",
            since[at],
            event_link(base, event),
        )
        for theme in _themes(record, row):
            ET.SubElement(entry, "category", term=theme, label=_clean(record.names["theme"][theme]))
        values = EntryValues(
            when=when,
            told=given(summary) or "" if said else f"{given(summary) or ''} {text('told.no_claim')}".strip(),
            claims=[_fed(claim, base) for claim in said[:CLAIMS]],
            more=len(said[CLAIMS:]),
            unknown=(),
            edition=edition_words(record),
        )
        _text(entry, "content", markup.render(values), type="html")
    return _written(feed)


def changes_feed(view: View, held: Held, *, base: str, own: str, limit: int) -> bytes:
    """Return the ledger of editions as a feed, newest line first; of a selection, the lines that touch what it shows.

    Arguments as of ``events_feed``.
    """
    record = view.frames
    shown = _shown_ids(view)
    lines = [line for line in record.dossier.changes if shown is None or not shown.isdisjoint(line.ids)]
    lines = sorted(lines, key=lambda line: line.date, reverse=True)[:limit]
    newest = lines[0].date if lines else _begun(record) or held.stamp.date()
    feed = _feed(record, text("public.feed_changes"), own=own, page=f"{base}/changes", updated=newest)
    for line in lines:
        kind = text(f"changes.{line.kind}").capitalize()
        title = (
            f"{kind}: {line.text}" if len(line.text) <= _TITLE else f"{kind}: {line.text[:_TITLE].rsplit(' ', 1)[0]} …"
        )
        name = uuid5(permanent_id(record, ""), f"{line.edition}/{line.date}/{line.text}").urn
        entry = _entry(feed, name, title, line.date, _to(record, line, base))
        ET.SubElement(entry, "category", term=line.kind, label=kind)
        said, rest = _touched_claims(view, line)
        values = EntryValues(
            when="",
            told=line.text,
            claims=[_fed(claim, base) for claim in said[:CLAIMS]],
            more=len(said[CLAIMS:]),
            unknown=rest,
            edition=text("public.in_edition", edition=line.edition, record=edition_words(record)),
        )
        _text(entry, "content", markup.render(values), type="html")
    return _written(feed)


def touched(record: Frames) -> dict[str, date]:
    """Return for each event the day of the last line of the ledger that names it, or one of its claims or reactions."""
    named = {one for line in record.dossier.changes for one in line.ids}
    owner = {event: event for event in named if event in record.values("event")}
    for table, column in (("claims", "claim_id"), ("reactions", "reaction_id")):
        ids = record.column(table, column)
        rows = np.flatnonzero(ids.isin(named).to_numpy())
        owner |= dict(zip(ids.take(rows).tolist(), record.cells(table, "event_id", rows), strict=True))
    found: dict[str, date] = {}
    for line in record.dossier.changes:
        for event in {owner[one] for one in line.ids if one in owner}:
            found[event] = max(found.get(event, line.date), line.date)
    return found


def _begun(record: Frames) -> date | None:
    """Return the day of the ledger's first line: what no later one names has stood since then."""
    return min((line.date for line in record.dossier.changes), default=None)


def _shown_ids(view: View) -> frozenset[str] | None:
    """Return the ids of what is shown; ``None`` with nothing narrowed: then lines without any id belong, too."""
    if not view.selection.filters.to_query() and not view.selection.event:
        return None
    rows = {"event": view.event_rows, "claim": view.claim_rows, "reaction": view.reaction_rows}
    return frozenset(one for kind, own in rows.items() for one in view.frames.cells(f"{kind}s", f"{kind}_id", own))


def _touched_claims(view: View, line: Change) -> tuple[list[ToldClaim], list[str]]:
    """Return the shown claims that a line names, with their statuses, and the ids that it names beside them."""
    ids = view.frames.column("claims", "claim_id").take(view.claim_rows)
    said = told_claims(view, view.claim_rows[ids.isin(line.ids).to_numpy()])
    own = {claim.id for claim in said}
    return said, [one for one in line.ids if one not in own]


def _to(record: Frames, line: Change, base: str) -> str:
    """Return where a line leads: the one event or claim that it names, else the page of changes."""
    if len(line.ids) == 1:
        (one,) = line.ids
        if one in record.values("event"):
            return event_link(base, one)
        if (record.column("claims", "claim_id") == one).any():
            return claim_link(base, one)
    return f"{base}/changes"


def _themes(record: Frames, event: int) -> Iterable[str]:
    found: list[str] = record.cells("event_themes", "theme", record.rows_of("event_themes", "event", event))
    return found


def _fed(claim: ToldClaim, base: str) -> FedClaim:
    return FedClaim(claim.text, status_words(claim.status), who_in_words(claim), claim_link(base, claim.id))


def _feed(record: Frames, title: str, *, own: str, page: str, updated: date) -> ET.Element:
    edition = record.dossier.edition
    name = edition.title or text("site.name")
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": speaking().language})
    _text(feed, "id", own)
    _text(feed, "title", f"{name}: {title}")
    _text(feed, "subtitle", edition_words(record))
    _text(feed, "updated", _moment(updated))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=own)
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=page)
    _text(ET.SubElement(feed, "author"), "name", name)
    _text(feed, "generator", text("app.name"))
    if edition.licence:
        _text(feed, "rights", edition.licence)
    return feed


def _entry(feed: ET.Element, name: str, title: str, updated: date, address: str) -> ET.Element:
    entry = ET.SubElement(feed, "entry")
    _text(entry, "id", name)
    _text(entry, "title", title)
    _text(entry, "updated", _moment(updated))
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=address)
    return entry


def _text(parent: ET.Element, name: str, words: str, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = _clean(words)


def _clean(words: str) -> str:
    return _NO_XML.sub("\ufffd", words)


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


def _written(feed: ET.Element) -> bytes:
    written: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written
