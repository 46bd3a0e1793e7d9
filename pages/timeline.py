"""Timeline: the shown events on an axis that fills the window, and below it, folded, the same as a list."""

from components.changes.since import since_line
from components.pages import presents
from components.parts import draw
from components.parts.embed import embed
from components.parts.event_list import PART, event_list
from components.shell import acts, run
from components.shell.selection_bar import selection_bar
from components.timeline.chart import chart
from components.timeline.controls import below, controls
from components.timeline.eras import eras
from components.timeline.finding import headline
from components.timeline.known import known_control
from pactline.wording import text

view = run.view()

with draw.box("timeline-head"):
    title = headline(view)
    since_line(view, run.beside(), ignored=run.ignored())
    with draw.box("timeline-row"):
        selection_bar(view, page="timeline", ignored=run.ignored(), acts=False)
        controls(view, presents=presents("timeline", view), follows=run.served() is not None)
chart(
    view,
    key="timeline",
    look=run.look(),
    state=acts.chart_state("timeline"),
    of=run.record_name(),
    handled=acts.handled(),
)
below()
with draw.box("timeline-list"):
    event_list(view, title=text("timeline.list"), start=run.list_start(PART))
with draw.box("timeline-more"):
    known_control(view, key=acts.REWIND, handled=acts.handled(), on_known=acts.rewind())
    eras(view)
    embed(view, "timeline", title=title, served=run.served())
