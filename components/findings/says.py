"""Who denied and who confirmed a thing, day by day, and what status the claim had meanwhile."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import pandas as pd

from components.findings.drawing import Bar, Drawing, Mark, Words, opens, width_of, wrapped
from components.findings.drawing import Line as Stroke
from components.findings.placing import NOWHERE, Box, place
from components.findings.said import NARROW, WIDE, Drawn, Line, Said, said
from components.findings.time_scale import TimeScale, ticks
from components.parts.rows import day_words
from pactline.query.selection import Selection
from pactline.record.telling import Picture, Saying
from pactline.tables.frames import Frames
from pactline.wording import text

_ACTS = {
    "denies": ("cross", "stance-denies"),
    "neither": ("circle-open", "stance-neutral"),
    "confirms": ("circle", "status-documented"),
}
_LABEL = {WIDE: 150.0, NARROW: 0.0}  # px for the names of rows
_HEAD = 26.0
_QUOTE = 300.0  # px that a quotation may be wide
_LINE = 18.0  # px of a line of words
_STEPS = 12


class _Item(NamedTuple):
    day: int
    act: str
    said: Said


class _Row(NamedTuple):
    label: str
    items: list[_Item]


def says(record: Frames, picture: Picture, selection: Selection) -> Drawn | None:
    """Draw who said what about the picture's claim; ``None`` if the record has nothing of it."""
    rows = [_Row(row.label, list(_items(record, row.items))) for row in picture.rows]
    rows = [row for row in rows if row.items]
    if not rows:
        return None
    days = [item.day for row in rows for item in row.items]
    first = picture.first.toordinal() if picture.first else min(days) - 7
    last = picture.last.toordinal() if picture.last else max(days) + 7
    claim = record.claim_row_of(picture.claim) if picture.claim else None
    steps = _statuses(record, claim, first, last) if claim is not None else []
    about = str(record.cell("claims", "text", claim)) if claim is not None else ""
    wide, narrow = (_drawing(rows, steps, (first, last), width, selection) for width in (WIDE, NARROW))
    lines = [
        Line(
            item.said.event,
            text("findings.says.line", act=text(f"findings.says.{item.act}"), words=_words(item.said)),
            _by(item),
        )
        for row in rows
        for item in row.items
    ]
    return Drawn(text("findings.says.title", claim=about), text("findings.says.note"), wide, narrow, tuple(lines))


def _items(record: Frames, items: Iterable[Saying]) -> Iterator[_Item]:
    for one in items:
        found = said(record, one.claim)
        day = one.day.earliest
        if found:
            yield _Item(day.toordinal(), one.act, found)


def _words(own: Said) -> str:
    return text("findings.quoted", words=own.quote) if own.quote else own.text


def _by(item: _Item) -> str:
    when = day_words(date.fromordinal(item.day))
    return text("findings.says.by", who=item.said.who, when=when) if item.said.who else when


def _statuses(record: Frames, claim: int, first: int, last: int) -> list[tuple[str, int, int]]:
    """Return the statuses that a claim had, each with its first day and the day after, within some days."""
    rows = record.rows_of("history", "claim", claim)
    days, statuses = (record.cells("history", name, rows) for name in ("date", "status"))
    steps = [(pd.Timestamp(day).date().toordinal(), str(status)) for day, status in zip(days, statuses, strict=True)]
    found: list[tuple[str, int, int]] = []
    for (day, status), (until, _) in zip(steps, [*steps[1:], (last + 1, "")], strict=True):
        if found and found[-1][0] == status:
            found[-1] = (status, found[-1][1], until)
        else:
            found.append((status, day, until))
    within = [one for one in found if one[1] <= last and one[2] > first]
    return [(status, max(day, first), min(until, last + 1)) for status, day, until in within]


def _drawing(
    rows: list[_Row], steps: list[tuple[str, int, int]], ends: tuple[int, int], width: int, selection: Selection
) -> Drawing:
    scale = TimeScale(*ends, _LABEL[width] + 8, width - 8)
    narrow = width == NARROW
    strokes: list[Stroke] = []
    words: list[Words] = []
    marks: list[Mark] = []
    y = _HEAD
    for row in rows:
        strokes.append(Stroke(0, y, width, y, "axis" if row is rows[0] else "hair"))
        if narrow:
            words.append(Words(0, y + 17, row.label, "bold", 14))
        else:
            words += [
                Words(0, y + 24 + n * 18, line, "bold", 14)
                for n, line in enumerate(wrapped(row.label, _LABEL[width] - 8, "bold", 14))
            ]
        own_marks, own_words, high = _row(row, scale, y + (20 if narrow else 6), width, narrow=narrow)
        marks += own_marks
        words += own_words
        y += max(high + (24 if narrow else 14), 40)
    bars: list[Bar] = []
    if steps:
        strokes.append(Stroke(0, y, width, y))
        own_bars, own_words, high = _bar(steps, scale, y, narrow=narrow)
        bars, words = own_bars, [*words, *own_words]
        status, since, _ = steps[-1]
        strokes.append(Stroke(scale.x(since), _HEAD, scale.x(since), y + 32, "until", f"status-{status}"))
        y += high
    apart = 108.0 if narrow else 78.0
    until = 0.0
    for tick in ticks(scale, apart):
        own = Words(tick.x + 3, 17, tick.words, "muted")
        if own.box.right <= width and own.box.left >= until:
            until = own.box.right + 6
            strokes.append(Stroke(tick.x, _HEAD, tick.x, y, "hair"))
            words.append(own)
    name = text("findings.says.name", n=sum(len(row.items) for row in rows))
    links = opens(selection, "event", "event")
    return Drawing(name, width, int(y) + 4, links, tuple(bars), tuple(strokes), (), (), tuple(marks), tuple(words))


def _row(row: _Row, scale: TimeScale, top: float, width: int, *, narrow: bool) -> tuple[list[Mark], list[Words], float]:
    """Lay out one row: each mark at its day, its words beside it, on the first line where nothing is covered."""
    marks: list[Mark] = []
    words: list[Words] = []
    taken: list[Box] = []
    lowest = top
    for item in sorted(row.items, key=lambda one: one.day):
        x = scale.x(item.day)
        options = []
        for step in range(_STEPS):
            y = top + 12 + step * (_LINE if not narrow else 16)
            for side in (1, -1) if x < (scale.left + width) / 2 else (-1, 1):
                lines = [] if narrow else _beside(item, x, y, side)
                mark_box = Box(x - 6, y - 7, x + 6, y + 7)
                options.append((y, lines, (mark_box, *(one.box for one in lines))))
        (chosen,) = place([[boxes for _, _, boxes in options]], taken, Box(scale.left - 8, 0, width, 10_000))
        y, lines, boxes = options[chosen if chosen != NOWHERE else 0]
        if chosen == NOWHERE:
            lines, boxes = [], boxes[:1]
        shape, colour = _ACTS[item.act]
        name = text(
            "findings.says.line", act=text(f"findings.says.{item.act}"), words=f"{_words(item.said)} ({_by(item)})"
        )
        marks.append(Mark(x, y, 5.5, shape, colour, item.said.event, name))
        words += lines
        taken += boxes
        lowest = max(lowest, *(box.bottom for box in boxes))
    return marks, words, lowest - top


def _beside(item: _Item, x: float, y: float, side: int) -> list[Words]:
    anchor = "start" if side > 0 else "end"
    quote = wrapped(text("findings.quoted", words=item.said.quote), _QUOTE, "quote", 15) if item.said.quote else []
    lines = [Words(x + side * 10, y + 5 + n * _LINE, line, "quote", 15, anchor) for n, line in enumerate(quote)]  # type: ignore[arg-type]
    by = Words(x + side * 10, y + 5 + len(quote) * (_LINE - 1), _by(item), "muted", 13, anchor)  # type: ignore[arg-type]
    return [*lines, by]


def _bar(
    steps: list[tuple[str, int, int]], scale: TimeScale, top: float, *, narrow: bool
) -> tuple[list[Bar], list[Words], float]:
    """Lay out the statuses of the claim: a bar each, and below it how long it held."""
    bars, words = [], []
    if not narrow:
        words += [Words(0, top + 24, text("findings.says.claim"), "bold", 14)]
    until = [0.0, 0.0, 0.0]
    for number, (status, first, after) in enumerate(steps):
        x, right = scale.x(first), scale.x(min(after, scale.last))
        bars.append(Bar(x, top + 12, max(2.0, right - x), 20, f"status-{status}"))
        named = text(f"status.{status}")
        last = number == len(steps) - 1
        key = "findings.says.since" if last else "findings.says.held"
        said_so = text(key, status=named, n=after - first, day=day_words(date.fromordinal(first)))
        own = Words(x, top + 50, said_so, "bold", 13)
        if own.box.right > scale.right + 8:
            own = Words(scale.right + 8, top + 50, said_so, "bold", 13, "end")
        line = next((at for at, taken in enumerate(until) if own.box.left >= taken), len(until) - 1)
        words.append(Words(own.x, top + 50 + line * 18, said_so, "bold", 13, own.anchor))
        until[line] = own.box.left + width_of(said_so, "bold", 13) + 8
    return bars, words, 56 + 18 * sum(taken > 0 for taken in until)
