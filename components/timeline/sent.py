"""What the browser draws a timeline of: the shown events in columns, their lanes, the axis and the strip.

Where everything stands is worked out in the browser, for whatever window the reader moves to. Of a large record the
events are sent that a window can hold; all others as counts, so that a picture is never more than the eye can part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.parts.days import plain
from components.parts.theme import SYMBOLS, Look
from components.parts.wire import packed, table
from components.timeline.axis import Scale
from components.timeline.columns import STATUSES, Bools, Floats, Ints, Marks
from components.timeline.strip import Strip
from pactline.wording import text

MOST = 1500  # events sent one by one
_CELLS = 720  # of a prepared stretch, which is three windows long: one for every few px

Window = tuple[float | None, float | None]  # first day, and the day after the last; ``None`` for an open side


@dataclass(frozen=True, slots=True, eq=False)
class Fresh:
    """What is new in a record that is looked back at.

    Attributes:
        events: For each event of the record 1 if it came, 2 if one of its claims came or changed its status, else 0.
        words: Say since when.
    """

    events: Ints
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the marks; days are counted from 1970-01-01.

    Attributes:
        strip: How dense the whole record is.
        eras: Name, first day, day after the last.
        links: Pairs of events in the order of time, the type of their link, and whether both are most important.
        until: The first day that is not covered.
        note: Says so, in words.
        fresh: What is new; ``None`` for the record of today.
        clock: By which clock times of day stand, in words; empty where none has a zone, ``None`` without times.
    """

    strip: Strip
    eras: tuple[tuple[str, float, float], ...] = ()
    links: tuple[tuple[str, str, str, bool], ...] = ()
    until: int | None = None
    note: str = ""
    fresh: Fresh | None = None
    clock: str | None = None


def sent(
    marks: Marks,
    scale: Scale,
    *,
    window: Window,
    around: Around,
    look: Look,
    alt: str,
    compact: bool = False,
    most: int = MOST,
) -> bytes:
    """Return what the browser draws, as it is sent.

    Args:
        marks: One row per event and lane; may be empty.
        scale: The whole record's axis.
        window: What is in sight: only where there are more than ``most`` events does it decide which are sent.
        around: What stands around the marks.
        look: Colours by meaning, for one theme.
        alt: One sentence for those who do not see it.
        compact: A band that neither zooms nor moves.
        most: Events that are sent one by one.
    """
    rows = marks.take(drawable(marks, scale)[marks.event])
    at = standing(rows, scale)
    single = _single(rows, scale, at, window, most)
    own = rows.take(single[rows.event])
    events = own.once().event
    number = np.full(int(rows.event.max(initial=-1)) + 1, -1, dtype=np.int64)
    number[events] = np.arange(len(events))
    return packed(
        {
            "events": _events(own, events, at, around.fresh, timed=around.clock is not None),
            "rows": table({"event": number[own.event].tolist(), "lane": own.lane.tolist()}),
            "lanes": [
                {"name": name, "n": n}
                for (_, name), n in zip(
                    rows.lanes, np.bincount(rows.lane, minlength=len(rows.lanes)).tolist(), strict=True
                )
            ],
            "crowd": _crowd(rows.take(~single[rows.event]), scale, at, window),
            "panes": [
                {"first": plain(one.first), "after": plain(one.after), "share": one.share} for one in scale.panes
            ],
            "strip": around.strip,
            "eras": [list(era) for era in around.eras],
            "links": [list(link) for link in around.links],
            "until": around.until,
            "note": around.note,
            "clock": around.clock,
            "fresh": around.fresh.words if around.fresh else "",
            "alt": alt,
            "compact": compact,
            "colours": colours(look),
        }
    )


def colours(look: Look) -> dict[str, Any]:
    """Return the colours that a picture has, by meaning."""
    names = ("ink", "muted", "paper", "panel", "accent")
    own = {"status": {status: look.colour(status) for status in SYMBOLS}, "fresh": look.new}
    return own | {n: getattr(look, n) for n in names}


def behind(marks: Marks, scale: Scale, lanes: Sequence[int], first: float, after: float) -> Ints:
    """Return the numbers of the events that stand in some lanes between two days, in the order of reading."""
    at = standing(marks, scale)[marks.event]
    inside = np.isin(marks.lane, lanes) & (at >= first) & (at < after) & drawable(marks, scale)[marks.event]
    return marks.take(inside).once().event


def drawable(marks: Marks, scale: Scale) -> Bools:
    """Return for each event whether it lies on the axis."""
    return marks.columns.on(scale.panes[0].days[0], scale.panes[-1].days[1])


def standing(marks: Marks, scale: Scale) -> Ints | Floats:
    """Return the day that each event stands at: the middle of its span, or the side of it that is known.

    In a record with times of day it is the moment.
    """
    if marks.columns.timed.any():
        begin, end = (
            np.clip(side, scale.panes[0].first, scale.panes[-1].after) for side in marks.columns.known_moments
        )
        return np.round((begin + end) / 2, 6)
    first, last = marks.columns.known_days
    low, high = scale.panes[0].days[0], scale.panes[-1].days[1] - 1
    return np.clip((np.clip(first, low, high) + np.clip(last, low, high)) // 2, low, high)


def _stretch(scale: Scale, window: Window) -> tuple[float, float]:
    """Return the places between which a window is prepared: its own length at either side too."""
    days = (scale.panes[0].days[0], scale.panes[-1].days[1])
    first, after = (day if day is not None else own for day, own in zip(window, days, strict=True))
    low, high = scale.places(np.array([first, after], dtype=float)).tolist()
    return max(low - (high - low), 0.0), min(high + (high - low), 1.0)


def _single(marks: Marks, scale: Scale, at: Ints | Floats, window: Window, most: int) -> Bools:
    """Return for each event whether it is sent by itself: all, or the foremost that a window and its sides hold."""
    events = marks.once().event
    chosen = np.zeros(len(marks.columns.first), dtype=bool)
    if len(events) <= most:
        chosen[events] = True
        return chosen
    low, high = _stretch(scale, window)
    places = scale.places(at[events].astype(float))
    events = events[(places >= low) & (places <= high)]
    own = marks.columns
    inside = np.ones(len(events), dtype=bool)
    for day, sign in zip(window, (1, -1), strict=True):
        inside &= True if day is None else sign * at[events] >= sign * day - (sign < 0)
    rank = (own.importance[events] + 10 * inside) * 1000 + np.minimum(own.claims[events], 999)
    chosen[events[np.argsort(-rank, kind="stable")[:most]]] = True
    return chosen


def _events(own: Marks, events: Ints, at: Ints | Floats, fresh: Fresh | None, *, timed: bool) -> Any:
    of, texts = own.columns.of(events), own.texts
    claims, counts = of.claims.tolist(), of.independent.tolist()
    words = {n: text("count.independent", n=n) for n in set(counts)}
    columns: dict[str, list[Any]] = {
        "id": texts.ids(events),
        "title": texts.titles(events),
        "short": texts.shorts(events),
        "when": texts.dates(events),
        "first": of.first.tolist(),
        "last": of.last.tolist(),
        "at": at[events].tolist(),
        "open": (of.open_start + 2 * of.open_end.astype(int)).tolist(),
        "fuzzy": of.fuzzy.astype(int).tolist(),
        "status": [STATUSES[status] for status in of.status.tolist()],
        "rank": of.importance.tolist(),
        "claims": claims,
        "sources": [words[voices] if n else "" for n, voices in zip(claims, counts, strict=True)],
    }
    if fresh:
        columns["fresh"] = fresh.events[events].tolist()
    if timed:
        columns |= {
            name: [plain(day) for day in side.tolist()] for name, side in (("begin", of.begin), ("end", of.end))
        }
    return table(columns)


def _crowd(rows: Marks, scale: Scale, at: Ints | Floats, window: Window) -> Any:
    """Return how many events are left in each cell of the prepared stretch, by lane."""
    low, high = _stretch(scale, window)
    places: Floats = scale.places(at[rows.event].astype(float))
    inside = (places >= low) & (places <= high)
    size = (high - low) / _CELLS
    cell = np.minimum(((places[inside] - low) / size).astype(np.int64), _CELLS - 1)
    counts = np.bincount(rows.lane[inside] * _CELLS + cell, minlength=1)
    filled = np.flatnonzero(counts)
    begin = filled % _CELLS
    return table(
        {
            "lane": (filled // _CELLS).tolist(),
            "from": np.round(low + begin * size, 6).tolist(),
            "to": np.round(low + (begin + 1) * size, 6).tolist(),
            "n": counts[filled].tolist(),
        }
    )
