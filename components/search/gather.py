"""Hits as values: of each kind its link, its words with the found ones marked, whose they are and when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
from markupsafe import Markup

from components.parts import amount_words, markup
from components.search.marking import holds, marked
from components.search.values import Hit
from pactline.query.selection import Selection
from pactline.readings.found import Findings
from pactline.record.estimate import Estimate
from pactline.search.documents import Documents, Kind
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.postings import RowMask, Rows
from pactline.text.words import Term
from pactline.wording import text

_LONG = 160  # characters of a sentence below a hit
_QUOTE = 280  # of a quotation
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "events": ("event_id", "title", "summary", "date_words"),
    "claims": ("text",),
    "citations": ("quote", "translation", "event_id", "lang"),
    "estimates": ("estimate_id", "estimator"),
    "sources": ("title", "source_id", "publisher", "published_words", "language"),
}


class Gatherer:
    """Makes values of the documents of one record.

    Args:
        record: As known on the selection's day.
        documents: What the numbers of hits are of.
        asked: What was searched for.
        selection: What links keep: without the words.
    """

    def __init__(self, record: Frames, documents: Documents, asked: Sequence[Term], selection: Selection) -> None:
        self._record, self._documents, self._asked = record, documents, asked
        self._selection = replace(selection, words="", event=None, metric=None, places=())
        self._makers: Mapping[Kind, Callable[[int], Hit]] = {
            "events": self._event,
            "claims": self._claim,
            "quotations": self._quotation,
            "figures": self._figure,
            "sources": self._source,
            "actors": self._actor,
            "treaties": self._treaty,
            "places": self._place,
        }
        self._found: Findings | None = None
        self._values: dict[tuple[str, str, int], Any] = {}

    def of(self, found: Findings) -> "Gatherer":
        """Return this one, telling also what a search found beside each hit."""
        self._found = found
        return self

    def hits(self, kind: Kind, numbers: Rows) -> list[Hit]:
        """Return what is said of documents."""
        self._fetch(kind, numbers)
        return [self._makers[kind](number) for number in numbers.tolist()]

    def _fetch(self, kind: Kind, numbers: Rows) -> None:
        """Read the columns of many rows at once: a cell by itself costs as much as a hundred."""
        rows = self._documents.quoting[numbers] if kind == "quotations" else numbers
        if kind == "claims":
            self._keep("events", np.unique(self._record.numbers("claims", "event")[rows]))
        if kind == "quotations":
            self._keep("sources", np.unique(self._record.numbers("citations", "source")[rows]))
        table = {"quotations": "citations", "figures": "estimates"}.get(kind, kind)
        if table in _COLUMNS:
            self._keep(table, rows)

    def _keep(self, table: str, rows: Rows) -> None:
        for column in _COLUMNS[table]:
            values = self._record.cells(table, column, rows)
            self._values.update(((table, column, row), value) for row, value in zip(rows.tolist(), values, strict=True))

    def _cell(self, table: str, column: str, row: int) -> Any:
        """Return a text, or ``None`` where it is missing."""
        key = (table, column, row)
        found = self._values[key] if key in self._values else self._record.cell(*key)
        return found if isinstance(found, str) else None

    def _event(self, row: int) -> Hit:
        matching = int(self._found.matching[row]) if self._found else 0
        body = self._cell("events", "summary", row)
        if self._found and not (body and holds(body, self._asked)):
            first = next((claim for claim in self._record.claims_of(row) if self._claims[claim]), None)
            body = body if first is None else self._cell("claims", "text", first)
        status = self._record.numbers("claims", "status")
        claims = self._record.claims_of(row)
        return Hit(
            self._pick(self._cell("events", "event_id", row)),
            marked(self._cell("events", "title", row), self._asked),
            marked(body, self._asked, most=_LONG) if body else None,
            (
                self._cell("events", "date_words", row),
                *([text("search.claims_match", n=matching)] if matching else []),
            ),
            STATUS_CODES[status[claims[0]]] if len(claims) else None,
        )

    @cached_property
    def _estimates(self) -> Mapping[str, Estimate]:
        return {one.id: one for one in self._record.dossier.estimates}

    @cached_property
    def _claims(self) -> RowMask:
        """Marks the found claims."""
        mask = np.zeros(self._documents.sizes["claims"], dtype=bool)
        mask[self._found.found.rows["claims"] if self._found else []] = True
        return mask

    def _claim(self, row: int) -> Hit:
        event = int(self._record.numbers("claims", "event")[row])
        voices = self._record.cells("voices", "originator", self._record.rows_of("voices", "claim", row))
        return Hit(
            self._pick(self._cell("events", "event_id", event)),
            marked(self._cell("claims", "text", row), self._asked),
            aside=(*self._voiced(voices), self._cell("events", "date_words", event)),
            status=STATUS_CODES[self._record.numbers("claims", "status")[row]],
        )

    def _voiced(self, voices: Sequence[str]) -> tuple[str, ...]:
        if not voices:
            return ()
        first = self._record.voice(voices[0])
        if len(voices) == 1:
            return (text("search.alone", who=first),)
        return (text("search.and_others", who=first, n=len(voices) - 1),)

    def _quotation(self, number: int) -> Hit:
        row = int(self._documents.quoting[number])
        source = int(self._record.numbers("citations", "source")[row])
        quote, said = self._cell("citations", "quote", row), self._cell("citations", "translation", row)
        translated = said and not holds(quote, self._asked)
        return Hit(
            self._pick(self._cell("citations", "event_id", row)),
            marked(quote, self._asked, most=_QUOTE),
            marked(said, self._asked, most=_LONG) if translated else None,
            self._published(source),
            quoted=True,
            lang=self._cell("citations", "lang", row),
        )

    def _published(self, source: int) -> tuple[str, ...]:
        house = self._cell("sources", "publisher", source)
        day = self._cell("sources", "published_words", source)
        return (*([self._record.names["publisher"].get(house, house)] if house else []), day or text("search.undated"))

    def _figure(self, row: int) -> Hit:
        estimate = self._estimates[self._cell("estimates", "estimate_id", row)]
        metric = self._record.dossier.metrics[estimate.metric]
        who = self._cell("estimates", "estimator", row)
        return Hit(
            markup.go("numbers", replace(self._selection, metric=metric.id)),
            marked(amount_words.figure(estimate, metric), self._asked),
            marked(estimate.basis, self._asked) if estimate.basis and holds(estimate.basis, self._asked) else None,
            (self._record.voice(who),) if who else (),
        )

    def _source(self, row: int) -> Hit:
        house = self._cell("sources", "publisher", row)
        chosen = (house,) if house in self._record.names["publisher"] else ()
        return Hit(
            markup.go("sources", replace(self._selection, publishers=chosen or self._selection.publishers)),
            marked(self._cell("sources", "title", row) or self._cell("sources", "source_id", row), self._asked),
            aside=self._published(row),
            lang=self._cell("sources", "language", row),
        )

    def _actor(self, number: int) -> Hit:
        actor = self._documents.actors[number]
        others = [one for one in self._record.also["actor"].get(actor, ()) if holds(one, self._asked)]
        name = self._record.names["actor"][actor]
        return Hit(
            markup.go_actor(self._selection, actor),
            marked(name, self._asked),
            marked(", ".join(others), self._asked) if others and not holds(name, self._asked) else None,
            (text("count.events", n=len(self._record.events_of("actor", actor))),),
        )

    def _treaty(self, number: int) -> Hit:
        part = self._documents.parts[number]
        treaty, article = part.treaty, part.article
        link = markup.go("treaty", self._selection)
        if article is None:
            names = [one for one in treaty.official.values() if holds(one, self._asked)]
            body = marked(" · ".join(names), self._asked) if names else None
            return Hit(link, marked(treaty.title, self._asked), body, (treaty.signed.words,))
        texts = [article.text, *(wording.text for wording in article.wordings)]
        said = next((one for one in texts if holds(one, self._asked)), article.text)
        head = text("search.article", number=article.number)
        return Hit(link, Markup("{}").format(head), marked(said, self._asked, most=_LONG), (treaty.title,))

    def _place(self, number: int) -> Hit:
        name = self._documents.places[number]
        place = self._found.place_ids.get(number) if self._found else None
        chosen = replace(self._selection, places=(place,)) if place else replace(self._selection, words=f'"{name}"')
        return Hit(
            markup.go("map" if place else "timeline", chosen),
            marked(name, self._asked),
            aside=(text("count.events", n=len(np.unique(self._documents.events_at[number]))),),
        )

    def _pick(self, event: str) -> Markup:
        return markup.pick(event, self._selection)
