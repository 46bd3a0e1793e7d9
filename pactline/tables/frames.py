"""The dossier as tidy pandas tables with declared types, made once and shared by all readers.

Their columns are in ``pactline.tables.columns``. Tables are never changed after ``build``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

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
    VOICES,
    Columns,
    table,
    texts,
)
from pactline.tables.estimates import estimate_rows
from pactline.tables.index import Index
from pactline.tables.source import MadeTables, Tables
from pactline.text.folding import fold

_DAYS = 6  # as known on which a record is kept at a time


class Frames:
    """All tables of a record; two are equal only if they are the same.

    Each table is a ``DataFrame`` that is made, or read, when it is first asked for; selecting needs none of them.

    Attributes:
        stored: Where the tables come from.
        names: Names of actors, publishers and themes by id, for reading.
        dossier: The entries that the tables hold.
    """

    def __init__(self, stored: Tables, names: Mapping[str, Mapping[str, str]], dossier: Dossier) -> None:
        self.stored, self.names, self.dossier = stored, names, dossier

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
        """The tables as numbers, for selecting and counting."""
        return Index(self.stored)

    @cached_property
    def _event_row(self) -> dict[str, int]:
        return {event: row for row, event in enumerate(self.stored.column("events", "event_id").tolist())}

    @cached_property
    def _source_row(self) -> dict[str, int]:
        return {source: row for row, source in enumerate(self.stored.column("sources", "source_id").tolist())}

    def on(self, day: date | None) -> "Frames":
        """Return the record as known on a day; ``None`` is today. The same again while few other days are asked."""
        return self if day is None else self._on(day)

    @cached_property
    def _on(self) -> Callable[[date], "Frames"]:
        return lru_cache(maxsize=_DAYS)(lambda day: Frames(RewoundTables(self.stored, day), self.names, self.dossier))

    def row_of(self, event_id: str) -> int:
        """Return the row of an event.

        Raises:
            KeyError: The record has no such event.
        """
        return self._event_row[event_id]

    def source_row_of(self, source_id: str) -> int | None:
        """Return the row of a publication, or ``None`` if there is none."""
        return self._source_row.get(source_id)

    def voice(self, originator: str) -> str:
        """Return the name of an originator: an actor's, a publisher's, or the words as written."""
        return self.names["actor"].get(originator) or self.names["publisher"].get(originator) or originator

    def called(self, originators: Iterable[str]) -> tuple[str, ...]:
        """Return the names of several originators, or of carriers, in their order; see ``voice``."""
        return tuple(map(self.voice, originators))

    def values(self, key: str) -> Collection[str]:
        """Return the ids that a selection's key may take: ``actor``, ``theme``, ``publisher``, ``event``."""
        return (self._event_row if key == "event" else self.names[key]).keys()


def named(dossier: Dossier) -> dict[str, dict[str, str]]:
    """Return the names of actors, publishers and themes by id."""
    return {
        "actor": {actor.id: actor.name for actor in dossier.actors.values()},
        "publisher": {publisher.id: publisher.name for publisher in dossier.publishers.values()},
        "theme": {theme.id: theme.name for theme in dossier.themes.values()},
    }


def build(dossier: Dossier) -> Frames:
    """Make all tables of a record."""
    names = named(dossier)
    row = {event.id: number for number, event in enumerate(dossier.events)}
    claims = list(claims_of(dossier))
    claim_row = {claim.id: number for number, (_, claim) in enumerate(claims)}
    said = Speech(dossier)
    membership = _membership(dossier)
    voices = [provenance.independent(claim, dossier.sources) for _, claim in claims]
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
                said.claim(event, claim, row[event.id], len(own))
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
        "against": table(
            [
                {"claim": claim_row[claim.id], "other": claim_row[other]}
                for _, claim in claims
                for other in claim.contradicts
                if other in claim_row
            ],
            AGAINST,
        ),
        "answers": table(_answers(dossier, row, claim_row), ANSWERS),
    }
    search = {
        "events": texts([_event_words(event) for event in dossier.events]),
        "claims": texts([_claim_words(claim) for _, claim in claims]),
    }
    return Frames(MadeTables(tables, search), names, dossier)


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


def _event_words(event: Event) -> str:
    return fold(
        " ".join(filter(None, [event.id, event.title, event.summary, event.place.name if event.place else None]))
    )


def _claim_words(claim: Any) -> str:
    quotes = [citation.quote for citation in claim.sources]
    return fold(" ".join(filter(None, [claim.text, claim.note, *quotes])))
