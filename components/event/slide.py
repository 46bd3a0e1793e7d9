"""An event as a slide."""

from components.parts.slide import SlideBody, SlideRequest
from components.parts.slide_claims import claims_html
from pactline.text.direction import joined
from pactline.wording import text


def event_slide(asked: SlideRequest) -> SlideBody:
    """Show an event's first claims: their status, who says so, what stands against them."""
    event = asked.view.selection.event
    if event is None:
        return SlideBody()
    record, row = asked.view.frames, asked.view.frames.row_of(event)
    names = ("date_words", "tz", "place")
    day, tz, place = (record.cell("events", name, row) for name in names)
    day = f"{day} ({text('card.tz', tz=tz)})" if isinstance(tz, str) else day
    return SlideBody(claims_html(asked, event), when=joined((day, place) if isinstance(place, str) else (day,), " · "))
