"""The timeline as a chart to be taken away: placed as in the app, for the width of a picture."""

from typing import Any

import numpy as np

from components.parts.charts import WIDTH, Chart, Key, nothing, status_keys, why_nothing
from components.parts.svg import mark
from components.parts.theme import LIGHT
from components.parts.who_says import who_says
from components.timeline.axis import Scale, split
from components.timeline.columns import STATUSES
from components.timeline.figure import describe, timeline_figure
from components.timeline.finding import finding_of
from components.timeline.frame import picture_frame, undrawn
from components.timeline.marks import marks
from components.timeline.pen import elements
from components.timeline.slide_picture import fitted
from pactline.query.select import View
from pactline.readings.rests_on import cited_by_claims
from pactline.wording import text

_TALLEST = 1500  # px; with more lanes than that allows they are cut, and what is left of them is counted
_BAND_ROWS = 40  # of text, where lanes find no room at all


def timeline_chart(view: View) -> Chart:
    """Return the timeline of a view, in its lanes and over its range of dates."""
    rows = marks(view, by=view.selection.lanes)
    own = picture_frame(view)
    keys = {"lanes": [view.selection.lanes]} if view.selection.lanes != type(view.selection)().lanes else {}
    common: dict[str, Any] = {"page": "timeline", "keys": keys, "title": finding_of(view).words, "alt": describe(rows)}
    if not len(view.event_rows) or not rows.columns.drawable[rows.event].any():
        drawn, height = nothing(why_nothing(view, text("picture.undrawn")))
        return Chart(elements=drawn, height=height, **common)
    framed: dict[str, Any] = {
        "look": LIGHT, "scale": Scale.of(*own["span"]) if own["span"] else split(rows),
        "covered_until": own["covered_until"], "note": own["note"],
    }  # fmt: skip
    figure = timeline_figure(rows, width=WIDTH, **framed)
    if figure["layout"]["height"] > _TALLEST:
        figure, _ = fitted(rows, (WIDTH,), tallest=_TALLEST / WIDTH, band=(WIDTH, _BAND_ROWS), common=framed)
    statuses = {STATUSES[code] for code in np.unique(rows.columns.status[rows.event]).tolist()}
    counted = any(trace.get("name") == "counts" for trace in figure["data"])
    left = undrawn(view)
    return Chart(
        elements=elements(figure, WIDTH),
        height=figure["layout"]["height"],
        legend=(*status_keys(statuses), *_signs(view, counted=counted)),
        notes=(text("count.undrawn", n=left),) if left else (),
        sources=who_says(view.frames, cited_by_claims(view)),
        **common,
    )


def _signs(view: View, *, counted: bool) -> list[Key]:
    """Return what else the picture's signs mean: sizes, where the record tells events apart by them, and counts."""
    found = []
    weights = np.unique(view.frames.numbers("events", "importance")[view.event_rows])
    if len(weights) > 1:
        sign = mark("circle", 6, -7, 0, colour=LIGHT.muted) + mark("circle", 11, 3, 0, colour=LIGHT.muted)
        found.append(Key(sign, text("picture.size")))
    if counted:
        rim = mark("circle", 15, 0, 0, colour=LIGHT.paper, rim=LIGHT.muted, width=1)
        found.append(Key(rim, text("picture.counted")))
    return found
