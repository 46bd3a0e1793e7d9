"""The page of one event: what can be done with it, then the event as a whole."""

from components.event.bar import bar
from components.event.whole import page_html
from components.parts import draw
from components.parts.portion import Starts
from pactline.network import Served
from pactline.query.select import View


def event_page(view: View, starts: Starts, *, served: Served | None, judged: bool, since: str = "") -> str:
    """Draw the event in focus and return its title.

    Args:
        view: Its selection names the event.
        starts: Where the parts of long lists begin that are shown.
        served: Where the app is served, ``None`` inside a frame.
        judged: Whether its sources can be judged.
        since: What has changed since the edition that the address names, as HTML of ours; nothing for nothing.

    Raises:
        ValueError: No event is in focus.
    """
    event = view.selection.event
    if event is None:
        msg = "no event is in focus"
        raise ValueError(msg)
    title = str(view.frames.cell("events", "title", view.frames.row_of(event)))
    with draw.box("event-card"):
        draw.html(bar(view, title=title, served=served, judged=judged) + page_html(view, event, starts, since))
    return title
