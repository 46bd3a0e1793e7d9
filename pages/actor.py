"""Actor: what a state, body or person did, said and denied, what rests on its word; a chooser when none is named."""

from components.actor.finding import found_actors
from components.actor.panel import actor_page
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

if not view.selection.actors:
    found_actors(view)
selection_bar(view, page="actor", ignored=run.ignored())
run.name_tab(actor_page(view))
