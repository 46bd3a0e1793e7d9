"""The timeline of a view: marks out of the tables, a figure out of the marks, and the list behind a count."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from components import markup
from components.figures.axis import Scale, day_number, split
from components.figures.marks import marks
from components.figures.placing import MAIN
from components.figures.strip import strip
from components.figures.timeline import describe, timeline_figure
from components.panels.event_list import years
from components.panels.rows import day_words
from components.panels.timeline import Around, timeline, wanted_width, windows
from components.theme import Look
from pactline.frames import Frames
from pactline.select import View, select, whole
from pactline.wording import text

_ERA_HEAD = 22.0  # px for the names of eras


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
    record, selection = view.frames, view.selection
    shown = marks(view, by=selection.lanes)
    width = wanted_width(state)
    span = _span(view)
    scale = Scale.of(*span) if span else whole_scale(record)
    around = Around(
        strip=strip(marks(_undated(view)), whole_scale(record), width),
        chosen=(day_number(span[0]), day_number(span[1]) + 1) if span else None,
        eras=eras(view),
        links=links(view),
    )
    figure = timeline_figure(
        shown,
        look=look,
        width=width,
        focus=selection.event,
        scale=scale,
        windows=windows(state, scale),
        covered_until=covered(view),
        note=note(view),
        head=_ERA_HEAD if around.eras else 0.0,
    )
    with st.container(key=f"{key}-box"):
        picked = timeline(
            figure,
            key=key,
            alt=describe(shown),
            look=look,
            width=width,
            around=around,
            focus=selection.event,
            on_pick=on_pick,
            on_range=on_range,
        )
    if picked.group:
        _group(view, picked.group)


def glance_chart(view: View, *, key: str, look: Look, state: Mapping[str, Any], on_pick: Callable[[], None]) -> None:
    """Draw what is shown in one band without lanes, that neither zooms nor moves; arguments as of ``chart``."""
    record, selection = view.frames, view.selection
    shown = marks(view)
    width = wanted_width(state)
    span = _span(view)
    figure = timeline_figure(
        shown,
        look=look,
        width=width,
        focus=selection.event,
        scale=Scale.of(*span) if span else whole_scale(record),
        covered_until=covered(view),
        note=note(view),
        compact=True,
    )
    with st.container(key=f"{key}-box"):
        timeline(figure, key=key, alt=describe(shown), look=look, width=width, focus=selection.event, on_pick=on_pick)


def covered(view: View) -> pd.Timestamp | None:
    """Return the last day of which something can be shown: the edition's, or the day that is looked back from."""
    as_of, known = view.frames.dossier.edition.as_of, view.selection.known
    days = [day for day in (as_of, known) if day]
    return pd.Timestamp(min(days)) if days else None


def note(view: View) -> str:
    """Say what is hatched at the end of the axis."""
    until = covered(view)
    if until is None:
        return ""
    rewound = until.date() == view.selection.known
    return text("chart.rewound" if rewound else "chart.covered", day=day_words(until))


@lru_cache(maxsize=4)
def whole_scale(record: Frames) -> Scale:
    """Return the whole record's axis, so that a filter does not move it."""
    everything = whole(record)
    return split(marks(everything), covered_until=covered(everything))


def _span(view: View) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the range of dates that was asked for, an open side closed by the record; ``None`` if none was."""
    selection = view.selection
    if not (selection.first or selection.last):
        return None
    panes = whole_scale(view.frames).panes
    first = pd.Timestamp(selection.first) if selection.first else panes[0].first
    last = pd.Timestamp(selection.last) if selection.last else panes[-1].last
    return (first, last) if first < last else None


def _undated(view: View) -> View:
    """Return the view without its range of dates: what the strip counts, so that a range can be widened."""
    selection = view.selection
    if not (selection.first or selection.last):
        return view
    return select(view.frames, replace(selection, first=None, last=None, certain=False))


def eras(view: View) -> tuple[tuple[str, int, int], ...]:
    """Return the eras as name, first day and day after the last; none that had not begun on the day of ``known``."""
    record, known = view.frames, view.selection.known
    panes = whole_scale(record).panes
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


def links(view: View) -> tuple[tuple[str, str, str, bool], ...]:
    """Return the links between shown events, each from what came first to what answered, followed or belongs.

    The last value says whether it joins two of the most important events: these are always drawn.
    """
    importance = dict(zip(view.events["event_id"], view.events["importance"], strict=True))
    found = []
    for event in view.frames.dossier.events:
        for link in event.links:
            if event.id in importance and link.to in importance:
                ends = (link.to, str(event.id)) if link.type == "responds-to" else (str(event.id), link.to)
                main = link.type != "part-of" and all(importance[one] == MAIN for one in ends)
                found.append((*ends, link.type, main))
    return tuple(found)


def _group(view: View, ids: tuple[str, ...]) -> None:
    behind = replace(view, events=view.events[view.events["event_id"].isin(ids)])
    st.html(
        markup.render(
            "event_list.html",
            years=years(behind),
            focus=view.selection.event,
            page="timeline",
            title=text("timeline.group", n=len(behind.events)),
            level=3,
            orders=(),
            selection_for=lambda event: replace(view.selection, event=event),
        )
    )
