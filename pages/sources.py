"""Sources: what the shown claims rest on, the claims of the chosen publishers, the register of what is cited."""

import streamlit as st

from components.shell import run
from components.shell.selection_bar import selection_bar
from components.sources.diet import source_diet
from components.sources.register import PART, chosen_claims, source_list
from pactline.wording import text

view = run.view()

st.title(text("sources.title"), anchor=False)
st.write(text("sources.lead"))
selection_bar(view, page="sources", ignored=run.ignored())
chosen_claims(view)
source_diet(view)
source_list(view, start=run.list_start(PART))
