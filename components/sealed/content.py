"""What the sealed edition's own selection works on: the tables as short lists, ids replaced by their places."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from components.figures.axis import day_numbers
from pactline.fields import KINDS, STATUSES
from pactline.frames import Frames
from pactline.select import View
from pactline.selection import KEYS, LANES, REPEATED

_STATUSES = (*STATUSES, "none")


def content(view: View) -> dict[str, Any]:
    """Return what ``select.js`` needs of the shown rows, as plain JSON values.

    Days are counted from 1970-01-01; ids stand once, in ``names``, and are places in these lists elsewhere.

    Returns:
        ``keys``: the URL keys; ``names``: id and name per key, in the register's order; ``events``: ``[id, first,
        last, importance, themes, actors that take part, actors that react]``; ``claims``: ``[event, status,
        known, independent, rests on state media alone, publishers, kinds, history as pairs of day and status]``;
        ``reactions``: ``[event, actor, known, state media alone, publishers, kinds]``; ``wholes``: for each
        actor all that it belongs to, itself included.
    """
    record = view.frames
    events = view.events if not view.selection.newest_first else view.events[::-1]
    names: dict[str, list[str]] = {
        "actor": list(record.names["actor"]),
        "theme": list(record.names["theme"]),
        "publisher": list(record.names["publisher"]),
        "kind": list(KINDS),
        "status": list(_STATUSES),
    }
    place = {key: {one: number for number, one in enumerate(ids)} for key, ids in names.items()}
    row = {event: number for number, event in enumerate(events["event_id"])}
    members = _members(record, place["actor"])
    parts = record.event_actors[record.event_actors["event_id"].isin(row)]
    acts = _grouped(parts[parts["part"] != "reacts"], "event_id", "actor", place["actor"])
    reacts = _grouped(parts[parts["part"] == "reacts"], "event_id", "actor", place["actor"])
    themes = _grouped(record.event_themes, "event_id", "theme", place["theme"])
    return {
        "keys": list(KEYS),
        "repeated": list(REPEATED),
        "lanes": list(LANES),
        "names": {key: [[one, record.names.get(key, {}).get(one, "")] for one in ids] for key, ids in names.items()},
        "wholes": members,
        "events": [
            [event, first, last, int(importance), themes.get(event, []), acts.get(event, []), reacts.get(event, [])]
            for event, first, last, importance in zip(
                events["event_id"],
                day_numbers(events["earliest"]).tolist(),
                day_numbers(events["latest"]).tolist(),
                events["importance"],
                strict=True,
            )
        ],
        "claims": _claims(view, row, place),
        "reactions": _reactions(view, row, place),
    }


def _members(record: Frames, place: dict[str, int]) -> list[list[int]]:
    wholes: list[list[int]] = [[] for _ in place]
    for actor, whole in zip(record.membership["actor"], record.membership["whole"], strict=True):
        wholes[place[actor]].append(place[whole])
    return wholes


def _grouped(links: pd.DataFrame, key: str, value: str, place: dict[str, int]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for owner, one in zip(links[key], links[value], strict=True):
        found.setdefault(owner, []).append(place[one])
    return found


def _claims(view: View, row: dict[str, int], place: dict[str, dict[str, int]]) -> list[list[Any]]:
    claims = view.claims
    cited = view.citations[view.citations["claim"] >= 0]
    houses = _grouped(cited[cited["publisher"] != ""], "claim_id", "publisher", place["publisher"])
    kinds = _grouped(cited[cited["kind"] != ""], "claim_id", "kind", place["kind"])
    days = view.frames.history
    history: dict[int, list[list[int]]] = {}
    for claim, day, status in zip(days["claim"], day_numbers(days["date"]).tolist(), days["status"], strict=True):
        history.setdefault(int(claim), []).append([day, place["status"][status]])
    return [
        [
            claim_id,
            row[event],
            place["status"][status],
            known,
            int(independent),
            int(state_only),
            _distinct(houses.get(claim_id, [])),
            _distinct(kinds.get(claim_id, [])),
            history.get(number, []),
        ]
        for number, claim_id, event, status, known, independent, state_only in zip(
            claims.index,
            claims["claim_id"],
            claims["event_id"],
            claims["status"],
            day_numbers(claims["known"]).tolist(),
            claims["independent"],
            claims["state_only"],
            strict=True,
        )
    ]


def _reactions(view: View, row: dict[str, int], place: dict[str, dict[str, int]]) -> list[list[Any]]:
    reactions = view.reactions
    cited = view.citations[view.citations["reaction"] >= 0]
    houses = _grouped(cited[cited["publisher"] != ""], "reaction_id", "publisher", place["publisher"])
    kinds = _grouped(cited[cited["kind"] != ""], "reaction_id", "kind", place["kind"])
    return [
        [
            reaction,
            row[event],
            place["actor"][actor],
            known,
            int(state_only),
            _distinct(houses.get(reaction, [])),
            _distinct(kinds.get(reaction, [])),
        ]
        for reaction, event, actor, known, state_only in zip(
            reactions["reaction_id"],
            reactions["event_id"],
            reactions["actor"],
            day_numbers(reactions["known"]).tolist(),
            reactions["state_only"],
            strict=True,
        )
        if event in row
    ]


def _distinct(places: Sequence[int]) -> list[int]:
    return [int(one) for one in np.unique(np.array(places, dtype=np.int64))]
