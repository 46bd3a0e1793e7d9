"""Actor: what a state, body or person did, said and denied, what rests on its word; a chooser when none is named."""

import streamlit as st

from components.actor.panel import actor_page
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

if not view.selection.actors:
    st.title(text("actor.title"), anchor=False)
    st.write(text("actor.lead"))
selection_bar(view, page="actor", ignored=run.ignored())
run.name_tab(actor_page(view))
