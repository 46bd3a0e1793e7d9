"""Overview: what it is about, how much is recorded, who reacted how, and the whole record at a glance."""

from components import shell
from components.panels.chart import glance_chart
from components.panels.overview import glance, headline, overview
from components.panels.selection_bar import selection_bar

view = shell.view()

headline(view)
selection_bar(view, page="overview", ignored=shell.ignored())
overview(view)
glance(view)
glance_chart(
    view,
    key="overview-timeline",
    look=shell.look(),
    state=shell.chart_state("overview-timeline"),
    on_pick=shell.pick("overview-timeline"),
)
