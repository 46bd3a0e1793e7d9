"""The picture of each kind of finding, as HTML: a wide drawing, a narrow one, and what that leaves out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from components.findings.drawing import Drawing
from components.findings.estimates import estimates
from components.findings.said import Drawn, Line
from components.findings.says import says
from components.findings.stances import stances
from components.findings.voices import voices
from components.findings.wordings import wordings
from components.parts import markup
from pactline.query.selection import Selection
from pactline.readings.findings import Told
from pactline.record.telling import Picture
from pactline.tables.frames import Frames


@dataclass(frozen=True, slots=True)
class DrawnValues:
    """A drawing beside its finding.

    Attributes:
        title: What is drawn; ``note``: how to read it, may be empty.
        lines: What the narrow drawing leaves out, in words; may be none.
    """

    template: ClassVar = "findings/drawn.html"
    title: str
    note: str
    wide: Drawing
    narrow: Drawing
    lines: tuple[Line, ...]
    selection: Selection


_DRAW: Mapping[str, Callable[[Frames, Picture, Selection], Drawn | None]] = {
    "says": says,
    "estimates": estimates,
    "stances": stances,
    "voices": voices,
}
DRAWN_KINDS = frozenset(_DRAW)  # of pictures that are charts
FINDING_CHART = "finding-"  # before a finding's id: what its chart is called where it is saved


def picture_of(record: Frames, told: Told, selection: Selection) -> Markup:
    """Return what is drawn beside a finding; empty where there is nothing to draw.

    Args:
        record: The whole record.
        told: The finding.
        selection: What links of marks carry along.
    """
    picture = told.picture
    if picture is None:
        return Markup()
    if picture.kind == "wordings":
        both = wordings(record, picture)
        return Markup(markup.render(both)) if both else Markup()  # noqa: S704 - a template of ours has escaped it
    drawn = drawn_of(record, told, selection)
    if drawn is None:
        return Markup()
    values = DrawnValues(drawn.title, drawn.note, drawn.wide, drawn.narrow, drawn.lines, selection)
    return Markup(markup.render(values))  # noqa: S704 - a template of ours has escaped it


def drawn_of(record: Frames, told: Told, selection: Selection) -> Drawn | None:
    """Return a finding's drawing; ``None`` where there is nothing to draw, or what stands beside it is text."""
    draw = _DRAW.get(told.picture.kind) if told.picture else None
    return draw(record, told.picture, selection) if draw and told.picture else None
