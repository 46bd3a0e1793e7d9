"""The bar above an event: back to the timeline, the events before and after it, what can be done with it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from components.parts import markup
from components.parts.card import neighbours
from components.parts.card_values import EventLink
from components.parts.chips import chips
from components.parts.cites import cites, today
from components.parts.embed import EmbedValues, embed_values
from pactline.export.citing import cited_event
from pactline.network import Served
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.kept import kept


@dataclass(frozen=True, slots=True)
class BarValues:
    """The bar.

    Attributes:
        link: The event's short link, relative to the app's address; empty where none leads to the record.
        place: The event's among the shown ones, from 1; ``None`` if it is not shown. ``total``: how many these are.
        filtered: How many filters are in force; they open where the page stands by itself.
        cites: How to cite it; ``None`` inside a frame, where there is no address.
        drawn: Whether its claims are drawn by voices, so that there is a picture to save.
        embed: The snippet for a page elsewhere, likewise.
        exercise: The selection of its exercise, if it has one.
    """

    template: ClassVar = "event/bar.html"
    selection: Selection
    link: str
    place: int | None
    total: int
    before: EventLink | None
    after: EventLink | None
    filtered: int
    cites: Markup | None
    drawn: bool
    embed: EmbedValues | None
    exercise: Selection | None


def bar(view: View, *, title: str, served: Served | None, judged: bool) -> str:
    """Return the bar of the event in focus as HTML.

    Args:
        view: What is shown.
        title: The event's.
        served: Where the app is served, ``None`` inside a frame.
        judged: Whether its sources can be judged.
    """
    return _html(view, title, served, today(), judged=judged)


@kept(64)
def _html(view: View, title: str, served: Served | None, day: date, *, judged: bool) -> str:
    event = str(view.selection.event)
    place = view.place_of(event)
    before, after = neighbours(view, event)
    return markup.render(
        BarValues(
            selection=view.selection,
            link=markup.short_link("e", event, view.selection.known) if view.frames.addressed else "",
            place=None if place is None else place + 1,
            total=len(view.event_rows),
            before=before,
            after=after,
            filtered=sum(1 for _ in chips(view)),
            # Its claims are cited one by one in the drawer, which asks for them: here they would weigh on every page.
            cites=cites(cited_event(view, event, served.base, day), name="event") if served else None,
            drawn=bool(len(view.of([view.frames.row_of(event)]).shown.citation_rows)),
            embed=embed_values(view, "event", title=title, served=served),
            exercise=Selection(event=event, known=view.selection.known) if judged else None,
        )
    )
