"""What frames a picture of the timeline wherever it is drawn: its axis, and the day after which nothing is covered."""

from typing import Any

import numpy as np
import pandas as pd

from components.parts.rows import day_words
from components.timeline.axis import Scale, split
from components.timeline.marks import marks
from pactline.query.select import View, whole
from pactline.query.view import Shown
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text


def picture_frame(view: View) -> dict[str, Any]:
    """Return what frames a picture of a view elsewhere: ``span``, ``covered_until`` and ``note``."""
    span, until = span_of(view.shown), covered_until(view.shown)
    beyond = until is None or span is None or span[1] > until  # else all that is drawn is covered
    return {"span": span, "covered_until": until if beyond else None, "note": note_of(view.shown) if beyond else ""}


def undrawn(view: View) -> int:
    """Return how many shown events the picture does not hold: outside the years 1-9999, or far beyond all others."""
    record, rows = view.frames, view.event_rows
    beyond = record.numbers("events", "earliest")[rows].astype(np.int64) >= _scale_of(view.shown).panes[-1].days[1]
    return int((record.numbers("events", "undrawn")[rows] | beyond).sum())


def covered_until(shown: Shown) -> pd.Timestamp | None:
    """Return the last day of which something can be shown: the edition's, or the day that is looked back from."""
    as_of, known = shown.frames.dossier.edition.as_of, shown.selection.known
    days = [day for day in (as_of, known) if day]
    return pd.Timestamp(min(days)) if days else None


def note_of(shown: Shown) -> str:
    """Say in words what is hatched after the last day covered; an empty text if nothing is."""
    until = covered_until(shown)
    if until is None:
        return ""
    rewound = until.date() == shown.selection.known
    return text("chart.rewound" if rewound else "chart.covered", day=day_words(until))


@kept(4)
def whole_scale(record: Frames) -> Scale:
    """Return the whole record's axis, so that a filter does not move it."""
    everything = whole(record)
    return split(marks(everything), covered_until=covered_until(everything.shown))


def span_of(shown: Shown) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """Return the range of dates that was asked for, an open side closed by the record; ``None`` if none was."""
    selection = shown.selection
    if not (selection.first or selection.last):
        return None
    panes = whole_scale(shown.frames).panes
    first = pd.Timestamp(selection.first) if selection.first else panes[0].first
    last = pd.Timestamp(selection.last) if selection.last else panes[-1].last
    return (first, last) if first < last else None


def _scale_of(shown: Shown) -> Scale:
    """Return the axis: the range of dates that was asked for, or else the whole record's."""
    span = span_of(shown)
    return Scale.of(*span) if span else whole_scale(shown.frames)
