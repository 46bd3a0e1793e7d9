"""The dossier as tidy pandas tables with declared types, made once and shared by all readers.

Days are ``datetime64[us]`` at midnight, without a zone. An open or unknown end, and a year outside 1-9999,
stands as the calendar's first or last day; ``open_start``, ``open_end`` and ``drawable`` tell.
Tables are never changed after ``build``.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from pactline import knowing
from pactline.citation import Citation
from pactline.dossier import Dossier, claims_of
from pactline.estimate_rows import ESTIMATES, estimate_rows
from pactline.model import Event, Reaction

# Column types: "text" is never missing, "text?" may be; day? may be missing.
_DTYPES = {
    "text": "str",
    "text?": "str",
    "day": "datetime64[us]",
    "flag": "bool",
    "small": "int16",
    "count": "int32",
    "float": "float64",
    "year": "int64",
}

EVENTS = {
    "event_id": "text",
    "title": "text",
    "summary": "text?",
    "date": "text",  # as written, EDTF
    "date_words": "text",
    "tz": "text?",
    "earliest": "day",
    "latest": "day",
    "year": "year",  # of the first day as written; not clamped
    "open_start": "flag",
    "open_end": "flag",
    "approximate": "flag",
    "uncertain": "flag",
    "drawable": "flag",
    "importance": "small",
    "place": "text?",
    "lat": "float",
    "lon": "float",
    "place_precision": "text?",
}
CLAIMS = {
    "claim_id": "text",
    "event_id": "text",
    "event": "count",  # row of the event
    "text": "text",
    "status": "text",  # "none" where not given
    "said_by": "text?",  # originators' names
    "known": "day",
    "known_assumed": "flag",
    "independent": "small",  # distinct originators over supports citations
    "citations": "small",
    "disputed": "flag",  # status, or it contradicts another claim
    "state_only": "flag",  # supports come from state-controlled publishers alone
    "note": "text?",
}
REACTIONS = {
    "reaction_id": "text",
    "event_id": "text",
    "event": "count",
    "actor": "text",
    "speaker": "text?",
    "speaker_role": "text?",
    "date": "text?",
    "date_words": "text?",
    "day": "day",  # first day it may have been said; missing for a silence
    "days_after": "float",  # since the event's first day; missing where either is not one day
    "act": "text",  # says | denies | does | silent
    "stance": "text",  # "none" where not given
    "summary": "text?",
    "known": "day",
    "state_only": "flag",
    "silence": "day",
    "note": "text?",
}
_OWNERS = ("claim_id", "reaction_id", "event_id", "claim", "reaction")
CITATIONS = {
    "claim_id": "text?",
    "reaction_id": "text?",
    "event_id": "text",
    "claim": "count",  # row of the claim, -1 if a reaction's
    "reaction": "count",  # row of the reaction, -1 if a claim's
    "source_id": "text",
    "part": "text",
    "publisher": "text",  # "" where not given
    "kind": "text",
    "country": "text?",
    "state_controlled": "flag",
    "originators": "text",  # names, joined by "; "
    "via": "text",  # names, joined by "; ", nearest to the originator first
    "quote": "text?",
    "lang": "text?",
    "translation": "text?",
    "translation_by": "text?",
}
EVIDENCE = {
    "owner": "text",  # what cites: "estimates/id", "article/S01", "treaties/id/article", "questions/id/0" ...
    **{name: kind for name, kind in CITATIONS.items() if name not in _OWNERS},
}
SOURCES = {
    "source_id": "text",
    "title": "text?",
    "publisher": "text",
    "publisher_name": "text",
    "carried_by": "text",  # names, joined by "; "
    "kind": "text",
    "country": "text?",
    "state_controlled": "text",  # yes | no | not given
    "published": "text?",
    "published_words": "text?",
    "language": "text?",
    "url": "text?",
    "archived_url": "text?",
    "read": "text",  # page | excerpt | none
    "note": "text?",
}


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """All tables of a record; two are equal only if they are the same.

    Attributes:
        events: One row per event in reading order; columns as ``EVENTS``.
        claims: One row per claim, in the events' order; as ``CLAIMS``.
        reactions: One row per reaction, in the events' order; as ``REACTIONS``.
        citations: One row per citation, claims' first; as ``CITATIONS``.
        evidence: One row per citation of all else that cites; as ``EVIDENCE``.
        estimates: One row per estimate, in the order of the metrics, then by day; as ``ESTIMATES``.
        sources: One row per publication; as ``SOURCES``.
        event_actors: ``event`` (row), ``event_id``, ``actor``, ``part`` (acts, hosts, addressed, reacts).
        event_themes: ``event`` (row), ``event_id``, ``theme``.
        membership: For each actor all that it belongs to, itself included: ``actor``, ``whole``.
        voices: Each claim's distinct originators over its supporting citations: ``claim`` (row), ``originator``.
        history: ``claim`` (row), ``date``, ``status``; oldest first.
        search_events: Folded text of each event's own words.
        search_claims: Folded text of each claim's words.
        names: Names of actors, publishers and themes by id, for reading.
        dossier: What the tables were made from.
    """

    events: pd.DataFrame
    claims: pd.DataFrame
    reactions: pd.DataFrame
    citations: pd.DataFrame
    evidence: pd.DataFrame
    estimates: pd.DataFrame
    sources: pd.DataFrame
    event_actors: pd.DataFrame
    event_themes: pd.DataFrame
    membership: pd.DataFrame
    voices: pd.DataFrame
    history: pd.DataFrame
    search_events: pd.Series
    search_claims: pd.Series
    names: Mapping[str, Mapping[str, str]]
    dossier: Dossier

    def voice(self, originator: str) -> str:
        """Return the name of an originator: an actor's, a publisher's, or the words as written."""
        return self.names["actor"].get(originator) or self.names["publisher"].get(originator) or originator

    def values(self, key: str) -> frozenset[str]:
        """Return the ids that a selection's key may take: ``actor``, ``theme``, ``publisher``, ``event``."""
        if key == "event":
            return frozenset(self.events["event_id"])
        return frozenset(self.names[key])


def fold(text: str) -> str:
    """Return a text for searching: lower case, without accents, blanks joined."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def build(dossier: Dossier) -> Frames:
    """Make all tables of a record."""
    names = {
        "actor": {actor.id: actor.name for actor in dossier.actors.values()},
        "publisher": {publisher.id: publisher.name for publisher in dossier.publishers.values()},
        "theme": {theme.id: theme.name for theme in dossier.themes.values()},
    }
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
    return Frames(
        events=_table([_event(event) for event in dossier.events], EVENTS),
        claims=_table([said.claim(event, claim, row[event.id]) for event, claim in claims], CLAIMS),
        reactions=_table(
            [said.reaction(r, row[r.event], dossier.events[row[r.event]]) for r in dossier.reactions], REACTIONS
        ),
        citations=_table(citations, CITATIONS),
        evidence=_table(
            [said.citation(one, said_by, {"owner": owner}) for owner, one, said_by in _evidence(dossier)], EVIDENCE
        ),
        estimates=_table(list(estimate_rows(dossier, row, membership.itertuples(index=False, name=None))), ESTIMATES),
        sources=_table([said.source(source_id) for source_id in dossier.sources], SOURCES),
        event_actors=_event_actors(dossier, row),
        event_themes=_links([(row[e.id], e.id, theme) for e in dossier.events for theme in e.themes], "theme"),
        membership=membership,
        voices=_table(
            [
                {"claim": claim_row[claim.id], "originator": voice}
                for _, claim in claims
                for voice in knowing.independent(claim, dossier.sources)
            ],
            {"claim": "count", "originator": "text"},
        ),
        history=_table(
            [
                {"claim": claim_row[claim.id], "date": change.date.latest, "status": change.status}
                for _, claim in claims
                for change in claim.history
            ],
            {"claim": "count", "date": "day", "status": "text"},
        ),
        search_events=pd.Series([_event_words(event) for event in dossier.events], dtype="str"),
        search_claims=pd.Series([_claim_words(claim) for _, claim in claims], dtype="str"),
        names=names,
        dossier=dossier,
    )


_NOBODY = {"claim_id": None, "reaction_id": None, "claim": -1, "reaction": -1}


class _Speech:
    """Rows that need the registers: who published, who said, since when known."""

    def __init__(self, dossier: Dossier, names: Mapping[str, Mapping[str, str]]) -> None:
        self._dossier = dossier
        self._names = names

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
    table = pd.DataFrame(parts, columns=["event", "event_id", "actor", "part"])
    types = {"event": "int32", "event_id": "str", "actor": "str", "part": "str"}
    return table.drop_duplicates(["event", "actor", "part"]).astype(types).reset_index(drop=True)


def _links(rows: list[tuple[int, str | None, str]], name: str) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["event", "event_id", name])
    return table.drop_duplicates().astype({"event": "int32", "event_id": "str", name: "str"}).reset_index(drop=True)


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
        rows += [(actor_id, whole) for whole in wholes]
    return pd.DataFrame(rows, columns=["actor", "whole"]).astype("str")


def _event_words(event: Event) -> str:
    return fold(
        " ".join(filter(None, [event.id, event.title, event.summary, event.place.name if event.place else None]))
    )


def _claim_words(claim: Any) -> str:
    quotes = [citation.quote for citation in claim.sources]
    return fold(" ".join(filter(None, [claim.text, claim.note, *quotes])))


def _table(rows: list[dict[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a table with declared types, right for no rows too."""
    data = {}
    for name, kind in columns.items():
        values = [row[name] for row in rows]
        data[name] = _days(values) if kind == "day" else pd.Series(values, dtype=_DTYPES[kind])
    return pd.DataFrame(data)


def _days(values: Sequence[date | None]) -> pd.Series:
    # From text through numpy: the way by nanoseconds ends at 2262 and wraps in silence.
    return pd.Series(np.array([value.isoformat() if value else "NaT" for value in values], dtype="datetime64[us]"))
