"""A view for a page elsewhere: the snippet to copy, and what closes a view that is shown in a frame."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from markupsafe import escape

from components.parts import draw, markup
from pactline.network import Served
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.text.direction import joined
from pactline.wording import text

HEIGHTS: Mapping[str, int] = MappingProxyType({"event": 720, "classroom": 720, "timeline": 860})  # px


@dataclass(frozen=True, slots=True)
class EmbedValues:
    """The snippet to copy, and whether others reach the address in it."""

    template: ClassVar = "parts/embed.html"
    code: str
    reachable: bool


def embed(view: View, page: str, *, title: str, served: Served | None) -> None:
    """Draw a closed box with the snippet; nothing inside a frame, or where no browser has told an address.

    Args:
        view: What the frame is to show.
        page: One of ``HEIGHTS``.
        title: What it shows, which a screen reader says of the frame.
        served: Where the app is served, ``None`` inside a frame.
    """
    values = embed_values(view, page, title=title, served=served)
    if values:
        draw.html(markup.render(values))


def embed_values(view: View, page: str, *, title: str, served: Served | None) -> EmbedValues | None:
    """Return the snippet, for whoever has a place of its own for it; arguments as of ``embed``."""
    if served is None:
        return None
    code = snippet(f"{served.base}/{link(page, view.selection)}", title=title, height=HEIGHTS[page])
    return EmbedValues(code, served.reachable)


def link(page: str, selection: Selection) -> str:
    """Return the address of a view without the pages' frame around it, relative to the app's own."""
    # A frame shows what there is: it is no citation of the edition in which it was made.
    address = markup.href(page, replace(selection, edition=None)).removeprefix("./")
    return f"{address}{'&' if '?' in address else '?'}embed=true"


def snippet(address: str, *, title: str, height: int) -> str:
    """Return the HTML that puts an address into a page; whatever it is called, it stays one element."""
    said = escape(joined((title, text("site.name")), " · "))
    return (
        f'<iframe src="{escape(address)}" title="{said}" loading="lazy" width="100%" height="{height}"'
        ' style="border: 1px solid #ccc"></iframe>'
    )
