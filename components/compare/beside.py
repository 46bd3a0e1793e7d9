"""Two sides' words next to each other, event by event: what each claims and how it reacts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.card import reactions
from components.parts.card_values import EventLink, Reaction
from components.parts.finding import finding
from components.parts.portion import Portion, portion
from components.parts.said_words import Told, side_name, told
from components.parts.ways import Ways, filled
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.disagreement import between
from pactline.readings.sides_words import Beside, Spoken, beside, leading
from pactline.tables.kept import kept
from pactline.wording import text

SIZE = 8  # events shown at once
_FEW = 3  # words of a side that stand open; the others are folded


@dataclass(frozen=True, slots=True)
class Said:
    """A claim in words, and whether a claim of the other side stands against it."""

    told: Told
    contradicted: bool


@dataclass(frozen=True, slots=True)
class Column:
    """What a side says of an event: first claims, then reactions; ``rest`` is folded."""

    name: str
    open: list[Said]
    rest: list[Said]
    reactions: list[Reaction]


@dataclass(frozen=True, slots=True)
class BesideEvent:
    """An event with the words of two sides."""

    event: EventLink
    columns: tuple[Column, Column]
    contradictions: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A side to set in place of another, by the attributes of the link there; ``here`` if it is the one."""

    name: str
    link: Markup
    here: bool


@dataclass(frozen=True, slots=True)
class BesideValues:
    """Two sides' words.

    Attributes:
        names: Of the two sides.
        choices: For each of the two the sides that may take its place.
        part: Which part of the events it is.
    """

    template: ClassVar = "compare/beside.html"
    names: tuple[str, str]
    choices: tuple[list[Choice], list[Choice]]
    events: list[BesideEvent]
    part: Portion
    selection: Selection


def two_sides(view: View) -> tuple[str, str] | None:
    """Return the two sides to compare: those of the link, the second, where it is left out, the one that says most."""
    chosen = view.selection.sides[:2]
    if not chosen:
        return None
    second = chosen[1:] or [side for side in leading(view.shown) if side != chosen[0]][:1]
    return (chosen[0], second[0]) if second else None


def found_beside(view: View, sides: tuple[str, str]) -> None:
    """Draw what is found of two sides as the page's title."""
    both = beside(view.shown, *sides)
    one, other = (side_name(view.frames, side) for side in sides)
    pairs = len(between(view.shown, sides))
    key = "compare.contradict" if pairs else "compare.beside" if both else "compare.apart"
    events = text("compare.of_events", n=len(both)) if pairs else ""
    finding(text("nav.compare"), text(key, n=pairs or len(both), one=one, other=other), events)


def draw_beside(view: View, sides: tuple[str, str], *, start: int) -> None:
    """Draw the words of two sides; the event in focus comes first."""
    with draw.box("compare"):
        draw.html(_html(view, sides, start))


@kept(32)
def _html(view: View, sides: tuple[str, str], start: int) -> str:
    both = list(beside(view.shown, *sides))
    focus = view.selection.event
    if focus is not None:
        own = view.frames.row_of(focus)
        both.sort(key=lambda one: one.event != own)
    part = portion("compare", len(both), start, size=SIZE)
    here = both[part.start : part.after]
    rows = sorted({row for one in here for said in (one.one, one.other) for row in said.reactions})
    reacted = dict(zip(rows, reactions(view.frames, rows), strict=True))
    names = (side_name(view.frames, sides[0]), side_name(view.frames, sides[1]))
    made = markup.render(
        BesideValues(
            names=names,
            choices=(_choices(view, sides, 0), _choices(view, sides, 1)),
            events=[_event(view, one, names, reacted) for one in here],
            part=part,
            selection=view.selection,
        )
    )
    return filled(made, replace(view.selection, sides=()))


def _choices(view: View, sides: tuple[str, str], place: int) -> list[Choice]:
    kept, ways = sides[1 - place], Ways(view.selection)
    offered = [side for side in dict.fromkeys([sides[place], *leading(view.shown)]) if side != kept]
    return [
        Choice(
            name=side_name(view.frames, side),
            link=ways.go("compare", sides=(side, kept) if place == 0 else (kept, side)),
            here=side == sides[place],
        )
        for side in offered
    ]


def _event(view: View, both: Beside, names: tuple[str, str], reacted: dict[int, Reaction]) -> BesideEvent:
    event_id, title, day = (
        str(view.frames.cell("events", name, both.event)) for name in ("event_id", "title", "date_words")
    )
    linked = replace(view.selection, sides=())
    against = {row for pair in both.against for row in pair}

    def column(name: str, said: Spoken) -> Column:
        first: Sequence[int] = sorted(said.claims, key=lambda row: row not in against)
        own = [Said(told(view.frames, row, beside=both.event), row in against) for row in first]
        return Column(name, own[:_FEW], own[_FEW:], [reacted[row] for row in said.reactions])

    return BesideEvent(
        event=EventLink(event_id, title, day, linked),
        columns=(column(names[0], both.one), column(names[1], both.other)),
        contradictions=len(both.against),
    )
