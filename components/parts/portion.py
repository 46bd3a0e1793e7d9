"""Long lists a part at a time: what stands on a page is bounded, and all of it can be reached.

A page that no server stands behind has nobody to ask for the next part: its lists are whole (``whole_lists``).
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

MOST_SEALED = 2_000  # events of a sealed edition: each takes some 25 ms of a processor to draw, and stands in one page
PART = 60  # entries of a card shown at once; up to half as many more are shown whole


_WHOLE: ContextVar[bool] = ContextVar("pactline_whole_lists", default=False)


@contextmanager
def whole_lists() -> Iterator[None]:
    """Show all lists whole for a while. Made pages are remembered by what they show alone: forget them around it."""
    token = _WHOLE.set(True)
    try:
        yield
    finally:
        _WHOLE.reset(token)


def at_once(size: int) -> int:
    """Return how many entries of a list are shown at once: so many, or all where lists are whole."""
    return sys.maxsize if _WHOLE.get() else size


class Starts(NamedTuple):
    """Places of the first claim and the first reaction to show of an event."""

    claims: int = 0
    reactions: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a list; ``of`` names the list, for what turns its parts.

    Attributes:
        start: Place of its first entry.
        after: Place after its last.
        total: Entries of the whole list.
        size: Entries in a part.
    """

    of: str
    start: int
    after: int
    total: int
    size: int = PART

    @property
    def whole(self) -> bool:
        """Whether the part is all of it."""
        return self.after - self.start == self.total


def portion(of: str, total: int, start: int, *, size: int = PART) -> Portion:
    """Return the part that begins at a place, or the whole where it is short."""
    if total <= at_once(size) * 3 // 2:
        return Portion(of, 0, total, total, size)
    start = min(max(start, 0), total - 1)
    return Portion(of, start, min(start + size, total), total, size)


def runs(numbers: Iterable[int]) -> str:
    """Return rising numbers in words: "3, 5–9"."""
    groups = groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])
    ends = [(own[0][1], own[-1][1]) for own in (list(group) for _, group in groups)]
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ends)
