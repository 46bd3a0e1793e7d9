"""The overview as a slide."""

from components.overview.panel import OverviewSlideValues, counts, lead_event
from components.parts import markup
from components.parts.card import card
from components.parts.slide import SlideBody, SlideRequest

_CLAIMS = 2  # of the event that the overview opens with


def overview_slide(asked: SlideRequest) -> SlideBody:
    """Show the event that the overview opens with, and the record in numbers."""
    view = asked.view
    lead = lead_event(view)
    claims = card(view, lead).claims if lead else []
    return SlideBody(markup.render(OverviewSlideValues(claims[:_CLAIMS], counts(view))))
