"""SVG by hand: each function returns elements as text, their words escaped, lengths in px.

Colours go through a ``Paint``: a picture in a page follows the reader's theme by the style sheet's properties; one
that is taken away stands alone, so its colours are written out.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from math import cos, pi, sin
from typing import Any, Final, Literal, TypeAlias

from markupsafe import escape

from components.parts.packing import text_width
from components.parts.theme import GROUNDS, LIGHT

Paint: TypeAlias = Callable[[str], str]  # of a colour of the light look, or of a ground's name
Anchor: TypeAlias = Literal["start", "middle", "end"]

# Names under which programs know the faces that widths are measured in, then those that come near them.
SANS: Final = (
    "'Source Sans 3','Source Sans Pro','Source Sans','Pactline Sans','Pactline KR','Pactline SC','Noto Sans CJK KR',"
    "'Open Sans','Segoe UI',Arial,sans-serif"
)
SERIF: Final = (
    "'Source Serif 4','Source Serif Pro','Source Serif','Pactline Serif','Pactline KR','Pactline SC',"
    "'Noto Serif CJK KR',Georgia,serif"
)
SERIF_WIDTH = 1.16  # of the sans, as measured, and room for a wider face

_NAMES: Final = {
    **{LIGHT.status[name]: f"status-{name}" for name in LIGHT.status},
    **{getattr(LIGHT, name): name for name in reversed(GROUNDS)},
}
_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
# What XML 1.0 has no place for.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def themed(colour: str) -> str:
    """Return a colour as the property of the style sheet that has it; one that has none stays as it is."""
    return f"var(--{colour})" if colour in GROUNDS else f"var(--{_NAMES[colour]})" if colour in _NAMES else colour


def plain(colour: str) -> str:
    """Return a colour as it is in the light look."""
    return getattr(LIGHT, colour) if colour in GROUNDS else colour


def fill(colour: str, paint: Paint = plain) -> str:
    """Return the style that fills with a colour: ``#RRGGBB``, ``rgba(…)`` or a ground's name."""
    own, opacity = _opaque(colour)
    return f"fill:{paint(own)}" + (f";fill-opacity:{opacity};" if opacity != "1" else ";")


def stroke(colour: str, width: float = 1, paint: Paint = plain) -> str:
    """Return the style that draws a line in a colour."""
    return f"stroke:{paint(_opaque(colour)[0])};stroke-width:{width:g};"


def rect(x: float, y: float, width: float, height: float, style: str) -> str:
    """Return a rectangle; one that has no room has no width."""
    wide, high = max(width, 0), max(height, 0)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" style="{style}"/>'


def line(x: float, y: float, to_x: float, to_y: float, style: str) -> str:
    """Return a straight line."""
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" style="fill:none;{style}"/>'


def writable(words: str) -> str:
    """Return words without what an XML file cannot hold."""
    return _UNWRITABLE.sub("", words)


def words(
    x: float,
    y: float,
    said: str,
    *,
    size: float,
    colour: str = "ink",
    anchor: Anchor = "start",
    bold: bool = False,
    serif: bool = False,
    turned: float = 0,
    firm: bool = False,
) -> str:
    """Return one line of words.

    Args:
        x: Of its ``anchor``.
        y: Of its foot.
        said: A stranger's, maybe: it is escaped here.
        size: Px of the font.
        colour: As of ``fill``.
        anchor: Which part of it is at ``x``.
        bold: Whether it is semibold.
        serif: Whether it is a heading's.
        turned: Degrees about its anchor.
        firm: Whether it keeps the width that it was placed for, whichever font draws it.
    """
    styled = (' font-weight="600"' if bold else "") + (f' font-family="{SERIF}"' if serif else "")
    styled += f' text-anchor="{anchor}"' if anchor != "start" else ""
    styled += f' transform="rotate({turned:g} {x:.1f} {y:.1f})"' if turned else ""
    if firm and said.strip() and said.isascii():  # else the width is a guess
        styled += f' textLength="{text_width(said, size, bold=bold):.1f}" lengthAdjust="spacingAndGlyphs"'
    own = escape(writable(said))
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"{styled} style="{fill(colour)}">{own}</text>'


def broken(said: str, limit: float, size: float, *, bold: bool = False, serif: bool = False) -> list[str]:
    """Break words into lines of at most ``limit`` px; a word that is longer is broken where it must."""
    wider = SERIF_WIDTH if serif else 1.0
    found: list[str] = []
    for word in said.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and text_width(longer, size, bold=bold) * wider <= limit:
            found[-1] = longer
            continue
        rest = word
        while rest:
            fits = len(rest)
            while fits > 1 and text_width(rest[:fits], size, bold=bold) * wider > limit:
                fits -= 1
            found.append(rest[:fits])
            rest = rest[fits:]
    return found


def paragraph(
    x: float, y: float, lines: Sequence[str], *, size: float, leading: float = 1.35, **how: Any
) -> tuple[str, float]:
    """Return lines below each other, and the y below them; ``y`` is their upper edge, ``how`` as of ``words``."""
    drawn = "".join(
        words(x, y + number * size * leading + 0.85 * size, said, size=size, **how) for number, said in enumerate(lines)
    )
    return drawn, y + len(lines) * size * leading


# Of a figure with corners: how many, where the first one lies in radians from the right, and how far they reach, in
# radii, to look as large as a circle.
_CORNERS: Final[Mapping[str, tuple[int, float, float]]] = {
    "square": (4, pi / 4, 1.41),
    "diamond": (4, 0.0, 1.3),
    "triangle-up": (3, -pi / 2, 1.25),
    "triangle-down": (3, pi / 2, 1.25),
    "triangle-left": (3, pi, 1.25),
    "triangle-right": (3, 0.0, 1.25),
    "triangle-ne": (3, -pi / 4, 1.25),
    "pentagon": (5, -pi / 2, 1.1),
    "hexagon": (6, -pi / 2, 1.1),
}
# Outlines of others, in radii.
_OUTLINES: Final[Mapping[str, tuple[tuple[float, float], ...]]] = {
    "cross": (
        (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35), (0.35, 1), (-0.35, 1),
        (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35),
    ),
    "bowtie": ((-1, -1), (0, -0.2), (1, -1), (1, 1), (0, 0.2), (-1, 1)),
    "diamond-tall": ((0, -1.3), (0.7, 0), (0, 1.3), (-0.7, 0)),
    "line-ew": ((-1.3, -0.15), (1.3, -0.15), (1.3, 0.15), (-1.3, 0.15)),
    "star": tuple(
        (reach * cos(turn), reach * sin(turn))
        for reach, turn in ((1.25 if n % 2 == 0 else 0.5, -pi / 2 + n * pi / 5) for n in range(10))
    ),
}  # fmt: skip


def mark(
    shape: str,
    diameter: float,
    x: float,
    y: float,
    *,
    colour: str,
    rim: str = "",
    width: float = 0,
    paint: Paint = plain,
) -> str:
    """Return a mark: a circle, or a figure with corners, by the name that Plotly has for it.

    Args:
        shape: Of ``theme.SYMBOLS`` and ``theme.COUNT_SYMBOLS``.
        diameter: Px of a circle as large to the eye.
        x: Of its middle.
        y: Of its middle.
        colour: What fills it; of a hollow one its line.
        rim: Colour of the line around it; the mark's own where there is none.
        width: Px of that line.
        paint: Writes colours.
    """
    hollow, radius = shape.startswith("circle-open"), diameter / 2
    style = "fill:none;" if hollow else fill(colour, paint)
    if hollow or width:
        style += stroke(colour if hollow else rim or colour, width or 1, paint)
    if shape == "x":
        shape, turn = "cross", f' transform="rotate(45 {x:.1f} {y:.1f})"'
    else:
        turn = ""
    if shape in _CORNERS:
        corners, first, reach = _CORNERS[shape]
        turns = [first + 2 * pi * corner / corners for corner in range(corners)]
        at = [(x + reach * radius * cos(one), y + reach * radius * sin(one)) for one in turns]
    elif shape in _OUTLINES:
        at = [(x + radius * across, y + radius * down) for across, down in _OUTLINES[shape]]
    else:
        dot = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.5" style="{fill(colour, paint)}"/>'
            if shape.endswith("dot")
            else ""
        )
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" style="{style}"/>{dot}'
    points = " ".join(f"{across:.1f},{down:.1f}" for across, down in at)
    return f'<polygon points="{points}"{turn} style="{style}"/>'


def _opaque(colour: str) -> tuple[str, str]:
    """Return a colour without its opacity, and that."""
    if found := _RGBA.fullmatch(colour):
        red, green, blue, opacity = found.groups()
        return f"#{int(red):02X}{int(green):02X}{int(blue):02X}", opacity
    return colour, "1"
