"""Who stood where on an event: stakeholders on the scale of stances, a dot for each statement or act."""

from collections import defaultdict
from dataclasses import replace

import pandas as pd

from components.findings.drawing import Bar, Drawing, Line, Mark, Words, opens, width_of
from components.findings.said import NARROW, WIDE, Drawn
from components.parts.theme import STANCE_SIGNS
from pactline.query.select import whole
from pactline.query.selection import Selection
from pactline.readings.stakeholders import spoken, stakeholders
from pactline.record.telling import Picture
from pactline.record.vocabulary import STANCES
from pactline.tables.frames import Frames
from pactline.wording import text

_HEAD, _ROW = 32.0, 27.0
_MOST = 14  # stakeholders


def stances(record: Frames, picture: Picture, selection: Selection) -> Drawn | None:
    """Draw who stood where on the picture's event, and how one moved; ``None`` if nobody took a stance on it."""
    view = whole(record)
    said = spoken(view)
    said = said[(said["event_id"] == picture.event) & said["mark"].isin(STANCES)]
    if said.empty:
        return None
    moved = said.set_index("reaction_id")["mark"].reindex(list(picture.arrow)).dropna().tolist()
    mover = said.loc[said["reaction_id"].isin(picture.arrow), "stakeholder"]
    rows: list[tuple[str, dict[str, int], tuple[str, ...]]] = []
    for who in sorted(stakeholders(view, said), key=lambda one: _mean(said, one.id))[:_MOST]:
        own = said[said["stakeholder"] == who.id]
        counts: dict[str, int] = defaultdict(int)
        for stance in own["mark"]:
            counts[str(stance)] += 1
        arrow = tuple(moved) if len(moved) == len(("from", "to")) and who.id in set(mover) else ()
        rows.append((who.name, dict(counts), arrow))
    title = str(record.cell("events", "title", record.row_of(str(picture.event))))
    wide, narrow = (_drawing(rows, width, str(picture.event), title, selection) for width in (WIDE, NARROW))
    return Drawn(text("findings.stances.title", event=title), text("findings.stances.note"), wide, narrow)


def _mean(said: pd.DataFrame, who: str) -> float:
    own = said.loc[said["stakeholder"] == who, "mark"]
    return float(sum(STANCES.index(str(stance)) for stance in own) / len(own))


def _drawing(
    rows: list[tuple[str, dict[str, int], tuple[str, ...]]],
    width: int,
    event: str,
    title: str,
    selection: Selection,
) -> Drawing:
    narrow = width == NARROW
    label = min(max(width_of(name, "bold", 14) for name, _, _ in rows) + 12, width * (0.42 if narrow else 0.3))
    wide = (width - label) / len(STANCES)
    height = _HEAD + _ROW * len(rows)
    at: dict[str, float] = {stance: label + n * wide for n, stance in enumerate(STANCES)}
    bars, words = [], []
    for stance, x in at.items():
        bars.append(Bar(x, _HEAD, wide - 3, height - _HEAD, f"stance-{stance}", faint=True))
        bars.append(Bar(x, _HEAD - 5, wide - 3, 4, f"stance-{stance}"))
        sign = STANCE_SIGNS[stance]
        named = f"{sign} {text(f'stance.{stance}')}"
        fits = width_of(named, "bold", 13) <= wide
        words.append(Words(x, 17, named, "bold") if fits else Words(x + (wide - 3) / 2, 17, sign, "bold", 13, "middle"))
    lines, marks = [Line(0, height, width, height, "hair")], []
    for row, (name, counts, arrow) in enumerate(rows):
        y = _HEAD + (row + 0.5) * _ROW
        lines.append(Line(0, y - _ROW / 2, width, y - _ROW / 2, "hair"))
        size = 14 * min(1.0, (label - 6) / width_of(name, "bold", 14))
        words.append(Words(0, y + 5, name, "bold" if arrow else "plain", size))
        for stance, n in counts.items():
            middle, apart = at[stance] + (wide - 3) / 2, min(13.0, (wide - 14) / max(1, n - 1)) if n > 1 else 0.0
            for k in range(n):
                x = middle + (k - (n - 1) / 2) * apart
                marks.append(_dot(x, y, stance, event, f"{name}: {text(f'stance.{stance}')}"))
        if arrow and arrow[0] in at and arrow[1] in at and arrow[0] != arrow[1]:
            one, other = (at[stance] + (wide - 3) / 2 for stance in arrow)
            if other < one:
                lines.append(Line(other + 10, y, one - 8, y, "span-left"))
            else:
                lines.append(Line(one + 8, y, other - 10, y, "span-right"))
    links = opens(replace(selection, event=None), "event", "event")
    name = text("findings.stances.name", event=title, n=len(rows))
    return Drawing(name, width, int(height) + 2, links, tuple(bars), tuple(lines), (), (), tuple(marks), tuple(words))


def _dot(x: float, y: float, stance: str, event: str, name: str) -> Mark:
    return Mark(x, y, 5.4, "circle", f"stance-{stance}", event, name)
