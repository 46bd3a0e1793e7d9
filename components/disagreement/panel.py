"""Who contradicts whom: a table of the sides, and each pair of words once, side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar, TypeAlias

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.card_values import EventLink
from components.parts.finding import finding
from components.parts.portion import Portion, portion
from components.parts.said_words import Told, side_name, told, told_against
from components.parts.told_claims import ToldClaim, claims_in_words
from components.parts.ways import Ways, filled
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.disagreement import (
    Disagreement,
    Pair,
    Quarrel,
    among,
    disagreement,
    quarrels,
)
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

SIZE = 12  # claims with what stands against them, shown at once
_SIDES = 8  # of the table
_BESIDE = 3  # words against a claim that stand open; the others are folded
_LIST = 40  # further pairs of sides that are named
_Ends: TypeAlias = tuple[frozenset[str], frozenset[str]]  # the sides of a pair's two ends
_ALONE = 60  # claims that are disputed by their status alone, of those named


@dataclass(frozen=True, slots=True)
class Cell:
    """How many pairs lie between two sides, and the attributes of the link that shows these alone.

    Attributes:
        pairs: 0 where none does.
        strength: Share of the largest number, in percent.
        chosen: Whether these are what is shown.
        link: Empty if the two are the same.
    """

    one: str
    other: str
    pairs: int
    strength: int
    chosen: bool
    link: Markup


@dataclass(frozen=True, slots=True)
class SidesValues:
    """The table of the sides: each with those before it and itself.

    Attributes:
        columns: Names of the sides in whose column anything stands.
        rows: A side's name, the attributes of the link to it, and its cells.
        more: Pairs of sides that are not in the table; ``beyond``: how many more there are.
    """

    template: ClassVar = "disagreement/sides.html"
    columns: list[str]
    rows: list[tuple[str, Markup, list[Cell]]]
    more: list[Cell]
    beyond: int


@dataclass(frozen=True, slots=True)
class Against:
    """Words against a claim, and the attributes of the link that compares the two sides; empty where they are one."""

    told: Told
    compared: Markup


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim in its words, and what stands against it: what is ``open`` at once, and the ``rest``."""

    told: Told
    open: list[Against]
    rest: list[Against]


@dataclass(frozen=True, slots=True)
class Group:
    """The disputes about one event."""

    event: EventLink
    disputes: list[Dispute]


@dataclass(frozen=True, slots=True)
class PairsValues:
    """The pairs.

    Attributes:
        title: How many, and between whom.
        every: The selection without sides, if any is chosen.
        part: Which part of the disputes it is.
        alone: Claims that are disputed by their status alone; ``more_alone``: how many more there are.
    """

    template: ClassVar = "disagreement/pairs.html"
    title: str
    every: Selection | None
    groups: list[Group]
    part: Portion
    alone: list[ToldClaim]
    more_alone: int


def headline(view: View) -> None:
    """Draw what is found: which two sides contradict each other most, or that nobody disagrees."""
    found = disagreement(view.shown)
    disputed = text("disagreement.disputed", n=found.disputed, all=len(view.claim_rows)) if found.disputed else ""
    defined = text("disagreement.defined") if found.disputed else ""
    finding(text("nav.disagreement"), _headline(view, found), disputed, defined)


def disagreements(view: View, *, start: int) -> None:
    """Draw the table of the sides and a part of the pairs; ``start`` is the place of the part's first claim."""
    found = disagreement(view.shown)
    with draw.box("disagreement"):
        if found.pairs:
            draw.html(_sides(view))
        if found.disputed:
            draw.html(_pairs(view, start))


def _headline(view: View, found: Disagreement) -> str:
    if not found.disputed:
        every = len(view.claim_rows) == view.frames.size("claims")
        return text("disagreement.nobody" if every else "disagreement.nobody_shown")
    record, chosen = view.frames, view.selection.sides
    if chosen:
        names = joined([side_name(record, side) for side in chosen], text("disagreement.and"))
        number = len(among(view, chosen))
        return text("disagreement.between" if len(chosen) > 1 else "disagreement.one_side", who=names, n=number)
    known = record.names["actor"]
    for one, other, number in found.between:
        if one in known and other in known and one != other:
            return text("disagreement.headline", n=number, one=side_name(record, one), other=side_name(record, other))
    return text("disagreement.several", n=found.disputed)


@kept(64)
def _sides(view: View) -> str:
    found, record = disagreement(view.shown), view.frames
    named = [side for side, _ in found.sides[:_SIDES]]
    counts = {frozenset((one, other)): number for one, other, number in found.between}
    most = max(counts.values(), default=1)
    ways = Ways(view.selection)
    cell = _cells(view, ways, counts, most)
    more = [(one, other) for one, other, _ in found.between if one != other and not {one, other} <= {*named}]
    # Each row reaches up to its own side, so that a column has what stands from its side on.
    columns = [n for n, side in enumerate(named) if any(counts.get(frozenset((side, one))) for one in named[n:])]
    return markup.render(
        SidesValues(
            columns=[side_name(record, named[n]) for n in columns],
            rows=[
                (
                    side_name(record, one),
                    ways.go("disagreement", sides=(one,)),
                    [cell(one, named[column]) for column in columns if column <= n],
                )
                for n, one in enumerate(named)
            ],
            more=[cell(one, other) for one, other in more[:_LIST]],
            beyond=len(more[_LIST:]),
        )
    )


def _cells(view: View, ways: Ways, counts: Mapping[frozenset[str], int], most: int) -> Callable[[str, str], Cell]:
    """Return what makes the cell of two sides."""
    chosen = set(view.selection.sides)

    def cell(one: str, other: str) -> Cell:
        number = counts.get(frozenset((one, other)), 0)
        return Cell(
            one=side_name(view.frames, one),
            other=side_name(view.frames, other),
            pairs=number,
            strength=round(100 * number / most),
            chosen=one != other and chosen == {one, other},
            link=Markup()
            if one == other
            else ways.go("disagreement", sides=() if chosen == {one, other} else (one, other)),
        )

    return cell


@kept(64)
def _pairs(view: View, start: int) -> str:
    selection = view.selection
    found = disagreement(view.shown)
    shown = among(view, selection.sides)
    every = _quarrels(view)
    part = portion("disagreement", len(every), start, size=SIZE)
    ends = {pair: (one, other) for pair, one, other in found.pairs}
    order = {side: n for n, (side, _) in enumerate(found.sides)}
    ways, linked, record = Ways(selection), replace(selection, sides=()), view.frames
    groups: list[Group] = []
    for event, own in groupby(every[part.start : part.after], key=lambda one: one.event):
        about = _event(record, event, linked)
        groups.append(Group(about, [_dispute(record, one, ways, about.id, ends, order) for one in own]))
    alone = found.alone if not selection.sides else ()
    made = markup.render(
        PairsValues(
            title=text("disagreement.pairs", n=len(shown)),
            every=replace(selection, sides=()) if selection.sides else None,
            groups=groups,
            part=part,
            alone=claims_in_words(view, alone[:_ALONE]),
            more_alone=len(alone[_ALONE:]),
        )
    )
    return filled(made, linked)


def _event(record: Frames, row: int, linked: Selection) -> EventLink:
    own, title, words = (str(record.cell("events", name, row)) for name in ("event_id", "title", "date_words"))
    return EventLink(own, title, words, linked)


def _dispute(
    record: Frames, quarrel: Quarrel, ways: Ways, event: str, ends: Mapping[Pair, _Ends], order: Mapping[str, int]
) -> Dispute:
    against = [
        Against(
            told_against(record, pair, quarrel.claim, beside=quarrel.event),
            _compared(ways, event, ends[pair], order),
        )
        for pair in quarrel.against
    ]
    open_ = against if len(against) == _BESIDE + 1 else against[:_BESIDE]
    return Dispute(told(record, quarrel.claim, beside=quarrel.event), open_, against[len(open_) :])


@kept(32)
def _quarrels(view: View) -> list[Quarrel]:
    return quarrels(view.frames, among(view, view.selection.sides))


def _compared(ways: Ways, event: str, ends: _Ends, order: Mapping[str, int]) -> Markup:
    """Return the link that sets the two sides of a pair beside each other; empty where they are one."""
    first = sorted(ends[0], key=order.__getitem__)
    second = sorted(ends[1] - {first[0]}, key=order.__getitem__)
    if not second:
        first, second = [one for one in first if one not in ends[1]], sorted(ends[1], key=order.__getitem__)
    return ways.go("compare", event=event, sides=(first[0], second[0])) if first and second else Markup()
