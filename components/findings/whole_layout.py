"""The picture of the whole as a drawing: dots stacked along time, moments with their words, labels where there is room.

Where dots would not fit, events are counted: bars of one width, each a link to its stretch of time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from components.findings.drawing import Bar, Drawing, Line, Mark, Stack, Words, mark, opens
from components.findings.time_scale import TimeScale, squeezed_before, ticks, year_words
from components.findings.whole import Dot, Whole
from components.findings.whole_words import Ground, annotated, centre, peak
from components.parts.rows import day_words
from pactline.record.day_numbers import first_of, year_of
from pactline.tables.index import STATUS_CODES
from pactline.wording import text

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
    days = sorted(dot.day for dot in whole.dots)
    before = squeezed_before(days)
    first = days[0] if before is None else first_of(before)
    early = [dot for dot in whole.dots if dot.day < first]
    own = [dot for dot in whole.dots if dot.day >= first]
    room = max(_EARLY_LEAST, _EARLY * frame.width) if early else 0.0
    scale = TimeScale(first, max(days[-1], first + 1), room + _BREAK if early else _EDGE, frame.width - _EDGE)
    base = frame.height - _FOOT
    return _cropped(_Picture(whole, frame, scale, base).drawn(early, own, room))


def _cropped(drawing: Drawing) -> Drawing:
    """Take away what is empty at the top, where no moments and no map stand."""
    tops = [
        *(words.box.top for words in drawing.words),
        *(min(line.y1, line.y2) for line in drawing.lines),
        *(mark.y - mark.r for mark in drawing.marks),
        *(bar.y for stack in drawing.stacks for bar in stack.bars),
    ]
    up = min(tops, default=0.0) - _HEAD
    if drawing.place is not None or up < 1:
        return drawing
    return replace(
        drawing,
        height=drawing.height - int(up),
        words=tuple(replace(words, y=words.y - int(up)) for words in drawing.words),
        lines=tuple(replace(line, y1=line.y1 - int(up), y2=line.y2 - int(up)) for line in drawing.lines),
        marks=tuple(replace(mark, y=mark.y - int(up)) for mark in drawing.marks),
        stacks=tuple(
            replace(stack, bars=tuple(replace(bar, y=bar.y - int(up)) for bar in stack.bars))
            for stack in drawing.stacks
        ),
    )


class _Picture:
    """A picture while it is laid out."""

    def __init__(self, whole: Whole, frame: Frame, scale: TimeScale, base: float) -> None:
        self._whole, self._frame, self._scale, self._base = whole, frame, scale, base
        self._moments = {moment.event for moment in whole.moments} if frame.annotated else set()
        self._days = opens(replace(whole.selection, first=None, last=None, event=None), "timeline", "from")
        self._named = {event for event, _ in whole.labels} if frame.annotated else set()

    def drawn(self, early: list[Dot], own: list[Dot], room: float) -> Drawing:
        pitch = next((one for one in _PITCHES if self._fits(early, own, room, one)), None)
        columns = self._columns(own, pitch or _BAR)
        tall = self._frame.dots / max(1, *(len(column) for column in columns.values()), len(early) / (room / _BAR or 1))
        marks: list[Mark] = []
        stacks: list[Stack] = []
        if pitch:
            marks = [*self._stacked(columns, pitch), *self._early_dots(early, room, pitch)]
            tops = {at: self._base - len(column) * pitch for at, column in columns.items()}
        else:
            stacks = [*self._counted(columns, tall), *self._early_count(early, room, tall)]
            tops = {at: self._base - len(column) * tall for at, column in columns.items()}
        ground = Ground(self._scale, self._base, self._frame.width, pitch or _BAR, tops)
        added = annotated(self._whole, ground) if self._frame.annotated else peak(self._whole, ground, ground.taken)
        lines, words = self._axis(early, room)
        return Drawing(
            name=self._name(),
            width=self._frame.width,
            height=self._frame.height,
            opens=opens(replace(self._whole.selection, event=None), "event", "event"),
            lines=(*lines, *added.lines),
            stacks=tuple(stacks),
            marks=(*marks, *added.marks),
            words=(*words, *added.words),
            place=added.place,
        )

    def _name(self) -> str:
        told = "; ".join(f"{moment.label}, {moment.when}" for moment in self._whole.moments)
        events = text("findings.whole_name", n=len(self._whole.dots))
        return text("findings.whole_moments", events=events, moments=told) if told else events

    # Dots

    def _columns(self, own: Iterable[Dot], pitch: float) -> dict[int, list[Dot]]:
        found: dict[int, list[Dot]] = defaultdict(list)
        for dot in own:
            if dot.event not in self._moments:
                found[int((self._scale.x(dot.day) - self._scale.left) // pitch)].append(dot)
        return {at: sorted(column, key=lambda dot: dot.event in self._named) for at, column in found.items()}

    def _fits(self, early: list[Dot], own: list[Dot], room: float, pitch: float) -> bool:
        left = self._scale.left
        places = (self._scale.x(dot.day) - left for dot in own if dot.event not in self._moments)
        most = max(Counter(int(x // pitch) for x in places).values(), default=0)
        rows = -(-len(early) // int(room // pitch)) if early else 0
        return max(most, rows) * pitch <= self._frame.dots

    def _centre(self, at: int, pitch: float) -> float:
        return centre(self._scale, at, pitch, self._frame.width)

    def _stacked(self, columns: dict[int, list[Dot]], pitch: float) -> list[Mark]:
        return [
            mark(
                self._centre(at, pitch),
                self._base - (row + 0.5) * pitch - 1,
                pitch * 0.42,
                dot.status,
                event=dot.event,
                name=dot.name,
            )
            for at, column in sorted(columns.items())
            for row, dot in enumerate(column)
        ]

    def _early_dots(self, early: list[Dot], room: float, pitch: float) -> list[Mark]:
        rows = -(-len(early) // int(room // pitch)) if early else 1
        return [
            mark(
                (number // rows + 0.5) * pitch,
                self._base - (number % rows + 0.5) * pitch - 1,
                pitch * 0.42,
                dot.status,
                event=dot.event,
                name=dot.name,
            )
            for number, dot in enumerate(early)
        ]

    # Counts

    def _counted(self, columns: dict[int, list[Dot]], tall: float) -> list[Stack]:
        return [
            self._stack(
                self._centre(at, _BAR) - _BAR / 2 + 0.75,
                _BAR - 1.5,
                column,
                tall,
                (
                    self._scale.day(self._scale.left + at * _BAR),
                    self._scale.day(self._scale.left + (at + 1) * _BAR),
                ),
            )
            for at, column in sorted(columns.items())
        ]

    def _early_count(self, early: list[Dot], room: float, tall: float) -> list[Stack]:
        if not early:
            return []
        ends = (min(dot.day for dot in early), self._scale.first - 1)
        return [self._stack(0, room, early, tall * _BAR / room, ends)]

    def _stack(self, x: float, wide: float, own: Sequence[Dot], tall: float, ends: tuple[int, int]) -> Stack:
        bars, foot = [], self._base - 1
        for status in STATUS_CODES:
            number = sum(dot.status == status for dot in own)
            if number:
                foot -= number * tall
                bars.append(Bar(x, foot, wide, number * tall, f"status-{status}"))
        long = ends[1] - ends[0] > _LONG or ends[0] < 1
        first, last = (year_words(year_of(day)) if long else day_words(date.fromordinal(day)) for day in ends)
        name = text("findings.stack", n=len(own), first=first, last=last)
        # No address names a day before the year 1: that side stays open.
        since, until = (date.fromordinal(day).isoformat() if day > 0 else "" for day in ends)
        return Stack(tuple(bars), name, f"{self._days}{since}&to={until}")

    # Words

    def _axis(self, early: list[Dot], room: float) -> tuple[list[Line], list[Words]]:
        base, scale, foot = self._base, self._scale, self._base + 20
        begins = scale.left - 6 if early else 0.0
        lines = [Line(begins, base, self._frame.width, base)]
        words = []
        if early:
            ends = [year_words(year_of(day)) for day in (min(dot.day for dot in early), scale.first - 1)]
            years = "–".join(dict.fromkeys(ends))
            lines.append(Line(0, base, room, base))
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
