"""A picture as frozen values, in pixels: lines, bars, marks, words. One template draws any of them.

Streamlit takes SVG out of what ``st.html`` sends, so the template draws with plain elements that a style sheet places;
all lengths follow the picture's width, as those of an SVG do.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from markupsafe import Markup, escape

from components.findings.placing import Box
from components.parts import markup
from components.parts.held_words import held
from components.parts.packing import text_width, thousandths
from components.parts.theme import SYMBOLS
from pactline.query.selection import Selection
from pactline.text.direction import isolated

Anchor: TypeAlias = Literal["start", "middle", "end"]
# How words are set: small and muted, plain, semibold, a moment's name, a quotation, words of the record.
Set: TypeAlias = Literal["muted", "plain", "bold", "name", "quote", "serif", "stance"]
_SERIF = {"name": 1.06, "quote": 1.06, "serif": 1.07}  # of Source Sans; measured on the fonts, with some air
_BOLD = ("bold", "name", "stance")
_ASCENT, _DESCENT = 0.8, 0.25  # of the font size


class Words(NamedTuple):
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
        left = self.x - (0.0 if self.anchor == "start" else wide if self.anchor == "end" else wide / 2)
        return Box(left, self.top, left + wide, self.y + _DESCENT * self.size)

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.y - _ASCENT * self.size

    @property
    def drawn(self) -> str:
        """It as HTML."""
        return (
            f'<span class="pic-word {self.set} {self.anchor}" style="{_at(self.x, self.y)};--s:{self.size}"'
            f' dir="auto">{_escaped(self.text)}</span>'
        )


class Line(NamedTuple):
    """A line along one axis, from the left or the top; ``kind`` says what it is for, and so how it is drawn."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: Literal["axis", "hair", "stem", "moment", "range", "until", "span-left", "span-right"] = "axis"
    colour: str = "ink"

    @property
    def drawn(self) -> str:
        """It as HTML."""
        return (
            f'<i class="pic-line {self.kind}" style="{_at(self.x1, self.y1)};'
            f'{_large(self.x2 - self.x1, self.y2 - self.y1)};color:var(--{self.colour})"></i>'
        )


class Bar(NamedTuple):
    """A filled rectangle in a colour of the theme; ``faint`` where it is a ground."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    faint: bool = False

    @property
    def drawn(self) -> str:
        """It as HTML."""
        return (
            f'<i class="pic-bar{" faint" if self.faint else ""}" style="{_at(self.x, self.y)};'
            f'{_large(self.width, self.height)};color:var(--{self.colour})"></i>'
        )


class Squares(NamedTuple):
    """A block of equal squares in one colour, ``pitch`` px from one to the next."""

    x: float
    y: float
    width: float
    height: float
    pitch: float
    colour: str

    @property
    def drawn(self) -> str:
        """It as HTML."""
        return (
            f'<i class="pic-squares" style="{_at(self.x, self.y)};{_large(self.width, self.height)};'
            f'--p:{round(self.pitch, 2)};color:var(--{self.colour})"></i>'
        )


class Mark(NamedTuple):
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

    def drawn(self, opens: str, stop: int, more: str = "") -> str:
        """Return it as HTML; an event's is a link.

        Args:
            opens: The address of an event, up to its id, as an attribute has it.
            stop: Whether Tab stops at it: 0, else -1.
            more: Further declarations of its style.
        """
        looks = (
            f'class="pic-dot {self.shape}" style="--x:{self.x:.1f};--y:{self.y:.1f};--r:{self.r:.1f};{more}'
            f'color:var(--{self.colour})"'
        )
        if not self.event:
            return f"<i {looks}></i>"
        return f'<a href="{opens}{_linked(self.event, self.name)} tabindex="{stop}" {looks}></a>'


@dataclass(frozen=True, slots=True)
class Stack:
    """Events counted in one stretch of time, where single marks would not fit: bars on each other, one link."""

    bars: tuple[Bar, ...]
    name: str
    href: str

    def drawn(self, stop: int) -> str:
        """Return it as HTML; ``stop`` as of a mark."""
        said = _escaped(isolated(self.name))
        return (
            f'<a class="pic-stack" href="{_escaped(self.href)}" data-go="timeline" aria-label="{said}" title="{said}"'
            f' tabindex="{stop}">{"".join(bar.drawn for bar in self.bars)}</a>'
        )


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
    def inside(self) -> Markup:
        """All that is in it, as HTML; Tab stops at the first stack, and at the first mark that is a link.

        No template draws it: hundreds of things stand in three pictures of the same events, each with a dozen values.
        """
        return Markup(f"{self.under}{self.marked}\n{self.over}")  # noqa: S704 - each has escaped what is a stranger's

    @property
    def under(self) -> str:
        """What lies below its marks, as HTML."""
        parts = [
            *(bar.drawn for bar in self.bars),
            *(block.drawn for block in self.squares),
            *(line.drawn for line in self.lines),
            *(one.drawn(-1 if number else 0) for number, one in enumerate(self.stacks)),
        ]
        return "".join(parts)

    @property
    def marked(self) -> str:
        """Its marks, as HTML."""
        stop = next((one for one in self.marks if one.event), None)
        return "".join(one.drawn(self.address, 0 if one is stop else -1) for one in self.marks)

    @property
    def over(self) -> str:
        """What lies on its marks, as HTML."""
        return "".join(one.drawn for one in self.words)

    @property
    def address(self) -> str:
        """``opens``, as an attribute has it."""
        return _escaped(self.opens)


def _at(x: float, y: float) -> str:
    return f"--x:{round(x, 1)};--y:{round(y, 1)}"


def _large(width: float, height: float) -> str:
    return f"--w:{round(width, 1)};--h:{round(height, 1)}"


def _escaped(words: str) -> str:
    return str(escape(words))


@held(8192)
def _linked(event: str, name: str) -> str:
    """Return the rest of a link to an event, from its id in the address on: a mark in three pictures, run after run."""
    code, said = _escaped(event), _escaped(isolated(name))
    address = _escaped(quote(event, safe="/"))
    return f'{address}" data-go="event" data-pick="{code}" aria-label="{said}" title="{said}"'


def opens(selection: Selection, page: str, key: str) -> str:
    """Return the address of a page with a selection, up to the value of one more key: many links share it."""
    address = markup.href(page, selection)
    return f"{address}{'&' if '?' in address else '?'}{key}="


def width_of(words: str, set_: Set, size: float) -> float:
    """Return the width in px of words as they are set, rather too wide than too narrow."""
    return text_width(words, size, bold=set_ in _BOLD) * _SERIF.get(set_, 1.0)


def wrapped(words: str, limit: float, set_: Set, size: float) -> list[str]:
    """Break words into lines of at most ``limit`` px; a longer word has a line of its own."""
    bold, of_serif = set_ in _BOLD, _SERIF.get(set_, 1.0)
    lines: list[list[str]] = []
    taken = 0  # thousandths of the font's size, so that no line is measured anew with each of its words
    for word in words.split():
        own = thousandths(word, bold=bold)
        longer = taken + thousandths(" ", bold=bold) + own
        if lines and longer * size / 1000 * of_serif <= limit:
            lines[-1].append(word)
            taken = longer
        else:
            lines.append([word])
            taken = own
    return [" ".join(line) for line in lines]


class Look(NamedTuple):
    """What a mark of a status is like; as of ``Mark``."""

    r: float
    shape: str
    colour: str


def look(status: str, r: float) -> Look:
    """Return the shape and colour of a status, as large to the eye as a dot of radius ``r``."""
    shape = SYMBOLS.get(status, SYMBOLS["none"]).removesuffix("-dot")
    return Look(r * _LARGER.get(shape, 1.0), shape, f"status-{status}")


def mark(x: float, y: float, r: float, status: str, *, event: str = "", name: str = "") -> Mark:
    """Return the mark of a status, as large to the eye as a dot of radius ``r``."""
    return Mark(x, y, *look(status, r), event, name)


_LARGER = {"square": 0.89, "triangle-up": 1.1, "diamond": 1.2}  # as large to the eye as a circle
