"""The picture of the whole as a drawing: dots stacked along time, moments with their words, labels where there is room.

Where dots would not fit, events are counted: bars of one width, each a link to its stretch of time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from components.findings.drawing import Bar, Drawing, Line, Mark, Stack, Words, look, opens
from components.findings.time_scale import TimeScale, ticks, year_words
from components.findings.whole import Whole
from components.findings.whole_words import Ground, annotated, centre, peak
from components.parts.rows import day_words
from pactline.record.day_numbers import year_of
from pactline.tables.index import STATUS_CODES
from pactline.wording import text

Floats: TypeAlias = npt.NDArray[np.floating[Any]]
Mask: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.intp]

_PITCHES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)  # px from dot to dot; smaller ones cannot be hit
_BAR = 10.5
_EARLY = 0.08  # of the width, for what is squeezed; no less than ...
_EARLY_LEAST = 72.0
_BREAK = 30.0  # px between the squeezed part and the axis
_FOOT = 30.0  # px below the axis, for its words
_HEAD = 8.0  # px above what stands highest
_EDGE = 8.0
_AIR = 4.0
_APART = 52.0  # px at least between words at the axis
_LONG = 800  # days from which on a stretch is told in years


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things go.

    Attributes:
        height: Of the whole picture, at most.
        dots: Px that the highest stack may take.
        annotated: Whether moments and labels stand in the picture.
    """

    width: int
    height: int
    dots: float
    annotated: bool


WIDE = Frame(1200, 424, 190.0, annotated=True)
MIDDLE = Frame(760, 230, 180.0, annotated=False)
NARROW = Frame(358, 190, 140.0, annotated=False)


def whole_drawing(whole: Whole, frame: Frame) -> Drawing:
    """Lay the picture out.

    Args:
        whole: What it shows; at least one event.
        frame: How large it is, and how much it tells.
    """
    days, first = whole.dots.days, whole.dots.first
    early = days < first
    room = max(_EARLY_LEAST, _EARLY * frame.width) if early.any() else 0.0
    left = room + _BREAK if room else _EDGE
    scale = TimeScale(first, max(int(days.max()), first + 1), left, frame.width - _EDGE)
    return _Picture(whole, frame, scale, early, room).drawn()


class _Columns(NamedTuple):
    """Dots in columns along the axis.

    Attributes:
        of: The column of each dot, by number.
        at: The columns that hold any, by number, from the left.
        first: The first dot of each of these.
        high: How many dots each holds.
    """

    of: Numbers
    at: Numbers
    first: Numbers
    high: Numbers


class _Counted(NamedTuple):
    """The events of a stretch of time.

    Attributes:
        x: Its left side, in px.
        wide: Px.
        counts: How many events there are of each of ``STATUS_CODES``.
        tall: Px of one event.
        ends: First and last day, as ordinals.
    """

    x: float
    wide: float
    counts: Sequence[int]
    tall: float
    ends: tuple[int, int]


class _Picture:
    """A picture while it is laid out."""

    def __init__(self, whole: Whole, frame: Frame, scale: TimeScale, early: Mask, room: float) -> None:
        self._whole, self._frame, self._scale, self._room = whole, frame, scale, room
        self._base = frame.height - _FOOT
        self._days = opens(replace(whole.selection, first=None, last=None, event=None), "timeline", "from")
        own = ~early
        if frame.annotated:
            own[[moment.place for moment in whole.moments]] = False
        self._early, self._own = np.flatnonzero(early), np.flatnonzero(own)
        self._x = scale.x(whole.dots.days[self._own]) - scale.left

    def drawn(self) -> Drawing:
        pitch = next((one for one in _PITCHES if self._fits(one)), None)
        columns = self._columns(pitch or _BAR)
        tall = self._frame.dots / max(1, *columns.high.tolist(), len(self._early) / (self._room / _BAR or 1))
        ground = self._ground(columns, pitch or _BAR, pitch or tall)
        added = annotated(self._whole, ground) if self._frame.annotated else peak(self._whole, ground, ground.taken)
        axis, below = self._axis()
        lines, words = (*axis, *added.lines), (*below, *added.words)
        marks = (*(self._dots(columns, ground) if pitch else ()), *added.marks)
        tops = [
            *(one.top for one in words),
            *(min(line.y1, line.y2) for line in lines),
            *(mark.y - mark.r for mark in marks),
        ]
        counted = [] if pitch else [*self._counted(columns, tall), *self._early_count(tall)]
        tops += [self._tops(one)[-1] for one in counted]
        # What is empty at the top is taken away, where no moments and no map stand.
        up = min(tops, default=0.0) - _HEAD
        by = int(up) if added.place is None and up >= 1 else 0
        return Drawing(
            name=self._name(),
            width=self._frame.width,
            height=self._frame.height - by,
            opens=opens(replace(self._whole.selection, event=None), "event", "event"),
            lines=tuple(line._replace(y1=line.y1 - by, y2=line.y2 - by) for line in lines) if by else lines,
            marks=tuple(mark._replace(y=mark.y - by) for mark in marks) if by else marks,
            stacks=tuple(self._stack(one, by) for one in counted),
            words=tuple(one._replace(y=one.y - by) for one in words) if by else words,
            place=added.place,
        )

    def _name(self) -> str:
        told = "; ".join(f"{moment.label}, {moment.when}" for moment in self._whole.moments)
        events = text("findings.whole_name", n=len(self._whole.dots))
        return text("findings.whole_moments", events=events, moments=told) if told else events

    # Dots

    def _fits(self, pitch: float) -> bool:
        """Say whether all dots have room, so far apart."""
        if len(self._own) > (self._frame.width // pitch + 1) * (self._frame.dots // pitch):
            return False  # however they were spread
        most = np.bincount((self._x // pitch).astype(np.intp)).max(initial=0)
        return bool(max(most, self._early_rows(pitch)) * pitch <= self._frame.dots)

    def _early_rows(self, pitch: float) -> int:
        return -(-len(self._early) // int(self._room // pitch)) if len(self._early) else 0

    def _columns(self, pitch: float) -> _Columns:
        at = (self._x // pitch).astype(np.intp)
        high = np.bincount(at)
        held = np.flatnonzero(high)
        first = np.zeros(len(high), dtype=np.intp)
        first[at[::-1]] = self._own[::-1]  # of several dots the first one counts, which comes last here
        return _Columns(at, held, first[held], high[held])

    def _ground(self, columns: _Columns, pitch: float, tall: float) -> Ground:
        """Return what words stand on; of columns as high as each other the one with the first event comes first."""
        order = np.argsort(columns.first)
        tops = zip(columns.at[order].tolist(), (self._base - columns.high * tall)[order].tolist(), strict=True)
        return Ground(self._scale, self._base, self._frame.width, pitch, dict(tops))

    def _dots(self, columns: _Columns, ground: Ground) -> Iterator[Mark]:
        pitch, rows = ground.pitch, self._early_rows(ground.pitch) or 1
        dots = self._own[self._order(columns)]
        row = np.arange(len(dots)) - np.repeat(np.cumsum(columns.high) - columns.high, columns.high)
        x = np.repeat([ground.centre(at) for at in columns.at.tolist()], columns.high)
        number = np.arange(len(self._early))
        yield from self._marks(dots, x, row, pitch)
        yield from self._marks(self._early, (number // rows + 0.5) * pitch, number % rows, pitch)

    def _order(self, columns: _Columns) -> Numbers:
        """Return the order of the dots: column after column from the left, in each from the foot up."""
        named = np.zeros(len(self._whole.dots), dtype=bool)
        if self._frame.annotated:
            named[[number for number, _ in self._whole.labels]] = True
        # A label's stem stands on its own dot: it is the highest. Numbers so small are sorted by their digits.
        return np.argsort((2 * columns.of + named[self._own]).astype(np.int16), kind="stable")

    def _marks(self, own: Numbers, x: Floats, row: Numbers, pitch: float) -> Iterator[Mark]:
        dots, called, looks = (
            self._whole.dots,
            self._whole.dots.called,
            [look(status, pitch * 0.42) for status in STATUS_CODES],
        )
        y = self._base - (row + 0.5) * pitch - 1
        columns = (own.tolist(), x.tolist(), y.tolist(), dots.status[own].tolist())
        for number, left, top, status in zip(*columns, strict=True):
            r, shape, colour = looks[status]
            event, name = called[number]
            yield Mark(left, top, r, shape, colour, event, name)

    # Counts

    def _counted(self, columns: _Columns, tall: float) -> list[_Counted]:
        found = []
        kinds = len(STATUS_CODES)
        size = (int(columns.at.max(initial=-1)) + 1) * kinds
        counts = np.bincount(columns.of * kinds + self._whole.dots.status[self._own], minlength=size).reshape(-1, kinds)
        for at, own in zip(columns.at.tolist(), counts[columns.at].tolist(), strict=True):
            x = centre(self._scale, at, _BAR, self._frame.width) - _BAR / 2 + 0.75
            since, until = (self._scale.day(self._scale.left + place * _BAR) for place in (at, at + 1))
            found.append(_Counted(x, _BAR - 1.5, own, tall, (since, until)))
        return found

    def _early_count(self, tall: float) -> list[_Counted]:
        if not len(self._early):
            return []
        counts = np.bincount(self._whole.dots.status[self._early], minlength=len(STATUS_CODES)).tolist()
        return [_Counted(0, self._room, counts, tall * _BAR / self._room, self._early_ends())]

    def _early_ends(self) -> tuple[int, int]:
        return int(self._whole.dots.days[self._early].min()), self._scale.first - 1

    def _tops(self, one: _Counted) -> list[float]:
        """Return where the bars end, from the foot up, one a status; that of none where the one below it does."""
        heights = (-number * one.tall for number in one.counts)
        return list(accumulate(heights, initial=self._base - 1.0))[1:]

    def _stack(self, one: _Counted, by: int) -> Stack:
        """Return the bars of a stretch of time, so many px higher than they stand."""
        bars = tuple(
            Bar(one.x, top - by, one.wide, number * one.tall, f"status-{status}")
            for status, number, top in zip(STATUS_CODES, one.counts, self._tops(one), strict=True)
            if number
        )
        ends = one.ends
        long = ends[1] - ends[0] > _LONG or ends[0] < 1
        first, last = (year_words(year_of(day)) if long else day_words(date.fromordinal(day)) for day in ends)
        name = text("findings.stack", n=sum(one.counts), first=first, last=last)
        # No address names a day before the year 1: that side stays open.
        since, until = (date.fromordinal(day).isoformat() if day > 0 else "" for day in ends)
        return Stack(bars, name, f"{self._days}{since}&to={until}")

    # Words

    def _axis(self) -> tuple[list[Line], list[Words]]:
        base, scale, foot = self._base, self._scale, self._base + 20
        begins = scale.left - 6 if self._room else 0.0
        lines = [Line(begins, base, self._frame.width, base)]
        words = []
        if self._room:
            years = "–".join(dict.fromkeys(year_words(year_of(day)) for day in self._early_ends()))
            lines.append(Line(0, base, self._room, base))
            words.append(Words(0, foot, years, "bold"))
        until = words[-1].box.right + _AIR if words else -1.0
        for tick in ticks(scale, _APART):
            own = Words(tick.x + 4, foot, tick.words, "bold")
            if own.box.left < until or own.box.right > self._frame.width:
                continue
            lines.append(Line(tick.x, base, tick.x, base + 7))
            words.append(own)
            until = own.box.right + 2 * _AIR
        return lines, words
