"""The timeline of a very large selection for a page that stands before the app: how many events, lane by lane.

The app draws a lane that holds more marks than find room as bars that say how many there are (``lay.js``). Here every
lane is drawn so, its bars parted by status; a bar leads to its stretch of time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd
from markupsafe import Markup, escape

from components.parts import markup
from components.parts.days import EPOCH, FIRST_DAY, day_number
from components.parts.svg import fill, line, rect, stroke, themed, writable
from components.parts.theme import LIGHT
from components.parts.time_ticks import clock_ticks, day_parts, time_ticks
from components.timeline.axis import Ruler, Scale
from components.timeline.columns import STATUSES, Ints, Marks
from components.timeline.figure import describe
from components.timeline.layout import minutes_apart
from pactline.query.selection import Selection
from pactline.record.date_words import in_words
from pactline.wording import text

_CELL = 12  # px of a bar, as in lay.js
_TOP, _NAME, _GAP = 26, 20, 4  # px: for the ticks, for a lane's name, between two lanes
_LEAST = 40  # px of a lane
_TICK = 62  # px that a tick needs
_MINUTES = 1440  # of a day


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """The bars of a picture.

    Attributes:
        counts: Events by lane, cell and status.
        edges: Left edge of each cell in px; ``after``: the right one.
        first, then: The days that a cell holds, and the first that it does not; of an axis of hours the minutes, since
            1970 as well.
        unit: How many of these a day has.
    """

    counts: Ints
    edges: npt.NDArray[np.float64]
    after: npt.NDArray[np.float64]
    first: list[int]
    then: list[int]
    unit: int


def dense(
    marks: Marks,
    selection: Selection,
    scale: Scale,
    *,
    size: tuple[int, int],
    covered_until: pd.Timestamp | None,
    note: str,
) -> Markup:
    """Return the picture as SVG, in the colours of the style sheet.

    Args:
        marks: One row per event and lane.
        selection: What the links of its bars keep.
        scale: The axis; marks outside are left out.
        size: Px across and down.
        covered_until: What comes after this day is hatched as not covered.
        note: Says so, in words.
    """
    width, height = size
    ruler = Ruler(scale, width)
    bars = cells(marks, ruler)
    sums = bars.counts.sum(axis=(1, 2))
    shown = np.flatnonzero(sums)
    tops = _tops([int(sums[lane]) for lane in shown], height)
    drawn = [*_axis(ruler, height, bars.unit), *_shade(ruler, height, covered_until, note)]
    for lane, (top, bottom) in zip(shown.tolist(), tops, strict=True):
        drawn += _bars(bars, lane, selection, top, bottom, width)
        name = marks.lanes[lane][1]
        said = f'<tspan font-weight="600">{escape(writable(name))}</tspan> ' if name else ""
        drawn.append(
            f'<text x="6" y="{top + 15:.1f}" font-size="13" style="{fill("ink", themed)}">'
            f"{said}{int(sums[lane]):,}</text>"
        )
    return Markup(  # noqa: S704 - its texts are escaped where they are written
        f'<svg class="timeline-still" viewBox="0 0 {width} {height}" role="group"'
        f' aria-label="{escape(describe(marks))}" preserveAspectRatio="xMidYMin meet">{"".join(drawn)}</svg>'
    )


def cells(marks: Marks, ruler: Ruler) -> Cells:
    """Count the drawable events of each lane by cells of the plot, each at the middle of what the axis has of it."""
    begin, end = ruler.scale.panes[0].days[0], ruler.scale.panes[-1].days[1]
    own = marks.columns.of(marks.event)
    unit = _MINUTES if ruler.scale.hours and own.timed.any() else 1
    inside = own.on(begin, end)
    if unit == 1:
        first, last = own.known_days
    else:
        first, last = (np.floor(side * unit + 1e-6).astype(np.int64) for side in own.known_moments)
    low, high = int(np.floor(begin * unit)), int(np.ceil(end * unit))
    middle = (np.clip(first, low, high - 1) + np.clip(last, low, high - 1)) // 2
    edges: list[float] = []
    after: list[float] = []
    days: list[tuple[int, int]] = []
    for pane, (left, right) in enumerate(ruler.pane_bounds()):
        number = max(int((right - left) // _CELL), 1)
        at = np.linspace(left, right, number + 1).tolist()
        starts = [round(ruler.day_at(px, pane) * unit) for px in at]
        if unit > 1:
            starts[0], starts[-1] = low, high
        for px, to, day, then in zip(at, at[1:], starts, starts[1:], strict=False):
            if then > day:  # a short stretch has fewer days than cells
                edges.append(px)
                after.append(to)
                days.append((day, then))
    place = np.searchsorted(np.array([day for day, _ in days]), middle[inside], side="right") - 1
    shape = (len(marks.lanes), len(days), len(STATUSES))
    flat = np.ravel_multi_index((marks.lane[inside], place, own.status[inside]), shape)
    counts = np.bincount(flat, minlength=int(np.prod(shape))).reshape(shape)
    begun, ended = ([one[side] for one in days] for side in (0, 1))
    return Cells(counts, np.array(edges), np.array(after), begun, ended, unit)


def _during(selection: Selection, first: int, then: int, unit: int) -> tuple[Selection, str]:
    """Return the selection of a stretch, and the stretch in words; a day before the year 1 leaves a side open."""
    (begin, early), (end, late) = divmod(first, unit), divmod(then - 1, unit)
    days = [date.fromordinal(day + EPOCH) if day >= FIRST_DAY else None for day in (begin, end)]
    hours = (early, late) if unit > 1 else None
    words = [in_words(("day", *day_parts(np.datetime64(day, "D")))) for day in (begin, end)]
    if hours:
        words = [f"{day}, {time // 60:02}:{time % 60:02}" for day, time in zip(words, hours, strict=True)]
    return replace(selection, first=days[0], last=days[1], hours=hours, event=None), " – ".join(words)


def _tops(sizes: Sequence[int], height: int) -> list[tuple[float, float]]:
    """Return the upper and lower edge of each lane: heights follow the square root of how many events it holds."""
    room = height - _TOP - _GAP * max(len(sizes) - 1, 0)
    least = min(_LEAST, room / max(len(sizes), 1))
    spare = room - least * len(sizes)
    roots = np.sqrt(np.array(sizes, dtype=float))
    own = least + spare * roots / max(roots.sum(), 1.0)
    tops = _TOP + np.concatenate([[0.0], np.cumsum(own + _GAP)[:-1]]) if len(sizes) else np.array([])
    return list(zip(tops.tolist(), (tops + own).tolist(), strict=True))


def _axis(ruler: Ruler, height: int, unit: int) -> Iterator[str]:
    for pane, (left, right) in enumerate(ruler.pane_bounds()):
        begin, end = (np.datetime64(round(day * _MINUTES), "m") for day in ruler.scale.panes[pane].days)
        yield line(left, _TOP - 4, right, _TOP - 4, stroke("muted", paint=themed))
        most = max(int((right - left) // _TICK), 2)
        if unit > 1:
            step = minutes_apart(ruler.scale.panes[pane].after - ruler.scale.panes[pane].first, most) * 60_000
            opens, closes = (edge.astype("datetime64[ms]") for edge in (begin, end))
            ticks = [(moment, words) for moment, words, _ in clock_ticks(opens, closes, step)]
        else:
            ticks = list(time_ticks(begin, end, most))
        for moment, words in ticks:
            day = float(moment.astype("datetime64[m]").astype(np.int64)) / _MINUTES
            x = left + (day - ruler.scale.panes[pane].days[0]) / ruler.per_px(pane)
            yield line(x, _TOP - 8, x, height, stroke("rule", paint=themed))
            yield (
                f'<text x="{x:.1f}" y="{_TOP - 11}" font-size="12" text-anchor="middle"'
                f' style="{fill("muted", themed)}">{escape(words)}</text>'
            )


def _shade(ruler: Ruler, height: int, until: pd.Timestamp | None, note: str) -> Iterator[str]:
    """Hatch what comes after the last day that is covered."""
    pane = len(ruler.scale.panes) - 1
    begin, end = ruler.scale.panes[pane].days
    if until is None or not begin <= day_number(until) + 1 < end:
        return
    left, right = ruler.pane_bounds()[pane]
    x = left + (day_number(until) + 1 - begin) / ruler.per_px(pane)
    style = f"{fill('muted', themed)}fill-opacity:0.12"
    yield f"<g><title>{escape(note)}</title>{rect(x, _TOP, right - x, height - _TOP, style)}</g>"


def _bars(bars: Cells, lane: int, selection: Selection, top: float, bottom: float, width: int) -> Iterator[str]:
    """Draw a lane's ground and its bars, the tallest of which fills it up to its name."""
    yield rect(0, top, width, bottom - top, f"{fill('panel', themed)}fill-opacity:0.6")
    counts = bars.counts[lane]
    each = counts.sum(axis=1)
    scale = (bottom - top - _NAME - 2) / max(int(each.max(initial=0)), 1)
    for cell in np.flatnonzero(each).tolist():
        foot, parts = bottom - 2, []
        for status in np.flatnonzero(counts[cell]).tolist():
            tall = max(float(counts[cell, status]) * scale, 0.5)
            foot -= tall
            colour = fill(LIGHT.colour(STATUSES[status]), themed)
            parts.append(rect(bars.edges[cell], foot, bars.after[cell] - bars.edges[cell] - 1, tall, colour))
        inside, when = _during(selection, bars.first[cell], bars.then[cell], bars.unit)
        address = markup.href("timeline", inside)
        said = f"{when}: {text('count.events', n=int(each[cell]))}"
        yield f'<a href="{escape(address)}" tabindex="-1"><title>{escape(said)}</title>{"".join(parts)}</a>'
