"""Findings: what the record says first, in words and pictures, and the ways on."""

from components.findings.panel import draw, first_page
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()
page = first_page(view)
asked = run.ignored()
narrowed = bool(view.selection.filters.to_query()) or bool(asked)

draw(page.hero)
if narrowed:
    selection_bar(view, page="findings", ignored=asked)
draw(page.whole)
if not narrowed:
    selection_bar(view, page="findings", ignored=asked)
draw(page.rows)
