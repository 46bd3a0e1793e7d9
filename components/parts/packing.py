"""Where marks and their labels go, so that nothing covers anything else. Pure arithmetic in pixels.

Marks matter more than labels: a label gives way before a mark is hidden, and what still finds no room is
returned as such, for the caller to count.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from components.parts.held_words import held
from components.parts.widths import REGULAR, SEMIBOLD
from pactline.text.direction import INVISIBLE

Side = Literal["right", "left", "none"]
_SIDES: tuple[Side, Side] = ("right", "left")

GAP = 5.0  # px between a mark and its label
AIR = 7.0  # px between a label and the next mark or label
FIRM = 3  # a label of this importance gives way only to a mark as important
# Words that must not be a label's last: they promise something that the cut has taken away.
_WEAK = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "to",
        "with",
        "its",
        "his",
        "her",
        "over",
        "under",
    ]
)
_UNKNOWN = 1000  # thousandths of the font size: Hangul, Han and Kana are square, anything else is narrower
_BY_CHARACTER = tuple(
    {character: width for width, characters in table.items() for character in characters} | dict.fromkeys(INVISIBLE, 0)
    for table in (REGULAR, SEMIBOLD)
)


@dataclass(frozen=True, slots=True)
class Item:
    """A mark that asks for a place; all lengths in px.

    Attributes:
        left: Where the mark begins.
        right: Where it ends, not before ``left``.
        low: Left bound for its label, ``low <= left``.
        high: Right bound for its label, ``high >= right``.
        labels: Widths of its label's versions, the fullest first; none for a mark without a label.
        importance: The higher goes first and never loses its label to a lower one.
        weight: Among equally important ones the higher goes first.
    """

    left: float
    right: float
    low: float
    high: float
    labels: tuple[float, ...] = ()
    importance: int = 1
    weight: float = 0


class Place(NamedTuple):
    """Where a mark went: ``row`` from 0 or -1 for no room, the label's ``side``, and which ``version`` of it."""

    row: int
    side: Side = "none"
    version: int = 0


NOWHERE = Place(-1)


@held(8192)
def text_width(words: str, size: float, *, bold: bool = False) -> float:
    """Return the width in px of words set in Source Sans at ``size`` px, semibold if ``bold``."""
    return thousandths(words, bold=bold) * size / 1000


def thousandths(words: str, *, bold: bool = False) -> int:
    """Return the width of words in thousandths of the font's size: that of two texts in a row is the sum of theirs."""
    table = _BY_CHARACTER[bold]
    return sum(table.get(character, _UNKNOWN) for character in words)


def shorten(words: str, limit: float, size: float, *, bold: bool = False) -> str:
    """Cut words to at most ``limit`` px, after a word that means something and with an ellipsis.

    Returns:
        The words, the cut words, or nothing if not even one word fits.
    """
    if text_width(words, size, bold=bold) <= limit:
        return words
    kept = words.split()
    while len(kept) > 1:
        kept.pop()
        while len(kept) > 1 and kept[-1].lower() in _WEAK:
            kept.pop()
        cut = " ".join(kept).rstrip(" ,;:–—-") + "…"
        if text_width(cut, size, bold=bold) <= limit:
            return cut
    return ""


def pack(items: Sequence[Item], *, rows: int) -> list[Place]:
    """Give each mark a row, and a label where there is room.

    The most important go first, then those of most weight, equal ones in the order given. A mark takes the
    first row that has room for it and its label at the right, else at the left, else for a shorter label, else
    for the mark alone; else a label makes room, the least important first, one of ``FIRM`` importance only for
    a mark like its own. Two marks of one row never touch, nor does a label touch anything. Marks that begin
    and end alike stand in the order given, from top to bottom, where that costs no label.

    Args:
        items: In reading order; may be empty.
        rows: The most rows that may be used, at least 1.

    Returns:
        One place per item; ``NOWHERE`` for those that found no room.
    """
    places = [NOWHERE] * len(items)
    taken = [_Row() for _ in range(rows)]
    order = sorted(range(len(items)), key=lambda n: (-items[n].importance, -items[n].weight))
    for n in order:
        places[n] = _with_label(items[n], taken) or _alone(n, items, places, taken)
        if places[n].row >= 0:
            taken[places[n].row].add(n, items[n], places[n])
    _keep_order(items, places, taken)
    return places


class _Row:
    """The stretches that are taken in one row, sorted, none touching another; the lists run in parallel."""

    __slots__ = ("begins", "ends", "labels", "owners")

    def __init__(self) -> None:
        self.begins: list[float] = []
        self.ends: list[float] = []
        self.owners: list[int] = []
        self.labels: list[bool] = []  # whether it is a label

    def blockers(self, begin: float, end: float) -> list[int]:
        """Return the places of what lies between two points."""
        at = bisect_left(self.begins, begin)
        found = [at - 1] if at and self.ends[at - 1] > begin else []
        while at < len(self.begins) and self.begins[at] < end:
            found.append(at)
            at += 1
        return found

    def free(self, begin: float, end: float) -> bool:
        at = bisect_left(self.begins, begin)
        return (at == 0 or self.ends[at - 1] <= begin) and (at == len(self.begins) or self.begins[at] >= end)

    def add(self, n: int, item: Item, place: Place) -> None:
        self._insert(item.left, item.right, n, label=False)
        if place.side == "right":
            self._insert(item.right, item.right + GAP + item.labels[place.version] + AIR, n, label=True)
        elif place.side == "left":
            self._insert(item.left - GAP - item.labels[place.version] - AIR, item.left, n, label=True)

    def _insert(self, begin: float, end: float, n: int, *, label: bool) -> None:
        at = bisect_left(self.begins, begin)
        self.begins.insert(at, begin)
        self.ends.insert(at, end)
        self.owners.insert(at, n)
        self.labels.insert(at, label)

    def remove(self, n: int, *, only_label: bool = False) -> None:
        for at in reversed(range(len(self.owners))):
            if self.owners[at] == n and (self.labels[at] or not only_label):
                del self.begins[at], self.ends[at], self.owners[at], self.labels[at]


def _span(item: Item, side: Side, version: int) -> tuple[float, float] | None:
    """Return what mark and label take together, ``None`` if the label would leave its bounds."""
    if side == "none":
        return item.left, item.right
    reach = GAP + item.labels[version]
    if side == "right":
        return (item.left, item.right + reach + AIR) if item.right + reach <= item.high else None
    return (item.left - reach - AIR, item.right) if item.left - reach >= item.low else None


def _with_label(item: Item, taken: Sequence[_Row]) -> Place | None:
    for version in range(len(item.labels)):
        spans = [(side, span) for side in _SIDES if (span := _span(item, side, version))]
        for number, row in enumerate(taken):
            for side, span in spans:
                if row.free(*span):
                    return Place(number, side, version)
    return None


def _alone(n: int, items: Sequence[Item], places: list[Place], taken: Sequence[_Row]) -> Place:
    """Return a row for the mark without a label, if need be at the cost of labels."""
    item = items[n]
    for number, row in enumerate(taken):
        if row.free(item.left, item.right):
            return Place(number)
    best: tuple[tuple[int, float], int, list[int]] | None = None
    for number, row in enumerate(taken):
        found = row.blockers(item.left, item.right)
        if not all(row.labels[at] for at in found):
            continue
        losers = [row.owners[at] for at in found]
        cost = max((items[owner].importance, items[owner].weight) for owner in losers)
        if (cost[0] < FIRM or cost[0] <= item.importance) and (best is None or cost < best[0]):
            best = (cost, number, losers)
    if best is None:
        return NOWHERE
    for loser in best[2]:
        taken[best[1]].remove(loser, only_label=True)
        places[loser] = Place(best[1])
    return Place(best[1])


def _keep_order(items: Sequence[Item], places: list[Place], taken: Sequence[_Row]) -> None:
    """Stand marks of the same day in the order given, unless one of their labels would have to go."""
    alike: dict[tuple[float, float], list[int]] = {}
    for n, item in enumerate(items):
        if places[n].row >= 0:
            alike.setdefault((item.left, item.right), []).append(n)
    for group in alike.values():
        rows = [places[n].row for n in group]
        if rows == sorted(rows):
            continue
        for n in group:
            taken[places[n].row].remove(n)
        wanted = [places[n]._replace(row=row) for n, row in zip(group, sorted(rows), strict=True)]
        spans = [_span(items[n], place.side, place.version) for n, place in zip(group, wanted, strict=True)]
        if all(span and taken[place.row].free(*span) for span, place in zip(spans, wanted, strict=True)):
            for n, place in zip(group, wanted, strict=True):
                places[n] = place
        for n in group:
            taken[places[n].row].add(n, items[n], places[n])
