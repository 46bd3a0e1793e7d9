"""The timeline's picture for a page that stands before the app: made for a window, with a link on each mark."""

from dataclasses import replace
from typing import Any

import pandas as pd
from markupsafe import Markup

from components.parts import markup
from components.parts.theme import LIGHT
from components.timeline.axis import Scale, split
from components.timeline.dense import dense
from components.timeline.figure import describe
from components.timeline.marks import marks
from components.timeline.pen import svg
from components.timeline.slide_picture import fitted
from pactline.query.select import View

WIDTH, TALLEST = 1232, 508  # px: what a window of 1280 by 720 has for it
_BAND_ROWS = 18  # of text, in one band
_MOST = 5000  # events; of more the picture says how many there are, not which


def still(view: View, *, span: tuple[float, float] | None, covered_until: pd.Timestamp | None, note: str) -> Markup:
    """Return the picture as SVG; an empty text where nothing can be drawn.

    Args:
        view: What is shown, in its lanes.
        span: The range of dates that was asked for; the axis follows the marks where there is none.
        covered_until: What comes after this day is hatched as not covered.
        note: Says so, in words.
    """
    rows = marks(view, by=view.selection.lanes)
    if not rows.columns.drawable[rows.event].any():
        return Markup()
    scale = Scale.of(*span) if span else split(rows)
    if len(view.event_rows) > _MOST:
        return dense(rows, view.selection, scale, size=(WIDTH, TALLEST), covered_until=covered_until, note=note)
    common: dict[str, Any] = {"look": LIGHT, "scale": scale, "covered_until": covered_until, "note": note}
    figure, width = fitted(rows, (WIDTH,), tallest=TALLEST / WIDTH, band=(WIDTH, _BAND_ROWS), common=common)
    address = {
        event["id"]: markup.href("event", replace(view.selection, event=event["id"])) for event in figure["events"]
    }
    return svg(figure, width, alt=describe(rows), address=address)
