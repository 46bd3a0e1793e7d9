"""Map: where it happened, drawn around the shown places, and all places as a list."""

from components.map.panel import finding, place_map
from components.parts.page_title import page_title
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

page_title(finding(view))
selection_bar(view, page="map", ignored=run.ignored())
place_map(view)
