"""Sources: how many voices the shown claims rest on, what they cite, and the register of publications."""

from components.shell import run
from components.shell.selection_bar import selection_bar
from components.sources.diet import source_diet
from components.sources.register import PART, chosen_claims, source_list
from components.sources.voices import found_voices, voices_picture

view = run.view()

found_voices(view)
selection_bar(view, page="sources", ignored=run.ignored())
voices_picture(view)
chosen_claims(view)
source_list(view, start=run.list_start(PART))
source_diet(view)
