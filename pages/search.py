"""Search: what some words find in what the filters show."""

from components.search.panel import found, search_field, unworded
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

search_field()
selection_bar(unworded(view), page="search", ignored=run.ignored())
found(view)
