"""The timeline as a slide."""

from components.parts.slide import SlideBody, SlideRequest
from components.parts.slide_claims import claims_html, event_words
from components.timeline.frame import picture_frame
from components.timeline.marks import marks
from components.timeline.slide_picture import view_picture

_LOW = 3  # rows of a timeline that leaves room for claims, that of its counts among them


def timeline_slide(asked: SlideRequest) -> SlideBody:
    """Show the timeline of a view; below its claims, in a low band, if an event is in focus or the step names them."""
    view = asked.view
    event = view.selection.event
    focused = event is not None and view.shows(view.frames.row_of(event))
    if not focused and "claims" not in asked.show:
        return SlideBody(
            picture=view_picture(marks(view, by=view.selection.lanes), look=asked.look, **picture_frame(view))
        )
    own = event if focused else None
    rows_ = (1 if own else _LOW - 1) if asked.show else _LOW
    picture = view_picture(marks(view), look=asked.look, here=own, rows=rows_, **picture_frame(view))
    return SlideBody(claims_html(asked, own, event_words(view, own)), picture=picture)
