"""A picture as frozen values, in pixels: lines, bars, marks, words. One template draws any of them.

Streamlit takes SVG out of what ``st.html`` sends, so the template draws with plain elements that a style sheet places;
all lengths follow the picture's width, as those of an SVG do.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape

from components.findings.placing import Box
from components.parts import markup
from components.parts.packing import text_width
from components.parts.theme import SYMBOLS
from pactline.query.selection import Selection
from pactline.text.direction import isolated

Anchor: TypeAlias = Literal["start", "middle", "end"]
# How words are set: small and muted, plain, semibold, a moment's name, a quotation, words of the record.
Set: TypeAlias = Literal["muted", "plain", "bold", "name", "quote", "serif", "stance"]
_SERIF = {"name": 1.06, "quote": 0.98, "serif": 1.05}  # of Source Sans; measured on the fonts, with some air
_BOLD = ("bold", "name", "stance")
_ASCENT, _DESCENT = 0.8, 0.25  # of the font size


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; ``x`` is at its ``anchor``, ``y`` at its foot."""

    x: float
    y: float
    text: str
    set: Set = "plain"
    size: float = 13
    anchor: Anchor = "start"

    @property
    def box(self) -> Box:
        """What it takes up."""
        wide = width_of(self.text, self.set, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return Box(left, self.y - _ASCENT * self.size, left + wide, self.y + _DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Line:
    """A line along one axis, from the left or the top; ``kind`` says what it is for, and so how it is drawn."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["axis", "hair", "stem", "moment", "range", "until", "span-left", "span-right"] = "axis"
    colour: str = "ink"


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle in a colour of the theme; ``faint`` where it is a ground."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Squares:
    """A block of equal squares in one colour, ``pitch`` px from one to the next."""

    x: float
    y: float
    width: float
    height: float
    pitch: float
    colour: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape that stands for something.

    Attributes:
        shape: ``circle``, ``square``, ``triangle-up``, ``diamond``, ``cross``; ``-open`` behind it: its outline alone.
        colour: Name of a colour of the theme.
        event: The event that it opens; empty for none.
        name: In words, for whoever points at it or listens.
    """

    x: float
    y: float
    r: float
    shape: str
    colour: str
    event: str = ""
    name: str = ""

    def drawn(self, opens: str, stop: int) -> str:
        """Return it as HTML; an event's is a link.

        Args:
            opens: The address of an event, up to its id, as an attribute has it.
            stop: Whether Tab stops at it: 0, else -1.
        """
        looks = (
            f'class="pic-dot {self.shape}" style="--x:{self.x:.1f};--y:{self.y:.1f};--r:{self.r:.1f};'
            f'color:var(--{self.colour})"'
        )
        if not self.event:
            return f"<i {looks}></i>"
        code, said = _coded(self.event), _said(self.name)
        return (
            f'<a href="{opens}{code.address}" data-go="event" data-pick="{code.id}" aria-label="{said}" title="{said}"'
            f' tabindex="{stop}" {looks}></a>'
        )


@dataclass(frozen=True, slots=True)
class Stack:
    """Events counted in one stretch of time, where single marks would not fit: bars on each other, one link."""

    bars: tuple[Bar, ...]
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: bars lie lowest, then lines, stacks, marks, and words on top.

    Attributes:
        name: What it shows, in a sentence, for those who do not see it.
        opens: The address of an event, up to its id.
        place: What is left free for a map; ``None`` where there is no room.
    """

    name: str
    width: int
    height: int
    opens: str = ""
    bars: tuple[Bar, ...] = ()
    lines: tuple[Line, ...] = ()
    squares: tuple[Squares, ...] = ()
    stacks: tuple[Stack, ...] = ()
    marks: tuple[Mark, ...] = ()
    words: tuple[Words, ...] = ()
    place: Box | None = None

    @property
    def is_open(self) -> bool:
        """Whether anything in it is a link."""
        return bool(self.stacks) or any(mark.event for mark in self.marks)

    @property
    def dots(self) -> Markup:
        """The marks as HTML; Tab stops at the first that is a link.

        No template draws them: hundreds stand in three pictures of the same events, and each has a dozen values.
        """
        opens, stop = str(escape(self.opens)), next((one for one in self.marks if one.event), None)
        return Markup("".join(one.drawn(opens, 0 if one is stop else -1) for one in self.marks))  # noqa: S704 - escaped


class _Coded(NamedTuple):
    """An event's id as an address and as an attribute has it."""

    address: Markup
    id: Markup


@lru_cache(maxsize=4096)
def _coded(event: str) -> _Coded:
    return _Coded(escape(quote(event, safe="/")), escape(event))


@lru_cache(maxsize=4096)
def _said(name: str) -> Markup:
    return escape(isolated(name))


def opens(selection: Selection, page: str, key: str) -> str:
    """Return the address of a page with a selection, up to the value of one more key: many links share it."""
    address = markup.href(page, selection)
    return f"{address}{'&' if '?' in address else '?'}{key}="


def width_of(words: str, set_: Set, size: float) -> float:
    """Return the width in px of words as they are set, rather too wide than too narrow."""
    return text_width(words, size, bold=set_ in _BOLD) * _SERIF.get(set_, 1.0)


def wrapped(words: str, limit: float, set_: Set, size: float) -> list[str]:
    """Break words into lines of at most ``limit`` px; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, set_, size) <= limit:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def mark(x: float, y: float, r: float, status: str, *, event: str = "", name: str = "") -> Mark:
    """Return the mark of a status, in its shape and colour, as large to the eye as a dot of radius ``r``."""
    shape = SYMBOLS.get(status, SYMBOLS["none"]).removesuffix("-dot")
    return Mark(x, y, r * _LARGER.get(shape, 1.0), shape, f"status-{status}", event, name)


_LARGER = {"square": 0.89, "triangle-up": 1.1, "diamond": 1.2}  # as large to the eye as a circle
