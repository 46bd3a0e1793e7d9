"""Compare: how each stakeholder's stance moved from one event to another, with the words."""

import streamlit as st

from components import shell
from components.panels.compare import compare
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

st.title(text("compare.title"), anchor=False)
st.write(text("compare.lead"))
selection_bar(view, page="compare", ignored=shell.ignored())
compare(view)
