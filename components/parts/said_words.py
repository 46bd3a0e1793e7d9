"""What sides say, in words: a claim or a publication with who says it, when, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from components.parts.card_values import EventLink
from pactline.query.select import View
from pactline.readings.disagreement import MEDIA, OTHERS, Pair, voices
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.postings import Rows
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class Words:
    """One side's words.

    Attributes:
        text: The claim; ``None`` for a publication that disputes one.
        status: The claim's; ``None`` likewise.
        who: Names of those whose word it is.
        quote: Their own words, if the record has any, with language and translation.
        published: When the publication came out, in words.
        where: Publisher and who passed it on, by name.
        event: The event that it is said about.
    """

    text: str | None
    status: str | None
    who: tuple[str, ...]
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    published: str | None
    where: tuple[str, ...]
    event: EventLink


@dataclass(frozen=True, slots=True)
class _Said:
    """A citation: its part, exact words, the publication's day, and the houses that have it."""

    part: str
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    published: str | None
    where: tuple[str, ...]
    originators: tuple[str, ...]


_NOTHING = _Said("", None, None, None, None, None, (), ())


class SaidWords:
    """The words of some claims and citations, read at once."""

    def __init__(self, view: View, claims: Sequence[int], citations: Sequence[int]) -> None:
        """Read claims and citations, given by row."""
        record = view.frames
        rows = np.array(sorted(claims), dtype=np.intp)
        own = {row: record.rows_of("citations", "claim", row) for row in rows.tolist()}
        cited = np.concatenate([*own.values(), np.array(citations, dtype=np.intp)]).astype(np.intp)
        said = _said(view, cited)
        self._view, self._said = view, said
        self._best = {row: _best([said[one] for one in citing.tolist()]) for row, citing in own.items()}
        self._who = voices(record, rows.tolist())
        self._text = dict(zip(rows.tolist(), record.cells("claims", "text", rows), strict=True))
        events = np.unique(record.numbers("claims", "event")[rows])
        names = (record.cells("events", name, events) for name in ("event_id", "title", "date_words"))
        beside = replace(view.selection, sides=())
        self._events = {
            row: EventLink(own_id, title, day, beside)
            for row, own_id, title, day in zip(events.tolist(), *names, strict=True)
        }

    def event(self, row: int) -> EventLink:
        """Return an event of the claims."""
        return self._events[row]

    def claim(self, row: int) -> Words:
        """Return a claim in words."""
        record, said = self._view.frames, self._best[row]
        return Words(
            text=self._text[row],
            status=STATUS_CODES[record.numbers("claims", "status")[row]],
            who=record.called(self._who[row]),
            quote=said.quote,
            lang=said.lang,
            translation=said.translation,
            translation_by=said.translation_by,
            published=said.published,
            where=said.where,
            event=self._events[int(record.numbers("claims", "event")[row])],
        )

    def other(self, pair: Pair, claim: int) -> Words:
        """Return what stands against a claim of a pair."""
        if pair.citation < 0:
            return self.claim(pair.other if pair.claim == claim else pair.claim)
        record, said = self._view.frames, self._said[pair.citation]
        return Words(
            text=None,
            status=None,
            who=record.called(said.originators),
            quote=said.quote,
            lang=said.lang,
            translation=said.translation,
            translation_by=said.translation_by,
            published=said.published,
            where=said.where,
            event=self._events[int(record.numbers("claims", "event")[pair.claim])],
        )


def side_name(record: Frames, side: str) -> str:
    """Return what a side is called."""
    if side in (MEDIA, OTHERS):
        return text("disagreement.media" if side == MEDIA else "disagreement.others")
    return record.voice(side)


def words_of(view: View, pairs: Sequence[Pair]) -> SaidWords:
    """Return the words of some pairs."""
    claims = {row for pair in pairs for row in (pair.claim, pair.other) if row >= 0}
    return SaidWords(view, sorted(claims), [pair.citation for pair in pairs if pair.citation >= 0])


def _best(said: Sequence[_Said]) -> _Said:
    """Return the citation that speaks for a claim: one that supports it and has words, else the first that does."""
    own = [one for one in said if one.part == "supports"]
    return next((one for one in own if one.quote), own[0] if own else _NOTHING)


def _said(view: View, rows: Rows) -> dict[int, _Said]:
    record = view.frames
    columns = ("part", "quote", "lang", "translation", "translation_by", "originators")
    cited = [record.cells("citations", name, rows) for name in columns]
    sources = record.numbers("citations", "source")[rows]
    published = record.cells("sources", "published_words", sources)
    houses = record.cells("sources", "publisher", sources)
    carriers = record.cells("sources", "carried_by", sources)
    found = {}
    for row, part, quote, lang, translation, by, originators, day, house, carried in zip(
        rows.tolist(), *cited, published, houses, carriers, strict=True
    ):
        names = record.called([one for one in (house, *carried) if one])
        found[row] = _Said(
            part, _given(quote), _given(lang), _given(translation), _given(by), _given(day), names, originators
        )
    return found


def _given(value: object) -> str | None:
    return value if isinstance(value, str) else None
