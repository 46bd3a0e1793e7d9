"""Sources: the register of what is cited, and the claims that rest on the chosen publishers."""

import streamlit as st

from components import shell
from components.panels.selection_bar import selection_bar
from components.panels.source_list import PART, source_list
from pactline.wording import text

view = shell.view()

st.title(text("sources.title"), anchor=False)
st.write(text("sources.lead"))
selection_bar(view, page="sources", ignored=shell.ignored())
source_list(view, start=shell.list_start(PART))
