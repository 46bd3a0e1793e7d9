"""Sources: what the shown claims rest on, the claims of the chosen publishers, the register of what is cited."""

import streamlit as st

from components import shell
from components.panels.selection_bar import selection_bar
from components.panels.source_diet import source_diet
from components.panels.source_list import PART, chosen_claims, source_list
from pactline.wording import text

view = shell.view()

st.title(text("sources.title"), anchor=False)
st.write(text("sources.lead"))
selection_bar(view, page="sources", ignored=shell.ignored())
chosen_claims(view)
source_diet(view)
source_list(view, start=shell.list_start(PART))
