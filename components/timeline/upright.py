"""The timeline as a phone has it, for a page before the app: the strip, and below it the events along a line.

The same as ``strip.js`` and ``phone.js`` draw once the app is there, in the same places, so that nothing moves then.
Its lengths are shares of the width, which is not known here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import ClassVar, Final

import numpy as np
from markupsafe import Markup, escape

from components.parts import markup
from components.parts.days import EPOCH, FIRST_DAY
from components.parts.time_ticks import day_parts
from components.timeline.axis import GAP, SHORT, Scale
from components.timeline.columns import STATUSES, Columns, Floats, Ints, Marks
from components.timeline.figure import describe
from components.timeline.frame import clock_of, whole_scale, window_of
from components.timeline.marks import marks
from components.timeline.placing import MAIN
from components.timeline.sent import Fresh, drawable, standing
from components.timeline.strip import Strip
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.date_words import in_words, of_year
from pactline.wording import text

MOST: Final = 60  # events told; the app tells more as it is scrolled, and a link leads on until it is there
_WIDTH = 358  # px: what a phone of 390 has for it; lengths below are in shares of it
_STRIP, _NAMES, _THIN = 46, 20, 1.5  # px: of the strip, above its bars for the years, and a bar at least (strip.js)
_APART, _EDGE = 58, 34  # px from one year's name to the next, and from the last to the end
_MINUTES = 1440  # of a day


@dataclass(frozen=True, slots=True)
class Told:
    """An event on the line.

    Attributes:
        day: What stands before it: its day of the month, or its time; empty where it is longer.
        facts: Its status, its sources, and when it was where ``day`` does not say it.
        fresh: "new" or "changed", in a record that is looked back at.
        main: Whether it is one of the most important.
    """

    event: str
    title: str
    day: str
    status: str
    facts: str
    fresh: str
    main: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month's events, or a day's where the window is that short; ``counted`` says how many it has in all."""

    name: str
    counted: str
    entries: list[Told]


@dataclass(frozen=True, slots=True)
class UprightValues:
    """The picture.

    Attributes:
        alt: What the strip shows, in a sentence; ``bars``: its elements.
        window: Where its frame begins, and how long it is, in hundredths of the width.
        left: How many more events there are; ``further``: the selection that begins with them, where an address can
            say it.
        chosen: The event in focus.
        short: Whether days stand as headings, and times before the events.
    """

    template: ClassVar = "timeline/upright.html"
    alt: str
    bars: Markup
    window: tuple[float, float]
    months: list[Month]
    left: int
    further: Selection | None
    selection: Selection
    chosen: str | None
    short: bool


def upright(view: View, strip: Strip, fresh: Fresh | None) -> Markup:
    """Return the picture as HTML; an empty text where nothing can be drawn.

    Args:
        view: What is shown.
        strip: How dense the whole is, whatever the range of dates.
        fresh: What is new, in a record that is looked back at.
    """
    scale, rows = whole_scale(view.frames), marks(view, by=view.selection.lanes)
    rows = rows.take(drawable(rows, scale)[rows.event])
    if not len(rows):
        return Markup()
    at = standing(rows, scale).astype(np.float64)
    events = rows.once().event
    events = events[np.argsort(at[events], kind="stable")]
    first, after = (
        own if day is None else day
        for day, own in zip(window_of(view.shown), (scale.panes[0].first, scale.panes[-1].after), strict=True)
    )
    begin, end = np.clip(scale.places(np.array([first, after])), 0, 1).tolist()
    short = clock_of(view.frames) is not None and after - first < SHORT
    values = UprightValues(
        alt=describe(rows),
        bars=Markup("".join(_bars(strip, scale, (begin, end)))),  # noqa: S704 - its texts are escaped where they are
        window=(round(100 * begin, 2), round(100 * (end - begin), 2)),
        months=_months(rows, events, at, fresh, short=short),
        left=max(len(events) - MOST, 0),
        further=_further(view.selection, float(at[events[MOST]])) if len(events) > MOST else None,
        selection=view.selection,
        chosen=view.selection.event,
        short=short,
    )
    return Markup(markup.render(values))  # noqa: S704 - a template of ours has escaped it


def _further(selection: Selection, day: float) -> Selection | None:
    """Return what an address asks for that goes on from a day; ``None`` for one that no address can name."""
    if day < FIRST_DAY:
        return None
    return replace(selection, first=date.fromordinal(int(day) + EPOCH), hours=None, event=None)


# The strip


def _bars(strip: Strip, scale: Scale, window: tuple[float, float]) -> Iterator[str]:
    """Draw what lies behind the bars, the bars, each as tall as what it holds a day, and years above them."""
    begin, room = 0.0, 1 - GAP * (len(scale.panes) - 1)
    for pane in scale.panes:
        yield _rect("pl-track", begin, 0, pane.share * room, _STRIP)
        begin += pane.share * room + GAP
    found = rates(strip)
    most = max([*found, 1e-9])
    for (_, first, after, _), rate in zip(strip["bins"], found, strict=True):
        left, right = scale.places(np.array([first, after], dtype=float)).tolist()
        tall = max(rate / most * (_STRIP - _NAMES), _THIN)
        inside = window[0] <= (left + right) / 2 <= window[1]
        kind = "pl-bin" if inside else "pl-bin pl-out"
        yield _rect(kind, left, _STRIP - tall, max(right - left - 1 / _WIDTH, _THIN / _WIDTH), tall)
    yield from _years(scale)


def _rect(kind: str, x: float, y: float, width: float, height: float) -> str:
    return f'<rect class="{kind}" x="{100 * x:.2f}%" y="{y:.1f}" width="{100 * width:.2f}%" height="{height:.1f}"/>'


def rates(strip: Strip) -> list[float]:
    """Return events a day of each bin (``strip.js``): one that an end of the axis cuts off counts as long as others."""
    usual = [sorted(np.diff(own).tolist())[(len(own) - 1) // 2] for own in strip["edges"]]
    return [sum(counts) / max(after - first, usual[pane] * 0.9) for pane, first, after, counts in strip["bins"]]


def _years(scale: Scale) -> Iterator[str]:
    """Name years where there is room: each at its first day."""
    low, high = (
        day_parts(np.datetime64(int(day), "D"))[0] for day in (scale.panes[0].first, np.floor(scale.panes[-1].after))
    )
    numbers = np.arange(low, high + 1)
    days = (numbers - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64)
    free = 0.0
    for number, x in zip(numbers.tolist(), scale.places(days.astype(np.float64)).tolist(), strict=True):
        if free <= x <= 1 - _EDGE / _WIDTH:
            said = escape(in_words(of_year(number)))
            yield f'<text class="pl-year" x="{100 * x + 300 / _WIDTH:.2f}%" y="14">{said}</text>'
            free = x + _APART / _WIDTH


# The events


def _months(rows: Marks, events: Ints, at: Floats, fresh: Fresh | None, *, short: bool) -> list[Month]:
    days = np.floor(rows.columns.first[events] if short else at[events]).astype(np.int64)
    names = [_named(int(day), short=short) for day in days]
    numbers = Counter(names)
    told = zip(names[:MOST], _told(rows, events[:MOST], fresh, short=short), strict=True)
    return [
        Month(name, text("count.events", n=numbers[name]), [one for _, one in own])
        for name, own in groupby(told, key=lambda pair: pair[0])
    ]


def _named(day: int, *, short: bool) -> str:
    year, month, own = day_parts(np.datetime64(day, "D"))
    return in_words(("day", year, month, own) if short else ("month", year, month))


def _told(rows: Marks, events: Ints, fresh: Fresh | None, *, short: bool) -> Iterator[Told]:
    own = rows.columns.of(events)
    lasts = (own.last > own.first) | own.open_start | own.open_end
    new = fresh.events[events].tolist() if fresh else [0] * len(events)
    words = ("", text("came.new"), text("came.changed"))
    for n, (event, title, when) in enumerate(
        zip(rows.texts.ids(events), rows.texts.titles(events), rows.texts.dates(events), strict=True)
    ):
        day = "" if lasts[n] else _dated(own, n, short=short)
        status = STATUSES[own.status[n]]
        facts = (
            text(f"status.{status}"),
            text("count.independent", n=int(own.independent[n])) if own.claims[n] else "",
            "" if day and not own.timed[n] else when,
        )
        joined = " · ".join(filter(None, facts))
        yield Told(event, title, day, status, joined, words[new[n]], bool(own.importance[n] >= MAIN))


def _dated(own: Columns, n: int, *, short: bool) -> str:
    """Return what stands before an entry: its day, or its time where the day stands above it."""
    if not short:
        return str(day_parts(np.datetime64(int(own.first[n]), "D"))[2])
    if not own.timed[n]:
        return ""
    minutes = round((own.begin[n] - np.floor(own.begin[n])) * _MINUTES) % _MINUTES
    return f"{minutes // 60:02}:{minutes % 60:02}"
