"""Estimates of one thing over time, each as its estimator gave it: points, ranges, least and most."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from components.findings.drawing import Anchor, Drawing, Mark, Words, opens
from components.findings.drawing import Line as Stroke
from components.findings.placing import NOWHERE, Box, Boxes, place
from components.findings.said import NARROW, WIDE, Drawn, Line, said
from components.findings.time_scale import TimeScale, ticks
from components.findings.whole import plain
from pactline.query.selection import Selection
from pactline.readings.findings import in_words
from pactline.record.telling import Picture
from pactline.tables.frames import Frames
from pactline.wording import text

_HEIGHT = {WIDE: 404, NARROW: 280}
_FOOT, _TOP, _LEFT = 30.0, 24.0, 34.0
_STEPS = (1, 2, 2.5, 5, 10)
_LINES = 6  # of the grid
_COLOURS = {"pact": "side-war", "war": "side-war"}
_SIDES: tuple[tuple[Anchor, float], ...] = (("start", 10.0), ("end", -10.0))


def estimates(record: Frames, picture: Picture, selection: Selection) -> Drawn | None:
    """Draw the estimates of the picture's metric; ``None`` if none is a number with a day."""
    table = record.estimates
    own = table[(table["metric"] == picture.metric) & table["drawable"]]
    own = own[own[["low", "high", "value"]].notna().any(axis=1)]
    if own.empty:
        return None
    rows = own.to_dict("records")
    metric = record.dossier.metrics[str(picture.metric)]
    wide, narrow = (_drawing(record, rows, picture, width, selection) for width in (WIDE, NARROW))
    lines = [
        Line(plain(row["event_id"]) or "", _amount(row), _who(record, row))
        for row in rows
        if row["estimate_id"] in picture.label
    ]
    return Drawn(
        text("findings.estimates.title", metric=metric.label, unit=metric.unit or ""),
        text("findings.estimates.note"),
        wide,
        narrow,
        tuple(lines),
    )


def _amount(row: Mapping[Any, Any]) -> str:
    low, high, value = (None if pd.isna(row[name]) else float(row[name]) for name in ("low", "high", "value"))
    if value is not None:
        return text("figure.about" if row["approximate"] else "figure.value", value=in_words(value, text))
    if low is not None and high is not None:
        return text("figure.between", low=in_words(low, text), high=in_words(high, text))
    if low is not None:
        return text("figure.least", low=in_words(low, text))
    return text("figure.most", high=in_words(float(high or 0), text))


def _who(record: Frames, row: Mapping[Any, Any]) -> str:
    estimator = plain(row["estimator"])
    who = record.voice(estimator) if estimator else ""
    counts = text(f"figure.counts.{row['counts']}") if row["counts"] != "none" else ""
    return ", ".join(part for part in (who, row["as_of_words"], counts) if part)


def _drawing(record: Frames, rows: list[dict[Any, Any]], picture: Picture, width: int, selection: Selection) -> Drawing:
    height = _HEIGHT[width]
    base = height - _FOOT
    days = [_middle(row) for row in rows]
    apart = max(30, (max(days) - min(days)) // 12)
    scale = TimeScale(min(days) - apart, max(days) + apart, _LEFT, width)
    top = max(float(np.nanmax([row[name] for name in ("low", "high", "value")])) for row in rows)
    step = _step(top)
    most = (int(top // step) + 1) * step

    def y_of(amount: float) -> float:
        return base - amount / most * (base - _TOP)

    grid = [(k * step, y_of(k * step)) for k in range(int(most / step) + 1)]
    strokes = [Stroke(_LEFT, y, width, y, "hair" if amount else "axis") for amount, y in grid]
    words = [Words(0, y - 4, in_words(amount, text), "muted", 12) for amount, y in grid[1:]]
    for tick in ticks(scale, 60):
        own = Words(tick.x + 4, base + 18, tick.words, "bold")
        if own.box.right <= width and (not words or own.box.left >= words[-1].box.right or words[-1].set == "muted"):
            strokes.append(Stroke(tick.x, base, tick.x, base + 6))
            words.append(own)
    marks: list[Mark] = []
    taken: list[Box] = [one.box for one in words]
    places: dict[str, tuple[float, float]] = {}
    for row, day in zip(rows, days, strict=True):
        x, colour = scale.x(day), _COLOURS.get(row["side"], "side-no")
        low, high, value = (float(row[name]) for name in ("low", "high", "value"))
        shape = "square" if row["counts"] == "capacity" else "circle"
        at = next(amount for amount in (value, high, low) if not np.isnan(amount))
        if not np.isnan(low) and not np.isnan(high):
            strokes.append(Stroke(x, y_of(high), x, y_of(low), "range", colour))
        elif np.isnan(value):
            way = -1 if not np.isnan(low) else 1  # at least, at most
            ends = sorted((y_of(at), y_of(at) + way * 18))
            strokes.append(Stroke(x, ends[0], x, ends[1], "stem", colour))
            arrow, foot = ("↑", y_of(at) - 16) if way < 0 else ("↓", y_of(at) + 26)
            words.append(Words(x, foot, arrow, "plain", 13, "middle"))
        name = text("findings.estimates.mark", amount=_amount(row), who=_who(record, row))
        marks.append(Mark(x, y_of(at), 5.0, shape, colour, plain(row["event_id"]) or "", name))
        highest = y_of(at) - (28 if np.isnan(value) and np.isnan(high) else 6)
        taken.append(Box(x - 7, highest, x + 7, y_of(low if not np.isnan(low) else at) + 6))
        places[row["estimate_id"]] = (x, y_of(at))
    if width == WIDE:
        words += _labels(record, rows, picture, places, taken, Box(_LEFT, 0, width, base))
        words += _against(record, picture, taken, base, width)
    links = opens(selection, "event", "event")
    name = text("findings.estimates.name", n=len(rows))
    return Drawing(name, width, height, links, (), tuple(strokes), (), (), tuple(marks), tuple(words))


def _labels(
    record: Frames,
    rows: list[dict[Any, Any]],
    picture: Picture,
    places: Mapping[str, tuple[float, float]],
    taken: list[Box],
    room: Box,
) -> list[Words]:
    """Return amounts and estimators of those that the picture names, where there is room."""
    made: list[list[tuple[Words, Words]]] = []
    for row in (one for wanted in picture.label for one in rows if one["estimate_id"] == wanted):
        x, y = places[row["estimate_id"]]
        estimator = plain(row["estimator"])
        who = record.voice(estimator) if estimator else ""
        made.append(
            [
                (
                    Words(x + aside, y + down, _amount(row), "bold", 15, anchor),
                    Words(x + aside, y + down + 16, who, "muted", 13, anchor),
                )
                for down in (-2.0, 12.0, -20.0, 26.0, -36.0, 44.0, -52.0)
                for anchor, aside in _SIDES
            ]
        )
    asked: list[list[Boxes]] = [[(one.box, other.box) for one, other in own] for own in made]
    placed = place(asked, taken, room)
    found = [words for own, at in zip(made, placed, strict=True) if at != NOWHERE for words in own[at]]
    taken += [words.box for words in found]
    return found


def _against(record: Frames, picture: Picture, taken: list[Box], base: float, width: int) -> list[Words]:
    """Return who denies any, in their words, at the foot of the picture."""
    found: list[Words] = []
    for one in picture.against:
        own = said(record, one)
        if own is None:
            continue
        words = text("findings.quoted", words=own.quote) if own.quote else text("findings.estimates.denied")
        line = text("findings.estimates.against", words=words, who=own.who)
        options = [Words(x, base - 8, line, "quote", 14, "end") for x in range(width - 4, int(_LEFT) + 200, -30)]
        (chosen,) = place([[(each.box,) for each in options]], taken, Box(_LEFT, 0, width, base))
        if chosen != NOWHERE:
            found.append(options[chosen])
            taken.append(options[chosen].box)
    return found


def _middle(row: Mapping[Any, Any]) -> int:
    first, last = (pd.Timestamp(row[name]).date().toordinal() for name in ("earliest", "latest"))
    return (first + last) // 2


def _step(top: float) -> float:
    rough = top / _LINES
    size = 10.0 ** int(np.floor(np.log10(rough))) if rough > 0 else 1.0
    return next(size * step for step in _STEPS if size * step >= rough)
