"""The timeline of a view: marks out of the tables, a figure out of the marks, and the list behind a count."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import markup
from components.figures.axis import Scale, split
from components.figures.marks import marks
from components.figures.timeline import describe, timeline_figure
from components.panels.event_list import years
from components.panels.timeline import timeline, wanted_width
from components.theme import Look
from pactline.select import View, whole
from pactline.wording import text


def chart(
    view: View,
    *,
    key: str,
    look: Look,
    state: Mapping[str, Any],
    on_pick: Callable[[], None],
    compact: bool = False,
) -> None:
    """Draw what is shown on an axis; a count opens the list of its events below.

    Args:
        view: What is shown; its selection says which lanes.
        key: Its place in the session.
        look: Colours of the reader's theme.
        state: What the chart last told of itself.
        on_pick: Called when the reader picks an event.
        compact: One band without lanes.
    """
    selection = view.selection
    shown = marks(view, by=None if compact else selection.lanes)
    as_of = view.frames.dossier.edition.as_of
    width = wanted_width(state)
    figure = timeline_figure(
        shown,
        look=look,
        width=width,
        focus=selection.event,
        scale=_scale(view),
        span=_span(view),
        covered_until=pd.Timestamp(as_of) if as_of else None,
        compact=compact,
    )
    with st.container(key=f"{key}-box"):
        picked = timeline(
            figure,
            key=key,
            alt=describe(shown),
            look=look,
            width=width,
            focus=selection.event,
            compact=compact,
            on_pick=on_pick,
        )
    if picked.group:
        _group(view, picked.group)


def _scale(view: View) -> Scale | None:
    """Return the whole record's axis, so that a filter does not move it."""
    as_of = view.frames.dossier.edition.as_of
    return split(marks(whole(view.frames)), covered_until=pd.Timestamp(as_of) if as_of else None)


def _span(view: View) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the range of dates that was asked for, an open side closed by the record; ``None`` if none was."""
    selection = view.selection
    drawn = view.events[view.events["drawable"]]
    if not (selection.first or selection.last) or drawn.empty:
        return None
    ends = drawn["latest"].where(~drawn["open_end"], drawn["earliest"])
    first = (
        pd.Timestamp(selection.first) if selection.first else drawn["earliest"].where(~drawn["open_start"], ends).min()
    )
    last = pd.Timestamp(selection.last) if selection.last else ends.max()
    return (first, last) if first < last else None


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
            selection_for=lambda event: replace(view.selection, event=event),
        )
    )
