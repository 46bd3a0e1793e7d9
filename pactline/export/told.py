"""Claims as they leave the house: never without status, and never without the way on which the word came."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import numpy as np

from pactline.query.view import View
from pactline.record.date_words import in_words
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.wording import text

_CITED = ("claim", "part", "source", "source_id", "originators", "via", "quote", "lang", "translation")
_PUBLISHED = ("title", "publisher", "carried_by", "published", "published_words", "url", "archived_url")
_CLAIMED = ("claim_id", "event_id", "event", "text", "said_by", "known", "known_assumed", "independent", "note")


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a claim's word through one publication.

    Attributes:
        part: What the publication does to the claim: ``supports``, ``repeats`` or ``disputes``.
        originators: Whose word it is, by name.
        via: Who passed it on before, by name, nearest to the originator first.
        publisher: Its name; empty where not given. ``publisher_id``: its id.
        carriers: Who passes the publication on, by name.
        source: The publication's id.
        title: Its title, as of ``published`` (EDTF, and in words); ``None`` where not given, as in the others.
        quote: The publication's own words, in the language ``lang``, with a ``translation``.
    """

    part: str
    originators: tuple[str, ...]
    via: tuple[str, ...]
    publisher: str
    publisher_id: str
    carriers: tuple[str, ...]
    source: str
    title: str | None
    published: str | None
    published_words: str | None
    url: str | None
    archived_url: str | None
    quote: str | None
    lang: str | None
    translation: str | None

    @property
    def names(self) -> tuple[str, ...]:
        """Originators, those between, publisher, carriers: each once, in this order; empty where nobody is named."""
        passed = (*self.originators, *self.via, self.publisher, *self.carriers)
        return tuple(dict.fromkeys(name for name in passed if name))


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its status and the ways of its word.

    Attributes:
        event: Row of its event.
        status: As of the day of the view; ``none`` where its editor gave none.
        said_by: Whose word it is, by name, as the claim itself says.
        known: Since when it can have been known; ``known_assumed`` if no dated source says so.
        independent: Distinct originators over its supporting citations.
        ways: One a citation, in the record's order.
    """

    id: str
    event_id: str
    event: int
    text: str
    status: str
    said_by: tuple[str, ...]
    known: date | None
    known_assumed: bool
    independent: int
    note: str | None
    ways: tuple[Way, ...]

    @property
    def who(self) -> tuple[Way, ...]:
        """The ways of those who stand behind it or hand it on; who disputes it is none of them."""
        return tuple(way for way in self.ways if way.part != "disputes")


def told_claims(view: View, claims: Rows) -> list[ToldClaim]:
    """Return some claims in their order, each with its status and the ways of its word.

    Args:
        view: Shows the claims, so that only citations are told that could be known on its day.
        claims: Rows of ``CLAIMS``.
    """
    record = view.frames
    own: dict[int, list[Way]] = {row: [] for row in claims.tolist()}
    cited = view.shown.citation_rows
    cited = cited[np.isin(record.numbers("citations", "claim")[cited], claims)]
    for claim, way in _ways(record, cited):
        own[claim].append(way)
    columns = [record.cells("claims", name, claims) for name in (*_CLAIMED, "status")]
    return [
        ToldClaim(
            id=name,
            event_id=event_id,
            event=event,
            text=said,
            status=status,
            said_by=record.called(said_by),
            known=None if known is None or known != known else known.date(),  # noqa: PLR0124 - not a time
            known_assumed=assumed,
            independent=independent,
            note=given(note),
            ways=tuple(own[row]),
        )
        for row, name, event_id, event, said, said_by, known, assumed, independent, note, status in zip(
            claims.tolist(), *columns, strict=True
        )
    ]


def first_claims(view: View) -> dict[int, ToldClaim]:
    """Return the first shown claim of each shown event that has one, by the event's row: it says what happened."""
    of = view.frames.numbers("claims", "event")[view.claim_rows]
    begins = np.ones(len(of), dtype=bool)
    begins[1:] = of[1:] != of[:-1]
    return {claim.event: claim for claim in told_claims(view, view.claim_rows[begins])}


def claims_by_event(view: View) -> dict[int, list[ToldClaim]]:
    """Return the shown claims of each shown event that has some, by the event's row."""
    found: dict[int, list[ToldClaim]] = {}
    for claim in told_claims(view, view.claim_rows):
        found.setdefault(claim.event, []).append(claim)
    return found


def said_in_words(claim: ToldClaim, *, most: int = 2) -> str:
    """Return a claim in a line or two of plain text: status, sentence, who says it; so many ways are named."""
    return f"{status_words(claim.status)}: {claim.text}\n{who_in_words(claim, most=most)}"


def who_in_words(claim: ToldClaim, *, most: int = 2) -> str:
    """Return who says a claim: "NIS → Reuters → The Daily; and by 3 more publications"."""
    ways = list(dict.fromkeys(" → ".join(way.names) for way in claim.who if way.names))
    if not ways:
        return text("told.nobody")
    more = len(ways) - most
    told = "; ".join([*ways[:most], *([text("told.more_ways", n=more)] if more > 0 else [])])
    return text("told.who", who=told)


def status_words(status: str) -> str:
    """Return a status as a sentence begins with it."""
    words = text(f"status.{status}")
    return words[:1].upper() + words[1:]


def edition_words(record: Frames) -> str:
    """Return which edition of which record it is, as of which day: "The pact, edition 2026.2, as of 17 March 2026"."""
    edition = record.dossier.edition
    parts = [edition.title or text("site.name")]
    parts += [text("told.edition", version=edition.version)] if edition.version else []
    parts += [text("told.as_of", day=day_in_words(edition.as_of))] if edition.as_of else []
    parts += [text("told.known", day=day_in_words(record.day))] if record.day else []
    return ", ".join(parts)


def permanent_id(record: Frames, of: str) -> UUID:
    """Return a name for what has an id in a record: the same in each of its editions and on every host.

    Another record that has the same id (those that are made are short) has another name for it.
    """
    return uuid5(NAMESPACE_URL, f"pactline:{record.dossier.edition.title or text('app.name')}#{of}")


def day_in_words(day: date) -> str:
    """Return a day as a reader says it: "19 June 2024"."""
    return in_words(("day", day.year, day.month, day.day))


def given(value: object) -> str | None:
    """Return a cell's text, ``None`` where it is missing."""
    return value if isinstance(value, str) else None


def _ways(record: Frames, cited: Rows) -> Iterable[tuple[int, Way]]:
    """Yield the claim (row) and the way of each of some citations."""
    columns = dict(zip(_CITED, (record.cells("citations", name, cited) for name in _CITED), strict=True))
    rows = np.unique(record.numbers("citations", "source")[cited])
    sources = dict(zip(rows.tolist(), _each(_PUBLISHED, partial(record.cells, "sources", rows=rows)), strict=True))
    for one in _rows(columns):
        source = sources[one["source"]]
        yield (
            one["claim"],
            Way(
                part=one["part"],
                originators=record.called(one["originators"]),
                via=record.called(one["via"]),
                publisher=record.voice(source["publisher"]) if source["publisher"] else "",
                publisher_id=source["publisher"],
                carriers=record.called(source["carried_by"]),
                source=one["source_id"],
                title=given(source["title"]),
                published=given(source["published"]),
                published_words=given(source["published_words"]),
                url=given(source["url"]),
                archived_url=given(source["archived_url"]),
                quote=given(one["quote"]),
                lang=given(one["lang"]),
                translation=given(one["translation"]),
            ),
        )


def _each(names: Sequence[str], read: Callable[..., list[Any]]) -> Iterable[dict[str, Any]]:
    return _rows({name: read(name=name) for name in names})


def _rows(columns: dict[str, list[Any]]) -> Iterable[dict[str, Any]]:
    """Yield columns row by row."""
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))
