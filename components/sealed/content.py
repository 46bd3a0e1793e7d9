"""What the sealed edition's own selection works on: the tables as short lists, ids replaced by their places.

For *as known on a day* each citation carries the day of its publication and each voice the day since which it could
be heard, so that the browser counts anew what ``pactline.tables.as_known_on`` does.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd

from pactline.query.select import View
from pactline.query.selection import KEYS
from pactline.record import edtf
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.vocabulary import KINDS, REACTS
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, day_number

Places: TypeAlias = Mapping[str, Mapping[str, int]]
_ALWAYS = -(10**6)  # a day before all others: what has no day of its own is not known to be later


def content(view: View) -> dict[str, Any]:
    """Return what ``select.js`` needs of the shown rows, as plain JSON values.

    Days are counted from 1970-01-01; ids stand once, in ``names``, and are places in these lists elsewhere.

    Returns:
        ``keys``: each URL key with its ``form`` and what that needs (``Form.told``), its ``default``, and what it
        ``narrows``; ``names``: id and name per key, in the register's order; ``events``: ``[id, first,
        last, importance, themes, actors that take part, actors that react, place, day since which it
        had begun or been announced]``;
        ``claims``: ``[id, event, status, known, voices' days, citations, history as pairs of day and status, days
        since which the claims are known that it contradicts, or that contradict it]``;
        ``reactions``: ``[id, event, actor, known, citations]``; a citation is ``[day, publisher, kind, bits: 1
        supports, 2 state-controlled, 4 disputes, outlets as numbers of the claim's own, country]``, -1 for none;
        ``wholes``: for each actor all that it belongs to, itself included; ``published``: the day of each dated
        publication.
    """
    record = view.frames
    names: dict[str, list[str]] = {
        "actor": list(record.names["actor"]),
        "theme": list(record.names["theme"]),
        "publisher": list(record.names["publisher"]),
        "kind": list(KINDS),
        "country": list(record.values("country")),
        "status": list(STATUS_CODES),
    }
    places = {key: {one: number for number, one in enumerate(ids)} for key, ids in names.items()}
    published = _published(record)
    cited = _citations(view, places, published)
    return {
        "keys": [
            {"key": name, **key.form.told(), "default": key.default, "narrows": key.narrows}
            for name, key in KEYS.items()
        ],
        "names": {key: [[one, record.names.get(key, {}).get(one, "")] for one in ids] for key, ids in names.items()},
        "wholes": _wholes(record, places["actor"]),
        "events": _events(view, places),
        "claims": _claims(view, places, cited["claim"], published),
        "reactions": _reactions(view, places, cited["reaction"]),
        "published": {source: day for source, day in published.items() if day != _ALWAYS},
    }


def _published(record: Frames) -> dict[str, int]:
    """Return the last day on which each publication may have come out."""
    return {
        source: _last(text) if isinstance(text, str) else _ALWAYS
        for source, text in zip(record.sources["source_id"], record.sources["published"], strict=True)
    }


def _last(text: str) -> int:
    day = edtf.parse(text)
    return _ALWAYS if day.open_end else day_number(day.latest)


def _wholes(record: Frames, place: Mapping[str, int]) -> list[list[int]]:
    wholes: list[list[int]] = [[] for _ in place]
    for actor, whole in zip(record.membership["actor"], record.membership["whole"], strict=True):
        wholes[place[actor]].append(place[whole])
    return wholes


def _events(view: View, places: Places) -> list[list[Any]]:
    record, rows = view.frames, view.event_rows
    parts = record.event_actors
    reacts = (parts["part"] == REACTS).to_numpy(bool)
    acting, reacting = (_grouped(parts[own], "event", "actor", places["actor"]) for own in (~reacts, reacts))
    themes = _grouped(record.event_themes, "event", "theme", places["theme"])
    ids, named = (record.cells("events", name, rows) for name in ("event_id", "place"))
    when = record.moments  # at the end of an event that has a time of day
    moments = {row: [[float(when.begin[row]), float(when.end[row])]] for row in when.timed.nonzero()[0].tolist()}
    return [
        [
            *(event, first, last, weight, themes.get(row, []), acting.get(row, []), reacting.get(row, []), place, out),
            *moments.get(row, []),
        ]
        for row, event, first, last, weight, place, out in zip(
            rows.tolist(),
            ids,
            *(record.numbers("events", name)[rows].tolist() for name in ("earliest", "latest", "importance")),
            [place if isinstance(place, str) else "" for place in named],
            record.numbers("events", "out")[rows].tolist(),
            strict=True,
        )
    ]


def _grouped(links: pd.DataFrame, key: str, value: str, place: Mapping[str, int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for owner, one in zip(links[key], links[value], strict=True):
        found.setdefault(int(owner), []).append(place[one])
    return found


def _citations(view: View, places: Places, published: Mapping[str, int]) -> dict[str, dict[int, list[list[Any]]]]:
    """Return the citations of claims and of reactions by row, each in its own order."""
    found: dict[str, dict[int, list[list[Any]]]] = {"claim": {}, "reaction": {}}
    cited = view.citations
    columns = ["claim", "reaction", "source", "source_id", "publisher", "kind", "country", "part", "state_controlled"]
    carried = view.frames.sources["carried_by"].tolist()
    outlets: dict[tuple[str, int], dict[str, int]] = {}
    for claim, reaction, row, source, house, kind, country, part, state in cited[columns].itertuples(index=False):
        owner = ("claim", int(claim)) if claim >= 0 else ("reaction", int(reaction))
        own = outlets.setdefault(owner, {})
        numbers = [own.setdefault(one, len(own)) for one in dict.fromkeys([house, *carried[row]]) if one]
        found[owner[0]].setdefault(owner[1], []).append(
            [
                published.get(source, _ALWAYS),
                places["publisher"].get(house, -1),
                places["kind"].get(kind, -1),
                (part == "supports") + 2 * bool(state) + 4 * (part == "disputes"),
                numbers,
                places["country"].get(country, -1),
            ]
        )
    return found


def _claims(
    view: View, places: Places, cited: Mapping[int, list[list[Any]]], published: Mapping[str, int]
) -> list[list[Any]]:
    record, all_known = view.frames, view.frames.numbers("claims", "known")
    row = {event: number for number, event in enumerate(view.event_rows.tolist())}
    rows = view.claim_rows
    history: dict[int, list[list[int]]] = {}
    days = record.history
    for claim, day, status in zip(
        days["claim"], days["date"].to_numpy().astype("datetime64[D]").astype(int), days["status"], strict=True
    ):
        history.setdefault(int(claim), []).append([int(day), places["status"][status]])
    voices = _voices(view, cited, published)
    ends = [("claim", "other"), ("other", "claim")]
    against = [(own, record.column("against", other).to_numpy()) for own, other in ends]
    return [
        [
            claim,
            row[event],
            status,
            known,
            voices.get(number, []),
            cited.get(number, []),
            history.get(number, []),
            sorted(
                day
                for own, other in against
                for day in all_known[other[record.rows_of("against", own, number)]].tolist()
            ),
        ]
        for number, claim, event, status, known in zip(
            rows.tolist(),
            record.cells("claims", "claim_id", rows),
            *(record.numbers("claims", name)[rows].tolist() for name in ("event", "status", "known")),
            strict=True,
        )
    ]


def _voices(view: View, cited: Mapping[int, list[list[Any]]], published: Mapping[str, int]) -> dict[int, list[int]]:
    """Return for each claim the days since which its voices could be heard.

    A voice is heard once a publication that supports the claim passes it on, or once nothing more is to come.
    """
    record = view.frames
    heard: dict[tuple[int, str], int] = {}
    own = view.citations[view.citations["part"] == "supports"]
    for claim, source, originators in zip(own["claim"], own["source_id"], own["originators"], strict=True):
        for one in originators if claim >= 0 and source != FOUNDING_ARTICLE else ():
            key = (int(claim), one)
            heard[key] = min(heard.get(key, published.get(source, _ALWAYS)), published.get(source, _ALWAYS))
    found: dict[int, list[int]] = {}
    for claim, originator in zip(record.voices["claim"].tolist(), record.voices["originator"], strict=True):
        if claim in cited:
            complete = max(day for day, *_ in cited[claim])
            day = heard.get((claim, originator), complete)
            found.setdefault(claim, []).append(min(day, complete))
    return found


def _reactions(view: View, places: Places, cited: Mapping[int, list[list[Any]]]) -> list[list[Any]]:
    record, rows = view.frames, view.reaction_rows
    row = {event: number for number, event in enumerate(view.event_rows.tolist())}
    ids, actors = (record.cells("reactions", name, rows) for name in ("reaction_id", "actor"))
    return [
        [reaction, row[event], places["actor"][actor], known, cited.get(number, [])]
        for number, reaction, event, actor, known in zip(
            rows.tolist(),
            ids,
            record.numbers("reactions", "event")[rows].tolist(),
            actors,
            record.numbers("reactions", "known")[rows].tolist(),
            strict=True,
        )
        if event in row
    ]
