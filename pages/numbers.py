"""Figures: each contested figure with who gave it, how far apart the estimates lie, and who is a party."""

from components.numbers.finding import found_figures
from components.numbers.panel import numbers
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

found_figures(view)
selection_bar(view, page="numbers", ignored=run.ignored())
numbers(view, look=run.look(), served=run.served(), opened=run.opened)
