"""Words in the picture of the whole: moments and what was said, the days between two, the peak, labels of events."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from components.findings.drawing import Anchor, Line, Mark, Set, Words, mark, width_of, wrapped
from components.findings.placing import NOWHERE, Box, Boxes, between, is_free, place, place_together
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
_MAP_AIR = 16.0  # px beside and below it that stay free
_FEWEST = 2  # places that are worth a map
_SIDES: tuple[tuple[Anchor, int], tuple[Anchor, int]] = (("start", 1), ("end", -1))
_OVER: tuple[tuple[Anchor, float], ...] = (("start", -2.0), ("end", 2.0), ("middle", 0.0))  # over a stem
_Block = list[tuple[Words, float]]  # lines of words, and the px that each takes


@dataclass(frozen=True)
class Ground:
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

    def centre(self, at: int) -> float:
        """Return the middle of a column."""
        return centre(self.scale, at, self.pitch, self.width)

    @cached_property
    def taken(self) -> tuple[Box, ...]:
        """What no word may cover."""
        half = self.pitch / 2
        xs = ((self.centre(at), top) for at, top in self.tops.items())
        return tuple(Box(x - half, top - 1, x + half, self.base) for x, top in xs)

    @cached_property
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
    x, top = ground.centre(at), ground.tops[at]
    lines = wrapped(said, max(_PEAK, width_of(said, "muted", 13) / 2), "muted", 13)
    beside = ((x + way * ground.pitch, top + 8 + step * 6, anchor) for step in range(6) for anchor, way in _SIDES)
    above = ((x, top - 24 - step * 8, anchor) for step in range(8) for anchor, _ in reversed(_OVER))
    widest = max(width_of(line, "muted", 13) for line in lines)
    near_by = between(taken, x - ground.pitch - widest, x + ground.pitch + widest)
    for left, y, anchor in chain(beside, above):
        words = tuple(Words(left, y + n * 16, line, "muted", 13, anchor) for n, line in enumerate(lines))
        boxes = tuple(one.box for one in words)
        if is_free(boxes, near_by, ground.room):
            return Added(words=words, boxes=boxes)
    return Added()


def _at(moment: Moment, ground: Ground) -> float:
    x = ground.scale.x(max(moment.day, ground.scale.first))
    return max(_BIG, min(ground.width - _BIG, x))


def _moments(moments: Sequence[Moment], xs: Sequence[float], ground: Ground) -> Added:
    blocks = [
        [_block(moment, max(_NARROWEST, min(_BLOCK, limit - _ASIDE))) for limit in (ground.width - x, x)]
        for moment, x in zip(moments, xs, strict=True)
    ]
    asked = [
        [_heights(x, block, way, ground) for block, (_, way) in zip(own, _SIDES, strict=True)]
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


def _heights(x: float, block: _Block, side: int, ground: Ground) -> list[Boxes]:
    """Return what a moment's words and its line take up at each of the heights at which they may stand."""
    wide = max(width_of(words.text, words.set, words.size) for words, _ in block)
    left = x + _ASIDE if side > 0 else x - _ASIDE - wide
    high = sum(line for _, line in block)
    tops = [step * _STEP for step in range(_STEPS)]
    return [(Box(left, top, left + wide, top + high), Box(x - 2, top, x + 2, ground.base - 14)) for top in tops]


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
        found.append(Words(x, y - 6, words.text, words.set, words.size, anchor))
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
    near = between(taken, left, right)
    free = [step for step, boxes in enumerate(options) if is_free(boxes, near, ground.room)]
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
    around = [_around(box, ground) for box in options]
    (chosen,) = place([[(box,) for box in around]], taken, ground.room)
    return Added(boxes=(around[chosen],), place=options[chosen]) if chosen != NOWHERE else Added()


def _around(box: Box, ground: Ground) -> Box:
    """Return a map's place with what stays free beside and below it, as far as the picture goes."""
    left, right = max(0.0, box.left - _MAP_AIR), min(ground.width, box.right + _MAP_AIR)
    return Box(left, box.top, right, box.bottom + _MAP_AIR)


def _labels(whole: Whole, ground: Ground, taken: Sequence[Box]) -> Added:
    """Return the labels that find room, each on a stem above its column, as low as can be."""
    held, found = list(taken), []
    for number, label in whole.labels:
        day = int(whole.dots.days[number])
        if day < ground.scale.first:
            continue
        at = int((ground.scale.x(day) - ground.scale.left) // ground.pitch)
        wide = width_of(label, "plain", 13) + 2 * _AIR
        near = between(held, ground.centre(at) - wide, ground.centre(at) + wide)
        for words, stem in _over(ground.centre(at), ground.tops[at], label):
            boxes = (_airy(words.box), Box(stem.x1 - 1, stem.y1, stem.x1 + 1, stem.y2))
            if is_free(boxes, near, ground.room):
                found.append((words, stem, boxes))
                held += boxes
                break
    return Added(
        lines=tuple(stem for _, stem, _ in found),
        words=tuple(words for words, _, _ in found),
        boxes=tuple(box for _, _, boxes in found for box in boxes),
    )


def _over(x: float, top: float, label: str) -> Iterator[tuple[Words, Line]]:
    """Yield where a label may stand over its column, the best place first, with its stem."""
    for step in range(int(max(0.0, top - 24) // _RISE)):
        y = top - 16 - step * _RISE
        for anchor, aside in _OVER:
            yield Words(x + aside, y, label, "plain", 13, anchor), Line(x, y + 5, x, top - 1, "stem")


def _airy(box: Box) -> Box:
    return Box(box.left - _AIR, box.top, box.right + _AIR, box.bottom)
