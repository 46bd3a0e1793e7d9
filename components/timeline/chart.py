"""The timeline of a view: what it holds is fetched by the browser, which works out where everything stands."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd

from components.parts import draw, theme
from components.parts.days import EPOCH, FIRST_DAY, day_number
from components.parts.rows import day_words
from components.parts.theme import Look
from components.timeline.axis import Scale
from components.timeline.component import DATES, timeline
from components.timeline.figure import describe
from components.timeline.frame import clock_of, covered_until, note_of, picture_frame, whole_scale, window_of
from components.timeline.marks import marks
from components.timeline.placing import MAIN
from components.timeline.sent import MOST, Around, Fresh, Window, behind, sent
from components.timeline.still import still
from components.timeline.strip import Strip, strip
from components.timeline.upright import upright
from pactline.query.select import View, select
from pactline.query.selection import Lanes
from pactline.query.view import Shown
from pactline.readings.came_since import came
from pactline.tables.kept import kept
from pactline.wording import text

_GROUP = 200  # events listed behind a count
_STRIP = 1000  # px that the strip's bins are made for
_OPEN: Window = (None, None)
_LINKS = 400  # arrows; more would be a thicket


def chart(view: View, *, key: str, look: Look, state: Mapping[str, Any], of: str, handled: float) -> None:
    """Draw what is shown on an axis, over a strip of the whole; what a reader picks is told to the page's drawer.

    The picture holds what the other filters leave, whatever the range of dates: the range is its window, which
    moves in the browser first. The browser fetches it by its address, so that whoever filters has it before the run.

    Args:
        view: What is shown; its selection says which lanes.
        key: Its place in the session.
        look: Colours of the reader's theme.
        state: What the chart last told of itself.
        of: Names the record as it is now, in the address of the picture.
        handled: Number of the reader's last act that was taken.
    """
    selection = view.selection
    if draw.baking():
        shown = _standing(view.shown)
        wide = still(view, **picture_frame(view))
        with draw.box(f"{key}-box"):
            draw.html(f'<div data-until="drawn">{wide}{upright(view, _strip(shown), _fresh(view.shown))}</div>')
        return
    told = {
        "of": of, "look": look.name, "query": _asked(view), "ranged": _ranged(view.shown), "handled": handled,
        "range": list(window_of(view.shown)), "answer": _answer(view.shown, selection.lanes, state),
    }  # fmt: skip
    with draw.box(f"{key}-box"):
        timeline(told, key=key)


def picture(view: View, *, look: str) -> bytes:
    """Return what the browser draws of a view, as it is sent; of its selection only what ``PICTURED`` names matters.

    Args:
        view: What is shown.
        look: Name of the theme.
    """
    shown = view.shown
    colours = theme.look(look, shown.frames.dossier.edition.accent)
    return drawn(_standing(shown), lanes=view.selection.lanes, look=colours, window=_wanted(shown))


def _asked(view: View) -> dict[str, list[str]]:
    """Return the keys by which the browser asks for the picture."""
    asked = replace(view.selection.filters, lanes=view.selection.lanes).to_query()
    without = () if _ranged(view.shown) else DATES
    return {name: values for name, values in asked.items() if name not in without}


def _ranged(shown: Shown) -> bool:
    """Say whether what is sent depends on the range of dates, as of a large record, or where only sure dates count."""
    return shown.selection.certain or _large(shown)


def _standing(shown: Shown) -> Shown:
    """Return what stands on the axis, inside of the window or not."""
    return shown if shown.selection.certain else _undated(shown)


def drawn(shown: Shown, *, lanes: Lanes | None, look: Look, window: Window = _OPEN, most: int = MOST) -> bytes:
    """Return the picture of what a selection leaves; ``lanes`` of ``None`` is the compact band."""
    rows, scale = marks(View(shown.selection, shown), by=lanes), whole_scale(shown.frames)
    until = covered_until(shown)
    return sent(
        rows,
        scale,
        window=window,
        around=Around(
            strip=_strip(shown),
            eras=_eras(shown),
            links=_links(shown),
            until=_until(until, scale),
            note=note_of(shown),
            fresh=_fresh(shown),
            clock=clock_of(shown.frames),
        ),
        look=look,
        alt=describe(rows),
        compact=lanes is None,
        most=most,
    )


def _until(covered: pd.Timestamp | None, scale: Scale) -> int | None:
    """Return the first day that is not covered, unless the axis ends before it, as an incident's does."""
    day = None if covered is None else day_number(covered) + 1
    return None if day is None or day >= scale.panes[-1].after else day


def _wanted(shown: Shown) -> Window:
    """Return the window that decides what is sent: none of a record that is sent whole whatever the window."""
    return window_of(shown) if _large(shown) else _OPEN


def _large(shown: Shown) -> bool:
    return shown.frames.size("events") > MOST


def _answer(shown: Shown, lanes: Lanes, state: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what stands behind a count that the reader opened, whose events were not sent."""
    asked = state.get("behind")
    if not isinstance(asked, Mapping):
        return None
    at, first, after, own = (asked.get(name) for name in ("at", "from", "to", "lanes"))
    if not (isinstance(at, int | float) and isinstance(first, int | float) and isinstance(after, int | float)):
        return None
    if not (isfinite(first) and isfinite(after)):
        return None
    if not isinstance(own, list) or not all(isinstance(lane, int) for lane in own):
        return None
    shown = _standing(shown)
    rows = marks(View(shown.selection, shown), by=lanes)
    events = behind(rows, whole_scale(shown.frames), own, first, after if after > first else first + 1)
    return {
        "at": at,
        "events": rows.texts.ids(events[:_GROUP]),
        "title": text("timeline.group", n=len(events)),
    }


@kept(8)
def _strip(shown: Shown) -> Strip:
    return strip(marks(View(shown.selection, shown)), whole_scale(shown.frames), _STRIP)


def _undated(shown: Shown) -> Shown:
    """Return what would be left without a range of dates: what the strip counts, so that a range can be widened."""
    selection = shown.selection
    if not (selection.first or selection.last):
        return shown
    return select(shown.frames, replace(selection, first=None, last=None, hours=None, certain=False)).shown


def _eras(shown: Shown) -> tuple[tuple[str, float, float], ...]:
    """Return the eras as name, first day and day after the last; none that had not begun on the day of ``known``."""
    record, known = shown.frames, shown.selection.known
    panes = whole_scale(record).panes
    begin, after = panes[0].days[0], panes[-1].days[1]
    return tuple(
        (
            era.name,
            begin if era.date.open_start else era.date.begins - EPOCH,
            after if era.date.open_end else era.date.ends + 1 - EPOCH,
        )
        for era in record.dossier.eras
        if (era.date.drawable or begin < FIRST_DAY) and (known is None or era.date.earliest <= known)
    )


def _fresh(shown: Shown) -> Fresh | None:
    """Return which events are new, or changed, in a record that is looked back at."""
    new = came(shown)
    if new is None:
        return None
    return Fresh(new.events + 2 * new.changed, text("came.legend", day=day_words(new.since)))


@kept(8)
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
