"""Treaty: the treaties side by side, their wordings, what the Security Council forbids, and the legal questions."""

import streamlit as st

from components.shell import run
from components.shell.selection_bar import selection_bar
from components.treaty.panel import treaty_page
from pactline.wording import text

view = run.view()

st.title(text("treaty.title"), anchor=False)
selection_bar(view, page="treaty", ignored=run.ignored())
treaty_page(view)
