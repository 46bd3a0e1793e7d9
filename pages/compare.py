"""Compare: how each stakeholder's stance moved from one event to another, with the words."""

import streamlit as st

from components.compare.panel import compare
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

st.title(text("compare.title"), anchor=False)
st.write(text("compare.lead"))
selection_bar(view, page="compare", ignored=run.ignored())
compare(view)
