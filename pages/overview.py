"""Overview: what it is about, how much is recorded, who reacted how, and the whole record at a glance."""

from components import shell
from components.panels.chart import chart
from components.panels.overview import glance, overview

view = shell.view()

overview(view)
glance(view)
chart(
    view,
    key="overview-timeline",
    look=shell.look(),
    state=shell.chart_state("overview-timeline"),
    on_pick=shell.pick("overview-timeline"),
    compact=True,
)
