"""Words on a map: none covers another, or a mark; what has no room is left out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from components.parts.packing import text_width

Floats: TypeAlias = npt.NDArray[np.float64]
Box: TypeAlias = tuple[float, float, float, float]  # left, top, right, bottom

TEXT = 13  # px
_LINE = 16.0  # px that a line of text is high
_GAP = 3.0  # px between a mark and its name


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the map: where their middle is, in px from the left and the top; ``of`` is the number of the wish."""

    x: float
    y: float
    words: str
    strong: bool
    of: int


@dataclass(frozen=True, slots=True)
class Wish:
    """Words that want to stand beside a mark of ``radius`` px.

    Attributes:
        versions: The first one that fits stands.
        strong: In semibold.
    """

    x: float
    y: float
    radius: float
    versions: tuple[str, ...]
    strong: bool = False


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
    for number, wish in enumerate(wishes):
        for words, box in _tries(wish):
            if min(box[:2]) < 1 or box[2] > size[0] - 1 or box[3] > size[1] - 1:
                continue
            if _meets(box, boxes) or _covers(box, discs):
                continue
            boxes = np.vstack([boxes, box])
            labels.append(Label((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, words, wish.strong, number))
            break
    return labels


def _tries(wish: Wish) -> Iterator[tuple[str, Box]]:
    for words in wish.versions:
        width = text_width(words, TEXT, bold=wish.strong) + 2
        for x, y in _spots(wish, width):
            yield words, (x - width / 2, y - _LINE / 2, x + width / 2, y + _LINE / 2)


def _spots(wish: Wish, width: float) -> list[tuple[float, float]]:
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
