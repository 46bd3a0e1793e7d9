"""What an SVG says, read back: each line of words with the box that it takes."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree as ET

from components.parts.packing import text_width
from components.parts.svg import SERIF

SVG = "{http://www.w3.org/2000/svg}"
_MOVED = re.compile(r"translate\(([-\d.]+) ([-\d.]+)\)")
_ASCENT, _DESCENT = 0.72, 0.2  # of the font size


class Line(NamedTuple):
    """A line of words and its box, in px from the upper left corner."""

    words: str
    left: float
    top: float
    right: float
    bottom: float


def lines(svg: str) -> list[Line]:
    """Return the lines of words of an SVG that lie straight."""
    return list(_lines(ET.fromstring(svg), 0, 0))  # noqa: S314 - of our own making


def overlapping(found: list[Line]) -> list[tuple[str, str]]:
    """Return the pairs of lines that lie on each other."""
    return [
        (one.words, other.words)
        for one, other in combinations(found, 2)
        if one.left < other.right - 1
        and other.left < one.right - 1
        and one.top < other.bottom - 1
        and other.top < one.bottom - 1
    ]


def _lines(element: ET.Element, x: float, y: float) -> Iterator[Line]:
    moved = _MOVED.search(element.get("transform", ""))
    x, y = (x + float(moved[1]), y + float(moved[2])) if moved else (x, y)
    if element.tag == f"{SVG}text" and "rotate" not in element.get("transform", ""):
        yield _line(element, x, y)
    for part in element:
        yield from _lines(part, x, y)


def _line(element: ET.Element, x: float, y: float) -> Line:
    size, bold = float(element.get("font-size", 0)), element.get("font-weight") == "600"
    said = "".join(element.itertext()).replace("\xa0", " ")  # which keep a label off its mark
    factor = 1.13 if element.get("font-family") == SERIF else 1
    wide, before, after = (
        text_width(one, size, bold=bold) * factor
        for one in (said, said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :])
    )
    left = x + float(element.get("x", 0)) - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", ""), 0)
    foot = y + float(element.get("y", 0))
    return Line(said.strip(), left + before, foot - _ASCENT * size, left + wide - after, foot + _DESCENT * size)
