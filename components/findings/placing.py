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
        near = _beside(places, held)
        chosen = next((number for number, boxes in enumerate(places) if _is_free(boxes, near, room)), NOWHERE)
        if chosen != NOWHERE:
            held += places[chosen]
        found.append(chosen)
    return found


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
    """Return what is held above, below or at any of some places; most of a wide picture is not."""
    left = min((box.left for boxes in places for box in boxes), default=0.0)
    right = max((box.right for boxes in places for box in boxes), default=0.0)
    return [one for one in held if one.left < right and left < one.right]


def _is_free(boxes: Boxes, held: Sequence[Box], room: Box) -> bool:
    return all(box.within(room) and not any(box.meets(other) for other in held) for box in boxes)
