"""What frames a picture of the timeline wherever it is drawn: its axis, and the day after which nothing is covered."""

from typing import Any

import numpy as np
import pandas as pd

from components.parts.days import day_number
from components.parts.rows import day_words
from components.timeline.axis import Scale, split
from components.timeline.marks import marks
from components.timeline.sent import Window
from pactline.query.select import View, whole
from pactline.query.view import Shown
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text


def picture_frame(view: View) -> dict[str, Any]:
    """Return what frames a picture of a view elsewhere: ``span``, ``covered_until`` and ``note``."""
    span, until = span_of(view.shown), covered_until(view.shown)
    after = span[1] if span else whole_scale(view.frames).panes[-1].after
    beyond = until is None or after > day_number(until) + 1  # else all that is drawn is covered
    return {"span": span, "covered_until": until if beyond else None, "note": note_of(view.shown) if beyond else ""}


def undrawn(view: View) -> int:
    """Return how many shown events the picture does not hold: in years of five digits, or far beyond all others."""
    record, rows = view.frames, view.event_rows
    when = record.moments
    after = _scale_of(view.shown).panes[-1].after
    beyond = np.where(when.timed, when.begin > after, when.begin >= after)
    return int(((record.numbers("events", "undrawn") & ~when.old) | beyond)[rows].sum())


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


def clock_of(record: Frames) -> str | None:
    """Return by which clock times of day stand, in words; ``None`` for a record without times."""
    return record.moments.zone if record.moments.timed.any() else None


def window_of(shown: Shown) -> Window:
    """Return the range of dates that was asked for as first day, or moment, and the day after the last, or moment."""
    first, last = shown.selection.first, shown.selection.last
    early, late = shown.selection.hours or (None, None)
    return (
        day_number(first) + (early / 1440 if early else 0) if first else None,
        day_number(last) + (1 if late is None else late / 1440) if last else None,
    )


def span_of(shown: Shown) -> tuple[float, float] | None:
    """Return the range of dates that was asked for, an open side closed by the record; ``None`` if none was.

    It goes from its first day, or moment, up to the day after its last.
    """
    selection = shown.selection
    if not (selection.first or selection.last):
        return None
    panes, (first, after) = whole_scale(shown.frames).panes, window_of(shown)
    first = panes[0].first if first is None else first
    after = panes[-1].after if after is None else after
    least = 1 if clock_of(shown.frames) is None else 0  # a single day is too short for an axis of days
    return (first, after) if after - first > least else None


def _scale_of(shown: Shown) -> Scale:
    """Return the axis: the range of dates that was asked for, or else the whole record's."""
    span = span_of(shown)
    return Scale.of(*span) if span else whole_scale(shown.frames)
