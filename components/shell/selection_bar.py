"""The bar over a page: the button for the filters, those in force as removable chips, what they leave, the link.

Above it, where the address names an earlier edition, what has changed since.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from components.changes.since import since_line
from components.pages import PAGES, presents
from components.parts import draw, markup
from components.parts.chips import Chip, chips
from components.shell import reader, run
from pactline.query.select import View
from pactline.query.selection import Ignored, Selection
from pactline.tables.kept import kept
from pactline.wording import text

OWN_LINE = ("findings", "timeline")  # they say what has changed at a place of their own


@dataclass(frozen=True, slots=True)
class BarValues:
    """The bar.

    Attributes:
        filters: Whether the page has them, so that a button opens them.
        sentence: What is shown of how many, said where something is filtered.
        chips: The filters in force; ``cleared``: the selection without them.
        acts: Whether what one does with the page stands in it; else the page has it in a row of its own.
        presents: Whether the stage has something of the page.
        chart: What of the page can be saved as a picture; empty for nothing.
        follows: Whether others have an address for what is shown, to cite it and to follow it by.
        selection: That of the page.
        ignored: What the link asked for in vain.
        reversed: Whether the first day asked for comes after the last.
        shown: Events, of ``total``.
    """

    template: ClassVar = "shell/selection.html"
    filters: bool
    sentence: str
    chips: list[Chip]
    cleared: Selection
    page: str
    acts: bool
    presents: bool
    chart: str
    follows: bool
    selection: Selection
    ignored: Sequence[Ignored]
    reversed: bool
    shown: int
    total: int


def selection_bar(view: View, *, page: str, ignored: Sequence[Ignored] = (), acts: bool = True) -> None:
    """Draw the bar; where nothing is left, say so and how to widen.

    Args:
        view: What is shown.
        page: The page that it stands on.
        ignored: What the link asked for in vain.
        acts: Whether what one does with the page stands in it: an event has a bar of its own, with the filters too.
    """
    if page not in OWN_LINE and not (page == "event" and view.selection.event):
        since_line(view, run.beside(), ignored=ignored)
    with draw.box("result-count"):
        draw.html(_html(view, page, tuple(ignored), acts=acts, follows=view.frames.addressed and not reader.framed()))


@kept(256)
def _html(view: View, page: str, ignored: tuple[Ignored, ...], *, acts: bool, follows: bool) -> str:
    selection = view.selection
    return markup.render(
        BarValues(
            filters=PAGES[page].filters and (acts or page != "event"),
            sentence=text("count.shown", shown=len(view.event_rows), n=view.frames.size("events")),
            chips=list(chips(view)),
            cleared=selection.cleared(),
            page=page,
            acts=acts,
            presents=presents(page, view),
            chart=PAGES[page].chart if len(view.event_rows) and view.frames.addressed else "",
            follows=follows,
            selection=selection,
            ignored=ignored,
            reversed=bool(selection.first and selection.last and selection.first > selection.last),
            shown=len(view.event_rows),
            total=view.frames.size("events"),
        )
    )
