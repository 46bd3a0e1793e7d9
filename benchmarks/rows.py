"""The tables of a drafted record, a column at a time: what its YAML would become, in seconds instead of minutes."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.generate import Draft, actor_id, claim_ids, date_of, event_id, source_id
from pactline.record import edtf
from pactline.record.vocabulary import KINDS, STANCES, STATUSES, THEMES, WEAK_KINDS

Columns = dict[str, Any]
_PARTS = np.array(["supports", "repeats", "disputes"], dtype=object)


def rows_of(record: Draft) -> dict[str, pd.DataFrame]:
    """Return the columns of each table of ``pactline.tables.columns.TABLES`` that such a record fills."""
    ids = _objects([event_id(n) for n in range(len(record.titles))])
    claims, citations = _claims(record, ids), _citations(record, ids)
    tables = {
        "events": _events(record, ids),
        "claims": claims,
        "reactions": _reactions(record, ids),
        "citations": citations,
        "sources": _sources(record),
        "event_actors": _event_actors(record, ids),
        "event_themes": _pairs(record.event_themes, _objects(list(THEMES)), ids, "theme"),
        "membership": _membership(record),
        "voices": _voices(record),
    }
    return {name: pd.DataFrame(columns) for name, columns in tables.items()}


def _objects(values: list[Any]) -> npt.NDArray[np.object_]:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _lists(values: list[tuple[str, ...]]) -> npt.NDArray[np.object_]:
    return np.fromiter(values, dtype=object, count=len(values))


def _events(record: Draft, ids: npt.NDArray[np.object_]) -> Columns:
    texts = [date_of(record, n) for n in range(len(ids))]
    dates = {text: edtf.parse(text) for text in set(texts)}
    read = [dates[text] for text in texts]
    nothing = np.full(len(ids), None, dtype=object)
    return {
        "event_id": ids,
        "title": record.titles,
        "summary": record.summaries,
        "date": texts,
        "date_words": [day.words for day in read],
        "tz": nothing,
        "earliest": np.array(record.days, dtype="datetime64[us]"),
        "latest": np.array(record.last_days, dtype="datetime64[us]"),
        "year": [day.year for day in read],
        "open_start": np.zeros(len(ids), dtype=bool),
        "open_end": np.zeros(len(ids), dtype=bool),
        "approximate": [day.approximate for day in read],
        "uncertain": [day.uncertain for day in read],
        "drawable": np.ones(len(ids), dtype=bool),
        "importance": record.importance.astype(np.int16),
        "place": nothing,
        "lat": np.full(len(ids), np.nan),
        "lon": np.full(len(ids), np.nan),
        "place_precision": nothing,
        "short": nothing,
        "main_theme": nothing,
    }


def _claims(record: Draft, ids: npt.NDArray[np.object_]) -> Columns:
    number = len(record.claim_event)
    supports = record.cited_part == 0
    supporting, houses = record.cited_claim[supports], record.source_house[record.cited_source[supports]]
    said = record.claim_said
    distinct = np.unique(supporting * len(record.houses) + houses) // len(record.houses)
    voices = np.bincount(distinct, minlength=number)
    own = np.bincount(supporting, minlength=number) > 0
    against = record.cited_claim[record.cited_part == list(_PARTS).index("disputes")]
    published = np.array(record.source_day, dtype="datetime64[us]")[record.cited_source]
    known = np.full(number, np.datetime64("9999-12-31", "us"))
    np.minimum.at(known, record.cited_claim, published)
    free = np.bincount(supporting, weights=~record.house_state[houses], minlength=number) > 0
    return {
        "claim_id": claim_ids(record),
        "event_id": ids[record.claim_event],
        "event": record.claim_event.astype(np.int32),
        "text": record.claim_text,
        "status": _objects(list(STATUSES))[record.claim_status],
        "said_by": _lists([*((actor_id(n),) for n in range(len(record.actors))), ()])[said],
        "known": known,
        "known_assumed": np.zeros(number, dtype=bool),
        "independent": np.where(said >= 0, own, voices).astype(np.int16),
        "citations": np.bincount(record.cited_claim, minlength=number).astype(np.int16),
        "disputed": (record.claim_status == STATUSES.index("disputed")) | np.isin(np.arange(number), against),
        "state_only": own & ~free,
        "note": np.full(number, None, dtype=object),
        "short": np.full(number, None, dtype=object),
    }


def _citations(record: Draft, ids: npt.NDArray[np.object_]) -> Columns:
    number, owner = len(record.cited_claim), record.cited_claim
    house = record.source_house[record.cited_source]
    houses = _lists([(f"house-{n:05d}",) for n in range(len(record.houses))])
    actors, said = _lists([(actor_id(n),) for n in range(len(record.actors))]), record.claim_said[owner]
    nothing = np.full(number, None, dtype=object)
    return {
        "claim_id": _objects(claim_ids(record))[owner],
        "reaction_id": nothing,
        "event_id": ids[record.claim_event[owner]],
        "claim": owner.astype(np.int32),
        "reaction": np.full(number, -1, dtype=np.int32),
        "source": record.cited_source.astype(np.int32),
        "source_id": _objects([source_id(n) for n in range(len(record.source_house))])[record.cited_source],
        "part": _PARTS[record.cited_part],
        "publisher": _objects([f"house-{n:05d}" for n in range(len(record.houses))])[house],
        "kind": _objects(list(KINDS))[record.house_kind[house]],
        "country": nothing,
        "state_controlled": record.house_state[house],
        "originators": np.where(said >= 0, actors[said], houses[house]),
        "via": _lists([()] * number),
        "quote": nothing,
        "lang": nothing,
        "translation": nothing,
        "translation_by": nothing,
    }


def _sources(record: Draft) -> Columns:
    house, number = record.source_house, len(record.source_house)
    days = {day: edtf.parse(str(day)).words for day in set(record.source_day)}
    nothing = np.full(number, None, dtype=object)
    return {
        "source_id": [source_id(n) for n in range(number)],
        "title": [f"Report {n}" for n in range(number)],
        "publisher": _objects([f"house-{n:05d}" for n in range(len(record.houses))])[house],
        "carried_by": _lists([()] * number),
        "kind": _objects(list(KINDS))[record.house_kind[house]],
        "country": nothing,
        "state_controlled": np.where(record.house_state[house], "yes", "no").astype(object),
        "published": [str(day) for day in record.source_day],
        "published_words": [days[day] for day in record.source_day],
        "language": nothing,
        "url": nothing,
        "archived_url": nothing,
        "read": _objects(["none"] * number),
        "note": nothing,
        "archived_reason": nothing,
        "weak_host": np.array([kind if kind in WEAK_KINDS else None for kind in KINDS], dtype=object)[
            record.house_kind[house]
        ],
    }


def _reactions(record: Draft, ids: npt.NDArray[np.object_]) -> Columns:
    number, event = len(record.reaction_event), record.reaction_event
    first = np.array(record.days, dtype="datetime64[us]")[event]
    last = np.array(record.last_days, dtype="datetime64[us]")[event]
    day = first + record.reaction_after.astype("timedelta64[D]")
    words = {str(one): edtf.parse(str(one)).words for one in np.unique(day.astype("datetime64[D]"))}
    texts = [str(one) for one in day.astype("datetime64[D]")]
    nothing = np.full(number, None, dtype=object)
    return {
        "reaction_id": [f"reaction-{n:07d}" for n in range(number)],
        "event_id": ids[event],
        "event": event.astype(np.int32),
        "actor": [actor_id(int(n)) for n in record.reaction_actor],
        "speaker": nothing,
        "speaker_role": nothing,
        "date": texts,
        "date_words": [words[text] for text in texts],
        "day": day,
        "days_after": np.where(first == last, record.reaction_after.astype(float), np.nan),
        "act": _objects(["says"] * number),
        "stance": _objects(list(STANCES))[record.reaction_stance],
        "summary": record.reaction_text,
        "known": day,
        "state_only": np.zeros(number, dtype=bool),
        "silence": np.full(number, np.datetime64("NaT"), dtype="datetime64[us]"),
        "note": nothing,
    }


def _event_actors(record: Draft, ids: npt.NDArray[np.object_]) -> Columns:
    names = _objects([actor_id(n) for n in range(len(record.actors))])
    acting = _pairs(record.event_actors, names, ids, "actor") | {"part": "acts"}
    reacting = {
        "event": record.reaction_event.astype(np.int32),
        "event_id": ids[record.reaction_event],
        "actor": names[record.reaction_actor],
        "part": "reacts",
    }
    rows = pd.concat([pd.DataFrame(acting), pd.DataFrame(reacting)], ignore_index=True)
    return {str(name): rows[name] for name in rows}


def _pairs(values: list[Any], names: npt.NDArray[np.object_], ids: npt.NDArray[np.object_], name: str) -> Columns:
    event = np.repeat(np.arange(len(values)), [len(own) for own in values])
    return {"event": event.astype(np.int32), "event_id": ids[event], name: names[np.concatenate(values)]}


def _membership(record: Draft) -> Columns:
    wholes: list[tuple[str, str]] = []
    for number in range(len(record.actors)):
        whole, seen = number, []
        while whole >= 0 and whole not in seen:
            seen.append(whole)
            whole = int(record.actor_whole[whole])
        wholes += [(actor_id(number), actor_id(one)) for one in seen]
    return {"actor": [own for own, _ in wholes], "whole": [whole for _, whole in wholes]}


def _voices(record: Draft) -> Columns:
    supports = record.cited_part == 0
    claim = record.cited_claim[supports]
    said = record.claim_said[claim]
    house = record.source_house[record.cited_source[supports]]
    voice = np.where(
        said >= 0,
        _objects([actor_id(n) for n in range(len(record.actors))])[said],
        _objects([f"house-{n:05d}" for n in range(len(record.houses))])[house],
    )
    rows = pd.DataFrame({"claim": claim.astype(np.int32), "originator": voice}).drop_duplicates()
    return {str(name): rows[name].to_numpy() for name in rows}


def tables_of(record: Draft) -> dict[str, pd.DataFrame]:
    """Return ``rows_of``, and the registers of actors and publishers, as ``pactline.files.parquet_files`` reads them."""
    number = np.arange(len(record.actors))
    actors = {
        "id": [actor_id(int(n)) for n in number],
        "name": record.actors,
        "kind": _objects(["state", "body", "alliance", "person"])[number % 4],
        "group": np.full(len(number), None, dtype=object),
        "also": np.full(len(number), None, dtype=object),
        "part_of": [() if whole < 0 else (actor_id(int(whole)),) for whole in record.actor_whole],
        "note": np.full(len(number), None, dtype=object),
    }
    houses = {
        "id": [f"house-{n:05d}" for n in range(len(record.houses))],
        "name": record.houses,
        "also": np.full(len(record.houses), None, dtype=object),
        "kind": _objects(list(KINDS))[record.house_kind],
        "country": np.full(len(record.houses), None, dtype=object),
        "state_controlled": np.where(record.house_state, "yes", "no").astype(object),
        "note": np.full(len(record.houses), None, dtype=object),
    }
    return rows_of(record) | {"actors": pd.DataFrame(actors), "publishers": pd.DataFrame(houses)}
