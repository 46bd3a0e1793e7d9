"""Words in the picture of the whole: moments and what was said, the days between two, the peak, labels of events."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from components.findings.drawing import Anchor, Line, Mark, Set, Words, mark, width_of, wrapped
from components.findings.placing import NOWHERE, Box, Boxes, place, place_together
from components.findings.time_scale import TimeScale
from components.findings.whole import Moment, Whole
from pactline.wording import text

_BIG = 7.5  # radius of a moment's mark
_ASIDE = 10.0  # px from a moment's line to its words
_BLOCK = 268.0  # px that these may be wide
_NARROWEST = 120.0  # px to which they give way at the picture's edge
_LINES = 7  # that a quotation may take; a longer one is left out
_PEAK = 92.0  # px of the busiest month's words
_STEP, _STEPS = 10.0, 21  # px between the heights at which a moment may stand, and how many there are
_RISE = 15.0  # px between the heights of labels
_AIR = 6.0
_MAPS = ((416.0, 198.0), (360.0, 171.0), (300.0, 143.0))  # px that a map may take, the best first
MAP_HEAD = 22.0  # px above it, for what it is
_FEWEST = 2  # places that are worth a map
_SIDES: tuple[tuple[Anchor, int], tuple[Anchor, int]] = (("start", 1), ("end", -1))
_OVER: tuple[tuple[Anchor, float], ...] = (("start", -2.0), ("end", 2.0), ("middle", 0.0))  # over a stem
_Block = list[tuple[Words, float]]  # lines of words, and the px that each takes


class Ground(NamedTuple):
    """What words stand on.

    Attributes:
        base: Where the axis is.
        pitch: Px of a column.
        tops: Of the columns that hold anything, by number.
    """

    scale: TimeScale
    base: float
    width: float
    pitch: float
    tops: Mapping[int, float]

    @property
    def taken(self) -> tuple[Box, ...]:
        """What no word may cover."""
        half = self.pitch / 2
        xs = {at: centre(self.scale, at, self.pitch, self.width) for at in self.tops}
        return (*(Box(xs[at] - half, top - 1, xs[at] + half, self.base) for at, top in self.tops.items()),)

    @property
    def room(self) -> Box:
        """What all words must lie in."""
        return Box(0, 0, self.width, self.base - 2)


class Added(NamedTuple):
    """What words add to the picture, and what they take up; ``place`` is what they leave to a map, with its head."""

    marks: tuple[Mark, ...] = ()
    lines: tuple[Line, ...] = ()
    words: tuple[Words, ...] = ()
    boxes: tuple[Box, ...] = ()
    place: Box | None = None

    def __or__(self, other: "Added") -> "Added":
        return Added(
            (*self.marks, *other.marks),
            (*self.lines, *other.lines),
            (*self.words, *other.words),
            (*self.boxes, *other.boxes),
            self.place or other.place,
        )


def centre(scale: TimeScale, at: int, pitch: float, width: float) -> float:
    """Return the middle of a column."""
    return min(scale.left + (at + 0.5) * pitch, width - pitch / 2)


def annotated(whole: Whole, ground: Ground) -> Added:
    """Return the words of the picture, those that matter most placed first."""
    xs = [_at(moment, ground) for moment in whole.moments]
    added = _moments(whole.moments, xs, ground)
    added |= _span(whole.span, xs, ground, (*ground.taken, *added.boxes))
    if len(whole.spots) >= _FEWEST:
        added |= _map(ground, (*ground.taken, *added.boxes))
    added |= peak(whole, ground, (*ground.taken, *added.boxes))
    return added | _labels(whole, ground, (*ground.taken, *added.boxes))


def peak(whole: Whole, ground: Ground, taken: Sequence[Box]) -> Added:
    """Return how many events the busiest month has, beside or above its highest column."""
    if whole.peak is None:
        return Added()
    day, said = whole.peak
    first, last = (ground.scale.x(one) - ground.scale.left for one in (day, day + 30))
    near = [at for at in ground.tops if int(first // ground.pitch) <= at <= int(last // ground.pitch)]
    if not near:
        return Added()
    at = min(near, key=lambda one: ground.tops[one])
    x, top = centre(ground.scale, at, ground.pitch, ground.width), ground.tops[at]
    wide = max(_PEAK, width_of(said, "muted", 13) / 2)
    beside = [(x + way * ground.pitch, top + 8 + step * 6, anchor) for step in range(6) for anchor, way in _SIDES]
    above = [(x, top - 24 - step * 8, anchor) for step in range(8) for anchor, _ in reversed(_OVER)]
    options = [
        tuple(
            Words(x, y + n * 16, line, "muted", 13, anchor) for n, line in enumerate(wrapped(said, wide, "muted", 13))
        )
        for x, y, anchor in (*beside, *above)
    ]
    asked = [tuple(words.box for words in lines) for lines in options]
    (chosen,) = place([asked], taken, ground.room)
    return Added(words=options[chosen], boxes=asked[chosen]) if chosen != NOWHERE else Added()


def _at(moment: Moment, ground: Ground) -> float:
    x = ground.scale.x(max(moment.day, ground.scale.first))
    return max(_BIG, min(ground.width - _BIG, x))


def _moments(moments: Sequence[Moment], xs: Sequence[float], ground: Ground) -> Added:
    blocks = [
        [_block(moment, max(_NARROWEST, min(_BLOCK, limit - _ASIDE))) for limit in (ground.width - x, x)]
        for moment, x in zip(moments, xs, strict=True)
    ]
    asked = [
        [
            [_boxes(x, block, way, step, ground) for step in range(_STEPS)]
            for block, (_, way) in zip(own, _SIDES, strict=True)
        ]
        for x, own in zip(xs, blocks, strict=True)
    ]
    # A line that passes through a moment's mark would hide it.
    marks = [Box(x - _BIG - 1, ground.base - 14, x + _BIG + 1, ground.base) for x in xs]
    placed = place_together(asked, (), ground.room)
    added = Added(boxes=tuple(marks))
    for number, (moment, x, (side, step)) in enumerate(zip(moments, xs, placed, strict=True)):
        top = step * _STEP if step != NOWHERE else ground.base - 40
        name = f"{moment.label}, {moment.when}"
        added |= Added(
            marks=(mark(x, ground.base - 6, _BIG, moment.status, event=moment.event, name=name),),
            lines=(Line(x, top, x, ground.base - 12, "moment", "accent"),),
        )
        if step != NOWHERE:
            anchor, way = _SIDES[side]
            added |= Added(
                words=_set(blocks[number][side], x + way * _ASIDE, top, anchor), boxes=asked[number][side][step]
            )
    return added


def _boxes(x: float, block: _Block, side: int, step: int, ground: Ground) -> Boxes:
    top = step * _STEP
    wide = max(words.box.right - words.box.left for words, _ in block)
    left = x + _ASIDE if side > 0 else x - _ASIDE - wide
    high = sum(line for _, line in block)
    return (Box(left, top, left + wide, top + high), Box(x - 2, top, x + 2, ground.base - 14))


def _block(moment: Moment, limit: float) -> _Block:
    """Return a moment's lines, as if at the origin, at most ``limit`` px wide."""
    block: _Block = [(Words(0, 0, moment.label, "name", 23), 27.0), (Words(0, 0, moment.when, "muted"), 20.0)]
    if moment.words:
        said = text("findings.quoted", words=moment.words) if moment.quoted else moment.words
        own: Set = "quote" if moment.quoted else "serif"
        lines = wrapped(said, limit, own, 16)
        if len(lines) <= _LINES:
            block += [(Words(0, 0, line, own, 16), 21.0) for line in lines]
    if moment.by:
        block += [(Words(0, 0, line, "muted"), 18.0) for line in wrapped(moment.by, limit, "muted", 13)]
    return block


def _set(block: _Block, x: float, top: float, anchor: Anchor) -> tuple[Words, ...]:
    found, y = [], top
    for words, high in block:
        y += high
        found.append(replace(words, x=x, y=y - 6, anchor=anchor))
    return tuple(found)


def _span(said: str, xs: Sequence[float], ground: Ground, taken: Sequence[Box]) -> Added:
    """Return what stands between the last two moments, with an arrow to each."""
    if not said or len(xs) < len(("one", "other")):
        return Added()
    left, right = xs[-2] + 4, xs[-1] - 4
    wide = width_of(said, "bold", 15)
    if right - left < wide + 40:
        return Added()
    options: list[Boxes] = [(Box(left, y - 16, right, y + 8),) for y in range(30, int(ground.base) - 40, 6)]
    free = [step for step, boxes in enumerate(options) if place([[boxes]], taken, ground.room) == [0]]
    if not free:
        return Added()
    y = options[free[len(free) // 2]][0].top + 16
    middle = (left + right) / 2
    return Added(
        lines=(
            Line(left, y - 5, middle - wide / 2 - 8, y - 5, "span-left"),
            Line(middle + wide / 2 + 8, y - 5, right, y - 5, "span-right"),
        ),
        words=(Words(middle, y, said, "bold", 15, "middle"),),
        boxes=options[free[len(free) // 2]],
    )


def _map(ground: Ground, taken: Sequence[Box]) -> Added:
    """Return the place of a map: at the top, left, else right, as large as there is room and none of it covered."""
    options = [
        Box(left, 0, left + wide, MAP_HEAD + high) for wide, high in _MAPS for left in (0.0, ground.width - wide)
    ]
    (chosen,) = place([[(box,) for box in options]], taken, ground.room)
    return Added(boxes=(options[chosen],), place=options[chosen]) if chosen != NOWHERE else Added()


def _labels(whole: Whole, ground: Ground, taken: Sequence[Box]) -> Added:
    """Return the labels that find room, each on a stem above its column, as low as can be."""
    days = {dot.event: dot.day for dot in whole.dots}
    made = []
    for event, label in whole.labels:
        if days[event] < ground.scale.first:
            continue
        at = int((ground.scale.x(days[event]) - ground.scale.left) // ground.pitch)
        x, top = centre(ground.scale, at, ground.pitch, ground.width), ground.tops[at]
        made.append(
            [
                (Words(x + aside, y, label, "plain", 13, anchor), Line(x, y + 5, x, top - 1, "stem"))
                for y in (top - 16 - step * _RISE for step in range(int(max(0.0, top - 24) // _RISE)))
                for anchor, aside in _OVER
            ]
        )
    asked = [
        [(_airy(words.box), Box(line.x1 - 1, line.y1, line.x1 + 1, line.y2)) for words, line in own] for own in made
    ]
    placed = place(asked, taken, ground.room)
    chosen = [own[at] for own, at in zip(made, placed, strict=True) if at != NOWHERE]
    boxes = [box for own, at in zip(asked, placed, strict=True) if at != NOWHERE for box in own[at]]
    return Added(lines=tuple(line for _, line in chosen), words=tuple(words for words, _ in chosen), boxes=tuple(boxes))


def _airy(box: Box) -> Box:
    return Box(box.left - _AIR, box.top, box.right + _AIR, box.bottom)
