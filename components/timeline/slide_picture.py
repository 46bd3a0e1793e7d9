"""Pictures for the stage: the timeline's own figure, made for a few marks in large type.

A picture is drawn once for a width in px and enlarged in the browser until it fills the stage, so that its
13 px of type become some 22 px at a width of 1280.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Any

import numpy as np
import pandas as pd

from components.parts.slide import Picture
from components.parts.theme import Look
from components.timeline.axis import Scale, split
from components.timeline.columns import Ints, Marks
from components.timeline.figure import LEAST_LANE, PITCH, Figure, timeline_figure
from pactline.wording import text

WIDTH = 700  # px that a picture is made for
_FINE_WIDTH = 800  # px where lanes would find no room otherwise: type of 19 px at 1280
_TALLEST = 0.345  # of the width: what a slide has for a view, below its title and cues
_ROWS, _BAND_ROWS = 3, 8  # rows of text in a story's band; in the one band of a view
_GAIN = 4.0  # nats: a story has few events, and a second scale must tell little better to be worth it
_LONG = 15 * 365  # days
_RING, _STROKE = 7.5, 2.5  # px around a mark


def story_picture(marks: Marks, *, seen: frozenset[str], here: str, look: Look, low: bool = False) -> Picture:
    """Draw the events of a story up to one of its steps, in one band.

    The axis and the height follow all of its events, so that nothing moves from step to step.

    Args:
        marks: One row per event of the story, without lanes.
        seen: The events up to and including the step.
        here: The step's own event; it has the ring, and its label is the strong one.
        look: Colours by meaning, for one theme.
        low: One row, for a step whose words need the room.
    """
    marks = _equal(marks)  # equals are placed in order of time, and so keep their rows
    scale = split(marks, least_gain=_GAIN if _long(marks) else inf)
    rows = timeline_figure(marks, look=look, width=WIDTH, scale=scale)["rows"]
    own = marks.texts.number(here)
    shown = marks.take(np.isin(marks.event, [marks.texts.number(event) for event in seen]))
    drawn = marks.columns.drawable[shown.event].any()
    heights = [min(n, 1 if low else _ROWS) for n in rows] if drawn else None
    common: dict[str, Any] = {
        "look": look, "width": WIDTH, "scale": scale, "focus": here, "heights": heights,
    }  # fmt: skip
    figure = timeline_figure(shown, **common)
    if not _labelled(figure, here):  # then it goes first, though others have to move
        figure = timeline_figure(_equal(shown, but=own), **common)
    titles = marks.texts.titles(shown.event[shown.event == own][:1])
    return _picture(figure, here, look, WIDTH, text("stage.alt_story", n=len(shown), title="".join(titles)))


def view_picture(
    marks: Marks,
    *,
    look: Look,
    span: tuple[float, float] | None = None,
    here: str | None = None,
    rows: int | None = None,
    covered_until: pd.Timestamp | None = None,
    note: str = "",
) -> Picture:
    """Draw a view of the timeline as large as a stage allows: in lanes if they find room, else in one band.

    Args:
        marks: One row per event and lane, as ``marks`` returns them; may be empty.
        look: Colours by meaning, for one theme.
        span: The range of dates that was asked for; the axis follows the marks where there is none.
        here: The event in focus, which has the ring.
        rows: Rows of text of a low picture, which is one band; default: as many as the stage has room for.
        covered_until: What comes after this day is hatched as not covered.
        note: Says so, in words.
    """
    common: dict[str, Any] = {
        "look": look, "scale": Scale.of(*span) if span else split(marks), "focus": here,
        "covered_until": covered_until, "note": note,
    }  # fmt: skip
    widths = () if rows else (WIDTH, _FINE_WIDTH)
    figure, width = fitted(marks, widths, tallest=_TALLEST, band=(WIDTH, rows or _BAND_ROWS), common=common)
    return _picture(figure, here, look, width, text("stage.alt_view", n=len(marks.once())))


def fitted(
    marks: Marks, widths: Sequence[int], *, tallest: float, band: tuple[int, int], common: Mapping[str, Any]
) -> tuple[Figure, int]:
    """Draw marks in lanes if these find room at one of some widths, else in one band; return the width as well.

    Args:
        marks: One row per event and lane; may be empty.
        widths: Px to try for lanes.
        tallest: The most that the figure may be in height, as a share of its width.
        band: Width in px of the one band, and the rows of text that it may have.
        common: What else the figure is made with.
    """
    lanes = len(marks.lanes)
    for width in widths:
        if lanes < 2 or lanes * LEAST_LANE > tallest * width:  # noqa: PLR2004 - one lane is a band
            continue
        free = timeline_figure(marks, width=width, **common)
        # A lane that is cut keeps two rows: one of them for its counts.
        for most in range(max(2, *free["rows"]), 1, -1):
            heights = [min(own, most) for own in free["rows"]]
            saved = PITCH * (sum(free["rows"]) - sum(heights))
            if free["layout"]["height"] - saved <= tallest * width:
                return (timeline_figure(marks, width=width, heights=heights, **common) if saved else free), width
    width, most = band
    once = marks.once()
    figure = timeline_figure(once, width=width, **common)
    if max(figure["rows"], default=0) > most:
        figure = timeline_figure(once, width=width, heights=[most], **common)
    return figure, width


def _picture(figure: Figure, here: str | None, look: Look, width: int, alt: str) -> Picture:
    number = next((n for n, event in enumerate(figure["events"]) if event["id"] == here), None)
    data = [*map(_counted, figure["data"]), *_panes(figure["layout"])]
    if number is not None:
        data = [_strong(trace, number, look) for trace in data]
        data += [ring for trace in data if trace.get("name") == "marks" for ring in _rings(trace, number, look)]
    return {"data": data, "layout": figure["layout"], "width": width, "alt": alt}


def _equal(marks: Marks, but: int | None = None) -> Marks:
    """Return marks of one weight, so that all are packed in order of time; one event alone may go first."""
    of: Ints = marks.columns.importance
    claims = np.ones_like(of) if but is None else (np.arange(len(of)) == but).astype(np.int64)
    return replace(marks, columns=replace(marks.columns, importance=np.full_like(of, 2), claims=claims))


def _long(marks: Marks) -> bool:
    """Say whether the marks span so many years that two scales are worth explaining."""
    first, last = marks.drawable_days
    return bool(len(first)) and int(last.max() - first.min()) > _LONG


def _labelled(figure: Figure, event: str) -> bool:
    labels = [what[0] for trace in figure["data"] if trace.get("name") == "labels" for what in trace["customdata"]]
    return any(figure["events"][number]["id"] == event for number in labels)


def _counted(trace: dict[str, Any]) -> dict[str, Any]:
    """Return the counts in type as large as the labels'; other traces as they are."""
    if trace.get("name") != "counts":
        return trace
    marker = trace["marker"] | {"size": [size + 4 for size in trace["marker"]["size"]]}
    return trace | {"textfont": trace["textfont"] | {"size": 13}, "marker": marker}


def _panes(layout: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a trace without ink for each axis: Plotly leaves out an axis that has none."""
    return [
        {"type": "scatter", "mode": "markers", "x": [layout[name]["range"][0]], "y": [0], "marker": {"opacity": 0},
         "xaxis": axis, "yaxis": "y", "hoverinfo": "skip", "name": "pane"}
        for axis, name in (("x", "xaxis"), ("x2", "xaxis2")) if name in layout
    ]  # fmt: skip


def _rings(trace: dict[str, Any], number: int, look: Look) -> list[dict[str, Any]]:
    """Return the ring around an event's marks in one trace."""
    places = [n for n, event in enumerate(trace["customdata"]) if event == number]
    if not places:
        return []
    marker = {
        "symbol": "circle-open",
        "size": [trace["marker"]["size"][n] + _RING for n in places],
        "color": look.accent,
        "opacity": 1,
        "line": {"width": _STROKE, "color": look.accent},
    }
    where = {axis: [trace[axis][n] for n in places] for axis in ("x", "y")}
    return [trace | where | {"marker": marker, "customdata": [number] * len(places), "name": "ring"}]


def _strong(trace: dict[str, Any], number: int, look: Look) -> dict[str, Any]:
    """Return the labels with the one of an event in ink, the others muted; other traces as they are.

    Not in bold: the labels were packed for the width that they have.
    """
    if trace.get("name") != "labels":
        return trace
    colours = [look.ink if what[0] == number else look.muted for what in trace["customdata"]]
    return trace | {"textfont": trace["textfont"] | {"color": colours}}
