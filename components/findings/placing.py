"""Labels of a picture go where nothing is covered: the first place that is free, or none. Pure arithmetic in pixels."""

from collections.abc import Iterable, Sequence
from itertools import product
from typing import NamedTuple, TypeAlias


class Box(NamedTuple):
    """A rectangle in px; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether two boxes share more than an edge."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        """Say whether it lies wholly in another one."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


Boxes: TypeAlias = tuple[Box, ...]  # what one label takes up: its words, its stem
NOWHERE = -1
_FEW = 8  # of what is held: so few are looked at sooner than sorted out


def place(asked: Sequence[Sequence[Boxes]], taken: Iterable[Box], room: Box) -> list[int]:
    """Give each label the first of its places in which all of it is inside and covers nothing.

    Args:
        asked: For each label, the most important first, the places that it might take, the best first.
        taken: What no label may cover.
        room: What all must lie in.

    Returns:
        For each label the number of its place; ``NOWHERE`` for a label without room, which is left out whole.
    """
    held, found = list(taken), []
    for places in asked:
        near = _beside(places, held) if len(held) > _FEW else held
        chosen = first_free(places, near, room)
        if chosen != NOWHERE:
            held += places[chosen]
        found.append(chosen)
    return found


def first_free(places: Iterable[Boxes], held: Sequence[Box], room: Box) -> int:
    """Return the number of the first of some places that is inside and covers nothing; ``NOWHERE`` if none is.

    Args:
        places: The best first; those after the one that is chosen are not asked for.
        held: What must not be covered.
        room: What all must lie in.
    """
    return next((number for number, boxes in enumerate(places) if is_free(boxes, held, room)), NOWHERE)


def place_together(
    asked: Sequence[Sequence[Sequence[Boxes]]], taken: Iterable[Box], room: Box
) -> list[tuple[int, int]]:
    """Give a few labels their places together, so that most find room, and room near the best place.

    Args:
        asked: For each label, the same number of sides for all, and for each side its places, the best first.
        taken: What no label may cover.
        room: What all must lie in.

    Returns:
        For each label its side and place on that side; ``(side, NOWHERE)`` for one without room.
    """
    held = list(taken)
    best: tuple[float, list[tuple[int, int]]] | None = None
    for sides in product(*(range(len(own)) for own in asked)):
        found = place([own[side] for own, side in zip(asked, sides, strict=True)], held, room)
        cost = sum(_LOST if at == NOWHERE else at for at in found)
        if best is None or cost < best[0]:
            best = (cost, list(zip(sides, found, strict=True)))
    return best[1] if best else []


_LOST = 1000  # what a label without room costs, in places


def _beside(places: Sequence[Boxes], held: Sequence[Box]) -> list[Box]:
    left = min((box.left for boxes in places for box in boxes), default=0.0)
    right = max((box.right for boxes in places for box in boxes), default=0.0)
    return between(held, left, right)


def between(held: Iterable[Box], left: float, right: float) -> list[Box]:
    """Return what is held somewhere between two places of the picture's width; most of a wide picture is not."""
    return [one for one in held if one[0] < right and left < one[2]]


def is_free(boxes: Boxes, held: Sequence[Box], room: Box) -> bool:
    """Say whether some boxes lie in a room and cover nothing that is held."""
    low, high, most_right, most_low = room
    for left, top, right, bottom in boxes:  # asked thousands of times a picture: plain numbers, no calls
        if left < low or top < high or right > most_right or bottom > most_low:
            return False
        for other_left, other_top, other_right, other_bottom in held:
            if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
                return False
    return True
