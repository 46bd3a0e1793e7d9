"""The dossier as tidy pandas tables with declared types, made once and shared by all readers.

Their columns are in ``pactline.tables.columns``. Tables are never changed after ``build``.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.record.dossier import Dossier, claims_of
from pactline.record.model import Event
from pactline.record.vocabulary import REACTS
from pactline.tables import provenance
from pactline.tables.as_known_on import RewoundTables
from pactline.tables.attribution import Speech, evidence
from pactline.tables.columns import (
    AGAINST,
    ANSWERS,
    CITATIONS,
    CLAIMS,
    DIGEST,
    ESTIMATES,
    EVENT_ACTORS,
    EVENT_THEMES,
    EVENTS,
    EVIDENCE,
    HISTORY,
    LINKS,
    MEMBERSHIP,
    REACTIONS,
    SOURCES,
    TABLES,
    VOICES,
    Columns,
    table,
)
from pactline.tables.estimates import estimate_rows
from pactline.tables.index import Index
from pactline.tables.kept import Shelf
from pactline.tables.moments import Moments
from pactline.tables.postings import Rows
from pactline.tables.source import MadeTables, Tables

_SHORT = 20_000  # rows of a table whose columns are held as lists: of texts a few MB each
_FEW = 16  # rows of a long table that are looked up one by one: pandas takes longer to begin
_DAYS = 6  # as known on which a record is kept at a time
_NUMBERS = {  # where the index has what ``Frames.numbers`` returns
    "events": {name: name for name in ("earliest", "latest", "importance", "out", "undrawn")},
    "claims": {"event": "event_of"} | {name: name for name in ("status", "known", "independent", "disputed")},
    "reactions": {"event": "reaction_event", "known": "reaction_known"},
    "citations": {"claim": "cited_claim", "reaction": "cited_reaction", "source": "cited_source"},
}


class Frames:
    """All tables of a record; two are equal only if they are the same.

    The one door to a record. Each table is a ``DataFrame`` that is made, or read, when it is first asked for; whoever
    needs less than a table asks for that, and none is made: ``column``, ``cells``, ``cell``, ``rows``, ``numbers``,
    ``size``, and what leads where: ``rows_of``, ``rows_of_each``, ``claims_of``, ``events_of``, ``claims_citing``.
    Panels use these alone.

    Attributes:
        stored: Where the tables come from; of the tables' own and of readings.
        names: Names of actors, publishers and themes by id, for reading.
        also: The other names of actors and publishers that have some, by id.
        day: As known on which it is; ``None`` is today.
        addressed: Whether an address can lead others to it: not to a record that is somebody's for a visit.
        dossier: The entries that the tables hold.
    """

    def __init__(
        self,
        stored: Tables,
        names: Mapping[str, Mapping[str, str]],
        dossier: Dossier,
        *,
        also: Mapping[str, Mapping[str, tuple[str, ...]]],
        day: date | None = None,
        today: "Frames | None" = None,
        addressed: bool = True,
    ) -> None:
        self.stored, self.names, self.dossier, self.also, self.day = stored, names, dossier, also, day
        self.addressed = addressed
        self._today = today
        self._columns: dict[tuple[str, str], list[Any] | pd.Series] = {}

    @cached_property
    def events(self) -> pd.DataFrame:
        """One row per event in reading order; columns as ``EVENTS``."""
        return self.stored.frame("events")

    @cached_property
    def claims(self) -> pd.DataFrame:
        """One row per claim, in the events' order; as ``CLAIMS``."""
        return self.stored.frame("claims")

    @cached_property
    def reactions(self) -> pd.DataFrame:
        """One row per reaction, in the events' order; as ``REACTIONS``."""
        return self.stored.frame("reactions")

    @cached_property
    def citations(self) -> pd.DataFrame:
        """One row per citation, claims' first; as ``CITATIONS``."""
        return self.stored.frame("citations")

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """One row per citation of all else that cites; as ``EVIDENCE``."""
        return self.stored.frame("evidence")

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """One row per estimate, in the order of the metrics, then by day; as ``ESTIMATES``."""
        return self.stored.frame("estimates")

    @cached_property
    def sources(self) -> pd.DataFrame:
        """One row per publication; as ``SOURCES``."""
        return self.stored.frame("sources")

    @cached_property
    def event_actors(self) -> pd.DataFrame:
        """``event`` (row), ``event_id``, ``actor``, ``part`` (``EVENT_PARTS``, ``REACTS``)."""
        return self.stored.frame("event_actors")

    @cached_property
    def event_themes(self) -> pd.DataFrame:
        """``event`` (row), ``event_id``, ``theme``."""
        return self.stored.frame("event_themes")

    @cached_property
    def membership(self) -> pd.DataFrame:
        """For each actor all that it belongs to, itself included: ``actor``, ``whole``."""
        return self.stored.frame("membership")

    @cached_property
    def voices(self) -> pd.DataFrame:
        """Each claim's distinct originators over its supporting citations: ``claim`` (row), ``originator``."""
        return self.stored.frame("voices")

    @cached_property
    def history(self) -> pd.DataFrame:
        """``claim`` (row), ``date``, ``written`` (EDTF), ``status``, ``sources``, ``note``; by claim, oldest first."""
        return self.stored.frame("history")

    @cached_property
    def digest(self) -> pd.DataFrame:
        """An event in a few sentences: ``event`` (row), ``text``, ``claims`` that bear it; by event."""
        return self.stored.frame("digest")

    @cached_property
    def links(self) -> pd.DataFrame:
        """From one event to another: ``event`` (row), ``to`` (row), ``type``."""
        return self.stored.frame("links")

    @cached_property
    def against(self) -> pd.DataFrame:
        """``claim`` (row), and the ``other`` (row) that it contradicts."""
        return self.stored.frame("against")

    @cached_property
    def answers(self) -> pd.DataFrame:
        """Which of the founding article's claims a claim or reaction answers; as ``ANSWERS``."""
        return self.stored.frame("answers")

    @cached_property
    def index(self) -> Index:
        """The tables as numbers, for selecting and counting; of selections and readings."""
        return Index(self.stored)

    @cached_property
    def _event_row(self) -> dict[str, int]:
        return {event: row for row, event in enumerate(self.stored.column("events", "event_id").tolist())}

    @cached_property
    def _claim_row(self) -> dict[str, int]:
        return {claim: row for row, claim in enumerate(self.stored.column("claims", "claim_id").tolist())}

    @cached_property
    def _source_row(self) -> dict[str, int]:
        return {source: row for row, source in enumerate(self.stored.column("sources", "source_id").tolist())}

    @property
    def today(self) -> "Frames":
        """The record as known today, whatever the day of this one."""
        return self._today or self

    @property
    def shelf(self) -> Shelf:
        """Where what is made of the record is kept, as known on whichever day: ``pactline.tables.kept``."""
        return self.today._shelf  # noqa: SLF001 - the same class

    @property
    def key(self) -> Hashable:
        """What stands for it where answers are kept: itself, or the record of today and the day."""
        return self if self.day is None else (self.today, self.day)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.size("events"))

    def on(self, day: date | None) -> "Frames":
        """Return the record as known on a day; ``None`` is today. The same again while few other days are asked."""
        return self if day in (None, self.day) else self._on(day)

    @cached_property
    def _on(self) -> Callable[[date], "Frames"]:
        return lru_cache(maxsize=_DAYS)(
            lambda day: Frames(
                RewoundTables(self.stored, day),
                self.names,
                self.dossier,
                also=self.also,
                day=day,
                today=self.today,
                addressed=self.addressed,
            )
        )

    def column(self, table: str, name: str) -> pd.Series:
        """Return one column of a table, one place a row, with the dtype that ``pactline.tables.columns`` declares.

        Raises:
            KeyError: The table has no such column.
        """
        return self.stored.column(table, name)

    def cells(self, table: str, name: str, rows: Rows | Sequence[int]) -> list[Any]:
        """Return what some rows hold in one column, in their order, as plain values; what is missing is ``nan``.

        A day that is missing is ``NaT``.

        Args:
            table: As of ``pactline.tables.columns.TABLES``.
            name: A column of it.
            rows: Numbers of rows; most events have none of most things, which costs nothing.
        """
        if not len(rows):
            return []
        held = self._held(table, name)
        if isinstance(held, list):
            return [held[row] for row in (rows.tolist() if isinstance(rows, np.ndarray) else rows)]
        if len(rows) < _FEW:
            return [_plain(held.array[row]) for row in rows]
        found: list[Any] = held.take(rows).tolist()
        return found

    def cell(self, table: str, name: str, row: int) -> Any:
        """Return what one row holds in a column; ``nan``, of a day ``NaT``, where it is missing."""
        held = self._held(table, name)
        return held[row] if isinstance(held, list) else _plain(held.array[row])

    def rows(self, table: str, rows: Rows | Sequence[int]) -> list[dict[str, Any]]:
        """Return some rows of a table, each as its cells by column, as ``cells`` does; missing is ``None``.

        Args:
            table: As of ``pactline.tables.columns.TABLES``.
            rows: Numbers of rows.
        """
        names = tuple(TABLES[table])
        columns = [[None if one != one else one for one in self.cells(table, name, rows)] for name in names]  # noqa: PLR0124
        return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]

    def _held(self, table: str, name: str) -> list[Any] | pd.Series:
        """Return a column, made once; of a short table as a list: pandas takes its time to look at a few rows."""
        if (held := self._columns.get((table, name))) is None:
            column = self.stored.column(table, name)
            held = column.tolist() if len(column) <= _SHORT else column
            self._columns[table, name] = held
        return held

    def numbers(self, table: str, name: str) -> npt.NDArray[Any]:
        """Return a column as numbers to compute with, one place a row; not to be changed.

        Days are ``int32`` since 1970-01-01, as of ``day_number``; rows of other tables ``intp``, -1 for none; flags
        ``bool``. There are:

        - of ``events``: ``earliest``, ``latest``; ``importance`` (1-3, ``int8``); ``out``, the day since which it had
          begun or been announced; ``undrawn``, if no axis can show its date;
        - of ``claims``: ``event``, which ascends; ``status``, its place in ``STATUS_CODES`` (``int8``); ``known``,
          the day from which it is; ``independent`` sources (``int16``); ``disputed``, as ``pactline.tables.disputed``
          says;
        - of ``reactions``: ``event``, ``known``;
        - of ``citations``: ``claim``, ``reaction``, ``source``.

        Raises:
            KeyError: There is no such column of numbers.
        """
        found: npt.NDArray[Any] = getattr(self.index, _NUMBERS[table][name])
        return found

    @property
    def moments(self) -> Moments:
        """When each event begins and ends, to the second and in any age."""
        return self.index.moments

    def size(self, table: str) -> int:
        """Return how many rows a table has, without making it."""
        if table in ("events", "claims", "reactions"):
            number: int = getattr(self.index, table)
            return number
        return self.stored.rows(table)

    def rows_of(self, table: str, column: str, row: int) -> Rows:
        """Return the rows of a table that lead to a row of another, ascending, ``intp``.

        As ``rows_of("links", "event", 7)``: the links from event 7. ``column`` holds row numbers; the first call for
        it sorts it, later ones look it up.
        """
        return self.index.rows_of(table, column, row)

    def rows_of_each(self, table: str, column: str, rows: Rows | Sequence[int]) -> Rows:
        """Return the rows of a table that lead to some rows of another, as ``rows_of`` does for one after the other."""
        return self.index.rows_of_each(table, column, rows)

    def claims_of(self, event: int) -> range:
        """Return the rows of an event's claims, which stand together, the one first that says what happened."""
        begins = self.index.claims_from
        return range(int(begins[event]), int(begins[event + 1]))

    def events_of(self, key: Literal["theme", "actor"], value: str) -> Rows:
        """Return the rows of the events of a theme, or of an actor and all that belongs to it; ascending, ``intp``."""
        return (self.index.themes if key == "theme" else self.index.actors).of_value(value)

    def claims_citing(self, kind: str) -> Rows:
        """Return the rows of the claims that cite a kind of publisher, as of ``KINDS``; ascending, ``intp``."""
        return self.index.claims_citing.kind.of_value(kind)

    def row_of(self, event_id: str) -> int:
        """Return the row of an event.

        Raises:
            KeyError: The record has no such event.
        """
        return self._event_row[event_id]

    def title(self, event_id: str) -> str:
        """Return the title of an event.

        Raises:
            KeyError: The record has no such event.
        """
        return str(self.cell("events", "title", self._event_row[event_id]))

    def source_row_of(self, source_id: str) -> int | None:
        """Return the row of a publication, or ``None`` if there is none."""
        return self._source_row.get(source_id)

    def claim_row_of(self, claim_id: str) -> int | None:
        """Return the row of a claim, or ``None`` if there is none."""
        return self._claim_row.get(claim_id)

    def voice(self, originator: str) -> str:
        """Return the name of an originator: an actor's, a publisher's, or the words as written."""
        return self.names["actor"].get(originator) or self.names["publisher"].get(originator) or originator

    def called(self, originators: Iterable[str]) -> tuple[str, ...]:
        """Return the names of several originators, or of carriers, in their order; see ``voice``."""
        return tuple(map(self.voice, originators))

    def values(self, key: str) -> Collection[str]:
        """Return what a selection's key may take: ``actor``, ``theme``, ``publisher``, ``country``, ``event``."""
        if key == "country":
            return self.index.countries
        return (self._event_row if key == "event" else self.names[key]).keys()


def _plain(cell: Any) -> Any:
    return cell.item() if isinstance(cell, np.generic) else cell


def named(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Return the names of actors, publishers and themes by id."""
    return {
        "actor": {actor.id: actor.name for actor in dossier.actors.values()},
        "publisher": {publisher.id: publisher.name for publisher in dossier.publishers.values()},
        "theme": {theme.id: theme.name for theme in dossier.themes.values()},
    }


def build(dossier: Dossier, *, addressed: bool = True) -> Frames:
    """Make all tables of a record; ``addressed`` as of ``Frames``."""
    names = named(dossier)
    row = {event.id: number for number, event in enumerate(dossier.events)}
    claims = list(claims_of(dossier))
    claim_row = {claim.id: number for number, (_, claim) in enumerate(claims)}
    said = Speech(dossier)
    membership = _membership(dossier)
    voices = [provenance.independent(claim, dossier.sources) for _, claim in claims]
    # A part of a record may lack the other end of a contradiction: then nothing in it is contradicted.
    against = [(claim.id, other) for _, claim in claims for other in claim.contradicts if other in claim_row]
    contradicted = {claim for pair in against for claim in pair}
    citations = [
        said.citation(
            citation, claim.said_by, {"event_id": event.id, "claim_id": claim.id, "claim": claim_row[claim.id]}
        )
        for event, claim in claims
        for citation in claim.sources
    ] + [
        said.citation(citation, (), {"event_id": reaction.event, "reaction_id": reaction.id, "reaction": number})
        for number, reaction in enumerate(dossier.reactions)
        for citation in reaction.sources
    ]
    tables = {
        "events": table([_event(event) for event in dossier.events], EVENTS),
        "claims": table(
            [
                said.claim(event, claim, row[event.id], len(own), contradicted=claim.id in contradicted)
                for (event, claim), own in zip(claims, voices, strict=True)
            ],
            CLAIMS,
        ),
        "reactions": table(
            [said.reaction(r, row[r.event], dossier.events[row[r.event]]) for r in dossier.reactions], REACTIONS
        ),
        "citations": table(citations, CITATIONS),
        "evidence": table(
            [said.citation(one, said_by, {"owner": owner}) for owner, one, said_by in evidence(dossier)], EVIDENCE
        ),
        "estimates": table(list(estimate_rows(dossier, row, membership.itertuples(index=False, name=None))), ESTIMATES),
        "sources": table([said.source(source_id) for source_id in dossier.sources], SOURCES),
        "event_actors": _event_actors(dossier, row),
        "event_themes": _event_themes(dossier, row),
        "membership": membership,
        "voices": table(
            [{"claim": number, "originator": voice} for number, own in enumerate(voices) for voice in own],
            VOICES,
        ),
        "history": table(
            [
                {
                    "claim": claim_row[claim.id],
                    "date": change.date.latest,
                    "written": change.date.text,
                    "status": change.status,
                    "sources": change.sources,
                    "note": change.note,
                }
                for _, claim in claims
                for change in claim.history
            ],
            HISTORY,
        ),
        "digest": table(
            [
                {"event": number, "text": sentence.text, "claims": sentence.claims}
                for number, event in enumerate(dossier.events)
                for sentence in event.digest
            ],
            DIGEST,
        ),
        "links": table(
            [
                {"event": row[event.id], "to": row[link.to], "type": link.type}
                for event in dossier.events
                for link in event.links
                if link.to in row  # a part of a record may lack the other end
            ],
            LINKS,
        ),
        "against": table([{"claim": claim_row[claim], "other": claim_row[other]} for claim, other in against], AGAINST),
        "answers": table(_answers(dossier, row, claim_row), ANSWERS),
    }
    also = {
        "actor": {actor.id: actor.also for actor in dossier.actors.values() if actor.also},
        "publisher": {house.id: house.also for house in dossier.publishers.values() if house.also},
    }
    return Frames(MadeTables(tables), names, dossier, also=also, addressed=addressed)


def _event(event: Event) -> dict[str, Any]:
    day, place = event.date, event.place
    return {
        "event_id": event.id,
        "title": event.title,
        "summary": event.summary,
        "date": day.text,
        "date_words": day.words,
        "tz": event.tz,
        "earliest": day.earliest,
        "latest": day.latest,
        "year": day.year,
        "open_start": day.open_start,
        "open_end": day.open_end,
        "approximate": day.approximate,
        "uncertain": day.uncertain,
        "drawable": day.drawable,
        "importance": event.importance,
        "place": place.name if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
        "short": event.short,
        "main_theme": event.main_theme,
    }


def _event_actors(dossier: Dossier, row: Mapping[str | None, int]) -> pd.DataFrame:
    parts: list[tuple[int, str | None, str, str]] = [
        (row[event.id], event.id, part.id, part.part) for event in dossier.events for part in event.actors
    ]
    parts += [(row[r.event], r.event, r.actor, REACTS) for r in dossier.reactions]
    return _pairs(parts, EVENT_ACTORS, ["event", "actor", "part"])


def _event_themes(dossier: Dossier, row: Mapping[str | None, int]) -> pd.DataFrame:
    themes = [(row[event.id], event.id, theme) for event in dossier.events for theme in event.themes]
    return _pairs(themes, EVENT_THEMES, ["event", "theme"])


def _pairs(rows: Iterable[tuple[object, ...]], columns: Columns, distinct: list[str]) -> pd.DataFrame:
    found = table([dict(zip(columns, row, strict=True)) for row in rows], columns)
    return found.drop_duplicates(distinct).reset_index(drop=True)


def _answers(
    dossier: Dossier, row: Mapping[str | None, int], claim_row: Mapping[str | None, int]
) -> list[dict[str, Any]]:
    return [
        {"event": row[event.id], "claim": claim_row[claim.id], "reaction": -1, "check": check}
        for event, claim in claims_of(dossier)
        for check in claim.article
    ] + [
        {"event": row[reaction.event], "claim": -1, "reaction": number, "check": check}
        for number, reaction in enumerate(dossier.reactions)
        for check in reaction.article
    ]


def _membership(dossier: Dossier) -> pd.DataFrame:
    rows = []
    for actor_id in dossier.actors:
        wholes, waiting = {actor_id: None}, [actor_id]
        while waiting:
            known = dossier.actors.get(waiting.pop())
            for whole in known.part_of if known else ():
                if whole not in wholes:  # a circle in the register ends here
                    wholes[whole] = None
                    waiting.append(whole)
        rows += [{"actor": actor_id, "whole": whole} for whole in wholes]
    return table(rows, MEMBERSHIP)
