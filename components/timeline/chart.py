"""The timeline of a view: marks out of the tables, a figure out of the marks, and the list behind a count."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from components.parts import theme
from components.parts.browser_part import wanted_width
from components.parts.days import day_number
from components.parts.event_list import group_list
from components.parts.rows import day_words
from components.parts.theme import Look
from components.timeline.axis import Scale, Windows, split
from components.timeline.component import DEFAULT_WIDTH, Around, payload, timeline, windows
from components.timeline.figure import describe, timeline_figure
from components.timeline.marks import marks
from components.timeline.placing import MAIN
from components.timeline.strip import Strip, strip
from pactline.query.select import View, select, whole
from pactline.query.selection import Lanes
from pactline.query.view import Shown
from pactline.tables.frames import Frames
from pactline.wording import text

_ERA_HEAD = 22.0  # px for the names of eras
_GROUP = 100  # events listed behind a count
_LINKS = 400  # arrows; more would be a thicket


def chart(
    view: View,
    *,
    key: str,
    look: Look,
    state: Mapping[str, Any],
    on_pick: Callable[[], None],
    on_range: Callable[[], None],
) -> None:
    """Draw what is shown on an axis, under a strip of the whole; a count opens the list of its events below.

    Args:
        view: What is shown; its selection says which lanes.
        key: Its place in the session.
        look: Colours of the reader's theme.
        state: What the chart last told of itself.
        on_pick: Called when the reader picks an event.
        on_range: Called when the reader brushes a range of dates.
    """
    shown, width = view.shown, wanted_width(state, DEFAULT_WIDTH)
    zoom = windows(state, _scale_of(shown))
    picture = _picture_of(view, lanes=view.selection.lanes, look=look.name, width=width, zoom=zoom)
    with st.container(key=f"{key}-box"):
        picked = timeline(picture.payload, picture.members, key=key, on_pick=on_pick, on_range=on_range)
    if picked.group:
        _group(view, picked.group)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is sent, the ids behind its counts, and the events that it draws one by one."""

    payload: bytes
    members: Mapping[str, tuple[str, ...]]
    drawn: frozenset[str]


def _picture_of(view: View, **drawn: Any) -> Picture:
    """Return the picture of a view: the one without a focus, unless that has the focus in a count."""
    picture = draw(view.shown, focus=None, **drawn)
    focus = view.selection.event
    if focus is None or focus in picture.drawn or not view.shows(view.frames.row_of(focus)):
        return picture
    return draw(view.shown, focus=focus, **drawn)


@lru_cache(maxsize=24)
def draw(
    shown: Shown, *, lanes: Lanes | None, look: str, width: int, zoom: Windows | None, focus: str | None
) -> Picture:
    """Draw what a selection leaves; ``lanes`` of ``None`` is the compact band."""
    colours, compact, span = theme.look(look), lanes is None, _span(shown)
    drawn = marks(View(shown.selection, shown), by=lanes)
    around = Around(
        strip=_strip(_undated(shown), width),
        chosen=(day_number(span[0]), day_number(span[1]) + 1) if span else None,
        eras=_eras(shown),
        links=_links(shown),
    )
    figure = timeline_figure(
        drawn,
        look=colours,
        width=width,
        focus=focus,
        scale=_scale_of(shown),
        windows=zoom,
        covered_until=_covered(shown),
        note=_note(shown),
        head=_ERA_HEAD if around.eras and not compact else 0.0,
        compact=compact,
    )
    return Picture(
        payload=payload(figure, alt=describe(drawn), look=colours, width=width, around=None if compact else around),
        members=figure["members"],
        drawn=frozenset(event["id"] for event in figure["events"]),
    )


@lru_cache(maxsize=8)
def _strip(shown: Shown, width: int) -> Strip:
    return strip(marks(View(shown.selection, shown)), _scale(shown.frames), width)


def _scale_of(shown: Shown) -> Scale:
    """Return the axis: the range of dates that was asked for, or else the whole record's."""
    span = _span(shown)
    return Scale.of(*span) if span else _scale(shown.frames)


def undrawn(view: View) -> int:
    """Return how many shown events the picture does not hold: outside the years 1-9999, or far beyond all others."""
    record, rows = view.frames, view.event_rows
    beyond = record.numbers("events", "earliest")[rows].astype(np.int64) >= _scale_of(view.shown).panes[-1].days[1]
    return int((record.numbers("events", "undrawn")[rows] | beyond).sum())


def picture_frame(view: View) -> dict[str, Any]:
    """Return what frames a picture of a view elsewhere: ``span``, ``covered_until`` and ``note``."""
    span, until = _span(view.shown), _covered(view.shown)
    beyond = until is None or span is None or span[1] > until  # else all that is drawn is covered
    return {"span": span, "covered_until": until if beyond else None, "note": _note(view.shown) if beyond else ""}


def _covered(shown: Shown) -> pd.Timestamp | None:
    """Return the last day of which something can be shown: the edition's, or the day that is looked back from."""
    as_of, known = shown.frames.dossier.edition.as_of, shown.selection.known
    days = [day for day in (as_of, known) if day]
    return pd.Timestamp(min(days)) if days else None


def _note(shown: Shown) -> str:
    until = _covered(shown)
    if until is None:
        return ""
    rewound = until.date() == shown.selection.known
    return text("chart.rewound" if rewound else "chart.covered", day=day_words(until))


@lru_cache(maxsize=4)
def _scale(record: Frames) -> Scale:
    """Return the whole record's axis, so that a filter does not move it."""
    everything = whole(record)
    return split(marks(everything), covered_until=_covered(everything.shown))


def _span(shown: Shown) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the range of dates that was asked for, an open side closed by the record; ``None`` if none was."""
    selection = shown.selection
    if not (selection.first or selection.last):
        return None
    panes = _scale(shown.frames).panes
    first = pd.Timestamp(selection.first) if selection.first else panes[0].first
    last = pd.Timestamp(selection.last) if selection.last else panes[-1].last
    return (first, last) if first < last else None


def _undated(shown: Shown) -> Shown:
    """Return what would be left without a range of dates: what the strip counts, so that a range can be widened."""
    selection = shown.selection
    if not (selection.first or selection.last):
        return shown
    return select(shown.frames, replace(selection, first=None, last=None, certain=False)).shown


def _eras(shown: Shown) -> tuple[tuple[str, int, int], ...]:
    """Return the eras as name, first day and day after the last; none that had not begun on the day of ``known``."""
    record, known = shown.frames, shown.selection.known
    panes = _scale(record).panes
    begin, after = panes[0].days[0], panes[-1].days[1]
    return tuple(
        (
            era.name,
            begin if era.date.open_start else day_number(era.date.earliest),
            after if era.date.open_end else day_number(era.date.latest) + 1,
        )
        for era in record.dossier.eras
        if era.date.drawable and (known is None or era.date.earliest <= known)
    )


@lru_cache(maxsize=8)
def _links(shown: Shown) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the links between shown events, each from what came first to what answered, followed or belongs.

    The last value says whether it joins two of the most important events: these are always drawn.
    """
    record, links = shown.frames, shown.frames.links
    inside = np.zeros(record.size("events"), dtype=bool)
    inside[shown.event_rows] = True
    links = links[inside[links["event"]] & inside[links["to"]]].head(_LINKS)
    ids, weight = record.column("events", "event_id"), record.numbers("events", "importance")
    sides = (links["event"].to_numpy(), links["to"].to_numpy())
    main = (weight[sides[0]] == MAIN) & (weight[sides[1]] == MAIN) & (links["type"] != "part-of").to_numpy()
    starts, ends = (ids.take(rows) for rows in sides)
    return tuple(
        (to, event, kind, always) if kind == "responds-to" else (event, to, kind, always)
        for event, to, kind, always in zip(starts, ends, links["type"], main.tolist(), strict=True)
    )


def _group(view: View, ids: tuple[str, ...]) -> None:
    behind = view.of([view.frames.row_of(event) for event in ids])
    title = text("timeline.group", n=len(behind.event_rows))
    st.html(group_list(behind, page="timeline", title=title, most=_GROUP))
