"""Compare: two sides' words next to each other; or how each stakeholder's stance moved from one event to another."""

from components.compare.beside import draw_beside, found_beside, two_sides
from components.compare.panel import compare, found_movement
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

sides = two_sides(view)
if sides:
    found_beside(view, sides)
else:
    found_movement(view)
selection_bar(view, page="compare", ignored=run.ignored())
if sides:
    draw_beside(view, sides, start=run.rows_start())
else:
    compare(view, of=run.record_name())
