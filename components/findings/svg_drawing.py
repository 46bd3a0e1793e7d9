"""A picture of the findings as the elements of an SVG: the same values that the page's template draws."""

from collections.abc import Iterator

from components.findings.drawing import Bar, Drawing, Line, Mark, Squares, Words
from components.parts import svg
from components.parts.theme import LIGHT

_FAINT = 0.1  # of a bar that is a ground, as findings.css has it
_GAP = 2.4  # px between two squares, likewise
_WIDER = {"square": 1 / 0.89, "triangle-up": 1 / 1.1, "diamond": 1 / 1.2}  # svg.mark makes shapes as large to the eye
_BOLD = ("bold", "stance", "name")


def elements(drawing: Drawing, width: float) -> tuple[str, float]:
    """Return a picture as elements of SVG, ``width`` px wide, and how high it is then."""
    by = width / drawing.width
    parts = [
        *(_bar(bar, by) for bar in drawing.bars),
        *(square for block in drawing.squares for square in _squares(block, by)),
        *(_line(line, by) for line in drawing.lines),
        *(_bar(bar, by) for stack in drawing.stacks for bar in stack.bars),
        *(_mark(mark, by) for mark in drawing.marks),
        *(_words(words, by) for words in drawing.words),
    ]
    return "".join(parts), drawing.height * by


def _colour(name: str) -> str:
    """Return a colour of the theme by the name that style sheets have for it."""
    kind, _, one = name.partition("-")
    found: str = getattr(LIGHT, kind)[one] if one and hasattr(LIGHT, kind) else getattr(LIGHT, name)
    return found


def _bar(bar: Bar, by: float) -> str:
    faint = f"fill-opacity:{_FAINT};" if bar.faint else ""
    return svg.rect(bar.x * by, bar.y * by, bar.width * by, bar.height * by, svg.fill(_colour(bar.colour)) + faint)


def _squares(block: Squares, by: float) -> Iterator[str]:
    style, pitch = svg.fill(_colour(block.colour)), block.pitch * by
    for column in range(round(block.width / block.pitch)):
        for row in range(round(block.height / block.pitch)):
            yield svg.rect(block.x * by + column * pitch, block.y * by + row * pitch, pitch - _GAP, pitch - _GAP, style)


def _line(line: Line, by: float) -> str:
    colour = _colour("rule" if line.kind == "hair" else line.colour)
    width = 6.0 if line.kind == "range" else 1.5 if line.kind in ("moment", "until") else 1.0
    style = svg.stroke(colour, width) + ("stroke-dasharray:4 3;" if line.kind == "until" else "")
    x1, y1, x2, y2 = (at * by for at in (line.x1, line.y1, line.x2, line.y2))
    drawn = svg.line(x1, y1, x2, y2, style)
    if line.kind in ("span-left", "span-right"):
        tip, back = (x1, 5.0) if line.kind == "span-left" else (x2, -5.0)
        for side in (-4.0, 4.0):
            drawn += svg.line(tip, y1, tip + back, y1 + side, svg.stroke(colour, 1.2))
    return drawn


def _mark(mark: Mark, by: float) -> str:
    shape, colour = mark.shape, _colour(mark.colour)
    size = 2 * by * mark.r * _WIDER.get(shape, 1.0)
    if shape == "circle-open":
        return svg.mark("circle", size - 2, mark.x * by, mark.y * by, colour=LIGHT.paper, rim=colour, width=2)
    return svg.mark("x" if shape == "cross" else shape, size, mark.x * by, mark.y * by, colour=colour)


def _words(words: Words, by: float) -> str:
    """Return words in the width that they were placed for: the page's serif is everywhere another one."""
    return svg.words(
        words.x * by,
        words.y * by,
        words.text,
        size=round(words.size * by, 2),
        colour={"muted": "muted", "name": "accent"}.get(words.set, "ink"),
        anchor=words.anchor,
        bold=words.set in _BOLD,
        firm=True,
    )
