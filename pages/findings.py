"""Findings: what the record says first, in words and pictures, and the ways on."""

from components.changes.since import since_line
from components.changes.visit import visit_line
from components.findings.panel import first_page
from components.parts import draw
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()
page = first_page(view)
asked = run.ignored()
narrowed = bool(view.selection.filters.to_query()) or bool(asked)

draw.html(page.hero)
since_line(view, run.beside(), ignored=asked)
visit_line(view)
if narrowed:
    selection_bar(view, page="findings", ignored=asked)
if page.whole:
    draw.html(page.whole)
if not narrowed:
    selection_bar(view, page="findings", ignored=asked)
draw.html(page.rows)
