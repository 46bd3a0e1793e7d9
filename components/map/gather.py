"""What lies too close on a map to be told apart becomes one mark; names stand where there is room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from components.parts.packing import text_width

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

TEXT = 13  # px

SINGLE = 9.0  # px across of a mark for one event
_SEVERAL = 13.0  # px: room for the number in it
_LARGEST = 34.0
_APART = 0.7  # of the sum of two radii: nearer marks become one
_CELL, _COARSE = 6.0, 12.0  # px: what is nearer than this is one mark anyway; coarse for more than _MANY
_MANY = 400
_LINE = 16.0  # px that a line of text is high
_GAP = 3.0  # px between a mark and its name


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map: where their middle is, in px from the left and the top."""

    x: float
    y: float
    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that want to stand beside a mark (``radius`` px), or on the spot (none).

    Attributes:
        versions: The first one that fits stands.
        strong: In semibold.
    """

    x: float
    y: float
    radius: float | None
    versions: tuple[str, ...]
    strong: bool = False


def diameter(n: int) -> float:
    """Return a mark's px across for a number of events: its area grows with it."""
    return SINGLE if n < 2 else min(_SEVERAL + 2.2 * float(np.sqrt(n - 1)), _LARGEST)  # noqa: PLR2004 - one, or several


def gather(x: Floats, y: Floats, n: Ints) -> list[list[int]]:
    """Join places whose marks would lie on one another; the mark stands at the place with the most events.

    Args:
        x: Px from the left.
        y: Px from the top.
        n: Events of each place.

    Returns:
        The places of each mark, the one with the most events first; the marks by their number of events.
    """
    groups = _cells(x, y, n, _CELL)
    if len(groups) > _MANY:
        groups = _cells(x, y, n, _COARSE)
    while True:
        joined = _joined(groups, x, y, n)
        if len(joined) == len(groups):
            return joined
        groups = joined


def _cells(x: Floats, y: Floats, n: Ints, size: float) -> list[list[int]]:
    cells: dict[tuple[int, int], list[int]] = {}
    for place in np.argsort(-n, kind="stable").tolist():
        cells.setdefault((int(x[place] // size), int(y[place] // size)), []).append(place)
    return list(cells.values())


def _joined(groups: list[list[int]], x: Floats, y: Floats, n: Ints) -> list[list[int]]:
    """Join each group to the nearest larger one that it would touch; one pass."""
    totals = np.array([int(n[group].sum()) for group in groups])
    radii = np.array([diameter(int(total)) / 2 for total in totals])
    at = np.array([[x[group[0]], y[group[0]]] for group in groups]).reshape(-1, 2)
    kept: list[int] = []
    found: dict[int, list[int]] = {}
    for group in np.argsort(-totals, kind="stable").tolist():
        if kept:
            far = np.hypot(*(at[kept] - at[group]).T) - _APART * (radii[kept] + radii[group])
            nearest = int(np.argmin(far))
            if far[nearest] < 0:
                found[kept[nearest]] += groups[group]
                continue
        kept.append(group)
        found[group] = list(groups[group])
    return sorted(found.values(), key=lambda places: -int(n[places].sum()))


def write(
    wishes: Iterable[Wish], marks: Sequence[tuple[float, float, float]], *, size: tuple[float, float]
) -> list[Label]:
    """Place words so that none covers another or a mark: beside, above or below their mark, or not at all.

    Args:
        wishes: The most wanted first.
        marks: Middle and radius of each mark, in px.
        size: Width and height of the map in px.
    """
    discs = np.array(marks, dtype=np.float64).reshape(-1, 3)
    boxes = np.empty((0, 4))
    labels = []
    for wish in wishes:
        for words, box in _tries(wish):
            if min(box[:2]) < 1 or box[2] > size[0] - 1 or box[3] > size[1] - 1:
                continue
            if _meets(box, boxes) or _covers(box, discs):
                continue
            boxes = np.vstack([boxes, box])
            labels.append(Label((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, words, wish.strong))
            break
    return labels


def _tries(wish: Wish) -> Iterator[tuple[str, Box]]:
    for words in wish.versions:
        width = text_width(words, TEXT, bold=wish.strong) + 2
        for x, y in _spots(wish, width):
            yield words, (x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2)


def _spots(wish: Wish, width: float) -> list[tuple[float, float]]:
    if wish.radius is None:
        return [(wish.x, wish.y)]
    x, y = wish.x, wish.y
    aside, above = wish.radius + _GAP + width / 2, wish.radius + _LINE / 2 + 1
    slant = (wish.radius + 1) * 0.71  # from the middle to the rim at half past one
    corner = slant + width / 2, slant + _LINE / 2
    flush = width / 2 - wish.radius
    return [
        (x + aside, y), (x - aside, y), (x, y - above), (x, y + above),
        *((x + right * corner[0], y + down * corner[1]) for right in (1, -1) for down in (-1, 1)),
        *((x + right * flush, y + down * above) for right in (1, -1) for down in (-1, 1)),
    ]  # fmt: skip


def _meets(box: Box, boxes: Floats) -> bool:
    left, top, right, bottom = box
    return bool(((boxes[:, 0] < right) & (boxes[:, 2] > left) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)).any())


def _covers(box: Box, discs: Floats) -> bool:
    """Say whether a box lies on one of the discs (middle, radius)."""
    x, y = np.clip(discs[:, 0], box[0], box[2]), np.clip(discs[:, 1], box[1], box[3])
    return bool((np.hypot(x - discs[:, 0], y - discs[:, 1]) < discs[:, 2]).any())
