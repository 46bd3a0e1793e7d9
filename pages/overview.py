"""Overview: what it is about, how much is recorded, who reacted how, and the whole record at a glance."""

from components.overview.panel import glance, headline, overview
from components.shell import run
from components.shell.selection_bar import selection_bar
from components.timeline.chart import glance_chart

view = run.view()

headline(view)
selection_bar(view, page="overview", ignored=run.ignored())
overview(view)
glance(view)
glance_chart(view, key="overview-timeline", look=run.look())
