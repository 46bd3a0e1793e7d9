"""Claims by how many independent sources they have, each a square."""

import numpy as np

from components.findings.drawing import Drawing, Squares, Words
from components.findings.said import NARROW, WIDE, Drawn
from pactline.query.selection import Selection
from pactline.record.telling import Picture
from pactline.tables.frames import Frames
from pactline.wording import text

_GROUPS = (("one", "accent"), ("two", "stance-supports"), ("more", "status-documented"), ("none", "rule"))
_ROWS = 14
_PITCH = 13.0  # px that a square should have with its gap
_MOST = 1500  # squares


def voices(record: Frames, _: Picture, __: Selection) -> Drawn | None:
    """Draw a record's claims by their independent sources; ``None`` without a claim."""
    independent = record.numbers("claims", "independent")
    if not len(independent):
        return None
    of_one, of_two, none = (int(np.count_nonzero(independent == n)) for n in (1, 2, 0))
    counts = (of_one, of_two, len(independent) - of_one - of_two - none, none)
    note = -(-len(independent) // _MOST)
    wide, narrow = (_drawing(counts, width, note) for width in (WIDE, NARROW))
    title = text("findings.voices.title", n=len(independent))
    return Drawn(title, text("findings.voices.note", n=note), wide, narrow)


def _drawing(counts: tuple[int, ...], width: int, each: int) -> Drawing:
    """Lay the squares out column by column, the groups after each other, with how many there are below."""
    numbers = [-(-n // each) for n in counts]
    rows = max(_ROWS, round(sum(numbers) * _PITCH / width))
    columns = sum(-(-n // rows) for n in numbers)
    pitch = min(15.3, width / max(1, columns))
    squares, words, x, foot = [], [], 0.0, rows * pitch + 18
    until = [0.0, 0.0, 0.0, 0.0]
    for (key, colour), n, count in zip(_GROUPS, numbers, counts, strict=True):
        if not n:
            continue
        full, rest = divmod(n, rows)
        if full:
            squares.append(Squares(x, 0, full * pitch, rows * pitch, pitch, colour))
        if rest:
            squares.append(Squares(x + full * pitch, 0, pitch, rest * pitch, pitch, colour))
        own = Words(x, foot, text(f"findings.voices.{key}", n=count), "bold", 14)
        if own.box.right > width:
            own = Words(width, foot, own.text, "bold", 14, "end")
        line = next(at for at, taken in enumerate(until) if own.box.left >= taken)
        words.append(Words(own.x, foot + 19 * line, own.text, "bold", 14, own.anchor))
        until[line] = own.box.right + 8
        x += (full + bool(rest)) * pitch
    lines = sum(taken > 0 for taken in until)
    name = text("findings.voices.name", parts="; ".join(word.text for word in words))
    return Drawing(name, width, int(foot + 19 * (lines - 1) + 8), squares=tuple(squares), words=tuple(words))
