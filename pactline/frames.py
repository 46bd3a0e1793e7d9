"""The dossier as tidy pandas tables with declared types, made once and shared by all readers.

Their columns are in ``pactline.columns``. Tables are never changed after ``build``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from pactline import knowing
from pactline.citation import Citation
from pactline.columns import (
    AGAINST,
    ANSWERS,
    CITATIONS,
    CLAIMS,
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
    table,
)
from pactline.dossier import Dossier, claims_of
from pactline.estimate_rows import estimate_rows
from pactline.index import Index
from pactline.model import Event, Reaction
from pactline.rewind import RewoundTables
from pactline.tables import MadeTables, Tables
from pactline.words import fold

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
        """``event`` (row), ``event_id``, ``actor``, ``part`` (acts, hosts, addressed, reacts)."""
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
        """``claim`` (row), ``date``, ``written`` (EDTF), ``status``; by claim, oldest first."""
        return self.stored.frame("history")

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

    def on(self, day: date | None) -> "Frames":
        """Return the record as known on a day; ``None`` is today. The same again while few other days are asked."""
        return self if day is None else self._on(day)

    @cached_property
    def _on(self) -> Callable[[date], "Frames"]:
        return lru_cache(maxsize=_DAYS)(
            lambda day: Frames(RewoundTables(self.stored, day, self.names), self.names, self.dossier)
        )

    def row_of(self, event_id: str) -> int:
        """Return the row of an event.

        Raises:
            KeyError: The record has no such event.
        """
        return self._event_row[event_id]

    def voice(self, originator: str) -> str:
        """Return the name of an originator: an actor's, a publisher's, or the words as written."""
        return self.names["actor"].get(originator) or self.names["publisher"].get(originator) or originator

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
    said = _Speech(dossier, names)
    membership = _membership(dossier)
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
        "claims": table([said.claim(event, claim, row[event.id]) for event, claim in claims], CLAIMS),
        "reactions": table(
            [said.reaction(r, row[r.event], dossier.events[row[r.event]]) for r in dossier.reactions], REACTIONS
        ),
        "citations": table(citations, CITATIONS),
        "evidence": table(
            [said.citation(one, said_by, {"owner": owner}) for owner, one, said_by in _evidence(dossier)], EVIDENCE
        ),
        "estimates": table(list(estimate_rows(dossier, row, membership.itertuples(index=False, name=None))), ESTIMATES),
        "sources": table([said.source(source_id) for source_id in dossier.sources], SOURCES),
        "event_actors": _event_actors(dossier, row),
        "event_themes": _event_themes(dossier, row),
        "membership": membership,
        "voices": table(
            [
                {"claim": claim_row[claim.id], "originator": voice}
                for _, claim in claims
                for voice in knowing.independent(claim, dossier.sources)
            ],
            VOICES,
        ),
        "history": table(
            [
                {
                    "claim": claim_row[claim.id],
                    "date": change.date.latest,
                    "written": change.date.text,
                    "status": change.status,
                }
                for _, claim in claims
                for change in claim.history
            ],
            HISTORY,
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
        "events": pd.Series([_event_words(event) for event in dossier.events], dtype="str"),
        "claims": pd.Series([_claim_words(claim) for _, claim in claims], dtype="str"),
    }
    return Frames(MadeTables(tables, search), names, dossier)


_NOBODY = {"claim_id": None, "reaction_id": None, "claim": -1, "reaction": -1}


class _Speech:
    """Rows that need the registers: who published, who said, since when known."""

    def __init__(self, dossier: Dossier, names: Mapping[str, Mapping[str, str]]) -> None:
        self._dossier = dossier
        self._names = names
        self._row = {source: number for number, source in enumerate(dossier.sources)}

    def _voices(self, ids: Iterable[str]) -> str:
        actors, publishers = self._names["actor"], self._names["publisher"]
        return "; ".join(actors.get(voice) or publishers.get(voice) or voice for voice in ids)

    def _controlled(self, citation: Citation) -> bool:
        publisher = self._dossier.sources[citation.id].publisher
        return publisher is not None and self._dossier.publishers[publisher].state_controlled is True

    def _state_only(self, citations: Sequence[Citation]) -> bool:
        return knowing.state_only(citations, self._dossier.sources, self._dossier.publishers)

    def claim(self, event: Event, claim: Any, row: int) -> dict[str, Any]:
        known = knowing.known_claim(claim, event, self._dossier.sources)
        return {
            "claim_id": claim.id,
            "event_id": event.id,
            "event": row,
            "text": claim.text,
            "status": claim.status or "none",
            "said_by": self._voices(claim.said_by) or None,
            "known": known.day,
            "known_assumed": known.assumed,
            "independent": len(knowing.independent(claim, self._dossier.sources)),
            "citations": len(claim.sources),
            "disputed": claim.status == "disputed" or bool(claim.contradicts),
            "state_only": self._state_only(claim.sources),
            "note": claim.note,
        }

    def reaction(self, reaction: Reaction, row: int, event: Event) -> dict[str, Any]:
        said = reaction.date
        days = None
        if said and said.precision == "day" and event.date.precision == "day" and event.date.drawable and said.drawable:
            days = (said.earliest - event.date.earliest).days
        return {
            "reaction_id": reaction.id,
            "event_id": reaction.event,
            "event": row,
            "actor": reaction.actor,
            "speaker": reaction.speaker,
            "speaker_role": reaction.speaker_role,
            "date": said.text if said else None,
            "date_words": said.words if said else None,
            "day": said.earliest if said and said.drawable else None,
            "days_after": days,
            "act": "silent" if reaction.silence else reaction.act or "says",
            "stance": reaction.stance or "none",
            "summary": reaction.summary,
            "known": reaction.silence or (said.latest if said and not said.open_end else event.date.latest),
            "state_only": self._state_only(reaction.sources),
            "silence": reaction.silence,
            "note": reaction.note,
        }

    def citation(self, citation: Citation, said_by: tuple[str, ...], owner: Mapping[str, Any]) -> dict[str, Any]:
        """Return a citation's row; ``owner`` says of which claim or reaction, and of which event."""
        source = self._dossier.sources[citation.id]
        house = self._dossier.publishers.get(source.publisher or "")
        return {
            **_NOBODY,
            **owner,
            "source": self._row[citation.id],
            "source_id": citation.id,
            "part": citation.part,
            "publisher": source.publisher or "",
            "kind": (house.kind if house else None) or "",
            "country": house.country if house else None,
            "state_controlled": self._controlled(citation),
            "originators": self._voices(knowing.originators(citation, said_by, source)),
            "via": self._voices(citation.via),
            "quote": citation.quote,
            "lang": citation.lang,
            "translation": citation.translation.text if citation.translation else None,
            "translation_by": citation.translation.by if citation.translation else None,
        }

    def source(self, source_id: str) -> dict[str, Any]:
        source = self._dossier.sources[source_id]
        house = self._dossier.publishers.get(source.publisher or "")
        controlled = house.state_controlled if house else None
        return {
            "source_id": source_id,
            "title": source.title,
            "publisher": source.publisher or "",
            "publisher_name": house.name if house else "",
            "carried_by": self._voices(source.carried_by),
            "kind": (house.kind if house else None) or "",
            "country": house.country if house else None,
            "state_controlled": {True: "yes", False: "no", None: "not given"}[controlled],
            "published": source.published.text if source.published else None,
            "published_words": source.published.words if source.published else None,
            "language": source.language,
            "url": source.url,
            "archived_url": source.archived_url,
            "read": source.read.extent if source.read else "none",
            "note": source.note,
        }


def _evidence(dossier: Dossier) -> Iterator[tuple[str, Citation, tuple[str, ...]]]:
    """Yield what cites besides claims and reactions: its name, the citation, and whose word it is."""
    for estimate in dossier.estimates:
        yield from _cites(f"estimates/{estimate.id}", estimate.sources, estimate.estimator)
    for era in dossier.eras:
        yield from _cites(f"eras/{era.id}", era.sources)
    for treaty in dossier.treaties:
        yield from _cites(f"treaties/{treaty.id}", treaty.sources)
        for article in treaty.articles:
            yield from _cites(f"treaties/{treaty.id}/{article.number}", article.sources)
    for resolution in dossier.resolutions:
        yield from _cites(f"resolutions/{resolution.id}", resolution.sources)
    for question in dossier.questions:
        for number, answer in enumerate(question.answers):
            yield from _cites(f"questions/{question.id}/{number}", answer.sources, *answer.said_by)
    for check in dossier.article.checks if dossier.article else ():
        yield from _cites(f"article/{check.id}", check.sources)


def _cites(
    owner: str, citations: tuple[Citation, ...], *said_by: str | None
) -> Iterator[tuple[str, Citation, tuple[str, ...]]]:
    for citation in citations:
        yield owner, citation, tuple(filter(None, said_by))


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
    }


def _event_actors(dossier: Dossier, row: Mapping[str | None, int]) -> pd.DataFrame:
    parts: list[tuple[int, str | None, str, str]] = [
        (row[event.id], event.id, part.id, part.part) for event in dossier.events for part in event.actors
    ]
    parts += [(row[r.event], r.event, r.actor, "reacts") for r in dossier.reactions]
    return _pairs(parts, EVENT_ACTORS, ["event", "actor", "part"])


def _event_themes(dossier: Dossier, row: Mapping[str | None, int]) -> pd.DataFrame:
    themes = [(row[event.id], event.id, theme) for event in dossier.events for theme in event.themes]
    return _pairs(themes, EVENT_THEMES, ["event", "theme"])


def _pairs(rows: Iterable[tuple[object, ...]], columns: Mapping[str, str], distinct: list[str]) -> pd.DataFrame:
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
