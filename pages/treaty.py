"""Treaty: the treaties side by side, their wordings, what the Security Council forbids, and the legal questions."""

import streamlit as st

from components import shell
from components.panels.selection_bar import selection_bar
from components.panels.treaty import treaty_page
from pactline.wording import text

view = shell.view()

st.title(text("treaty.title"), anchor=False)
selection_bar(view, page="treaty", ignored=shell.ignored())
treaty_page(view)
