"""Where the estimators' names go beside their marks, so that none covers a mark or another name. Pure arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from components.parts.packing import shorten, text_width

Box = tuple[float, float, float, float]  # left, top, right, bottom in px, downwards

_GAP = 10.0  # px from a mark's middle to its name
_OVER = 15.0  # px from a mark's middle to the middle of a name above or below it
_LINE = 14.0  # px that a name is high
_LONGEST = 190.0  # px


@dataclass(frozen=True, slots=True)
class Label:
    """A name that asks for a place at a mark; px from the plot's left and top."""

    words: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name and where it stands from its mark, as Plotly says it."""

    words: str
    position: Literal["middle right", "middle left", "bottom center", "top center"]


def place_labels(
    labels: Sequence[Label], taken: Sequence[Box], *, width: float, height: float, size: float
) -> list[Placed | None]:
    """Give each name a place at the right, the left, above or below its mark; ``None`` where there is no room.

    Args:
        labels: In order of preference.
        taken: Boxes that no name may cover; the marks' own among them.
        width: Px of the plot.
        height: Px of the plot.
        size: Px of the font.
    """
    boxes = list(taken)
    found: list[Placed | None] = []
    for label in labels:
        words = shorten(label.words, _LONGEST, size) or label.words[:20]
        long = text_width(words, size)
        for placed, box in _places(label, words, long):
            inside = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if inside and not any(_meet(box, other) for other in boxes):
                boxes.append(box)
                found.append(placed)
                break
        else:
            found.append(None)
    return found


def _places(label: Label, words: str, long: float) -> list[tuple[Placed, Box]]:
    x, y, half = label.x, label.y, _LINE / 2
    return [
        (Placed(words, "middle right"), (x + _GAP, y - half, x + _GAP + long, y + half)),
        (Placed(words, "middle left"), (x - _GAP - long, y - half, x - _GAP, y + half)),
        (Placed(words, "bottom center"), (x - long / 2, y + _OVER - half, x + long / 2, y + _OVER + half)),
        (Placed(words, "top center"), (x - long / 2, y - _OVER - half, x + long / 2, y - _OVER + half)),
    ]


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
