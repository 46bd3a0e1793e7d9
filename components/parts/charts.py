"""A chart that can be taken away as a picture, as frozen values: what is drawn, and what must be said around it.

Each subject makes its own out of a view; ``components/pictures/`` puts title, legend, sources and edition around it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from components.parts.svg import mark, rect, words
from components.parts.theme import LIGHT, SYMBOLS
from pactline.query.select import View
from pactline.record.vocabulary import NONE, STATUSES
from pactline.wording import text

WIDTH = 1120  # px that every chart is drawn in
_EMPTY = 120  # px


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the legend: a sign, drawn around its own middle within 16 px, and its words."""

    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart, ``WIDTH`` px wide.

    Attributes:
        title: What it shows, in a sentence that is computed: its headline.
        elements: Of SVG, from the upper left corner (0, 0); colours written out, every text escaped.
        height: Px.
        alt: What it shows, for those who do not see it.
        page: The page that it stands on; ``keys``: what its address has beside the selection's filters.
        legend: What its signs mean.
        notes: How to read it, and what it leaves out.
        sources: Who says it, and how many, in a sentence.
        name: What its file is called beside the chart's kind; may be empty.
    """

    title: str
    elements: str
    height: float
    alt: str
    page: str
    legend: tuple[Key, ...] = ()
    notes: tuple[str, ...] = ()
    sources: str = ""
    name: str = ""
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)


def nothing(reason: str) -> tuple[str, float]:
    """Return what stands where there is nothing to draw: why, in words; and its height in px."""
    return (
        rect(0, 0, WIDTH, _EMPTY, f"fill:{LIGHT.panel};")
        + words(WIDTH / 2, _EMPTY / 2 + 6, reason, size=17, colour="muted", anchor="middle"),
        _EMPTY,
    )


def why_nothing(view: View, otherwise: str = "") -> str:
    """Return why a view leaves nothing to draw: the record is empty, the filters leave nothing, or another reason."""
    if not view.frames.size("events"):
        return text("selection.empty_record")
    return otherwise if len(view.event_rows) and otherwise else text("selection.nothing")


def status_keys(statuses: set[str]) -> tuple[Key, ...]:
    """Return the legend of the statuses that are drawn, in the order of the scale."""
    found = [one for one in (*STATUSES, NONE) if one in statuses]
    if found == [NONE]:  # a record without statuses has nothing to tell apart
        return ()
    return tuple(Key(_sign(one), text(f"status.{one}")) for one in found)


def _sign(status: str) -> str:
    shape = SYMBOLS[status]
    return mark(shape, 11, 0, 0, colour=LIGHT.status[status], width=2 if "open" in shape else 0)
