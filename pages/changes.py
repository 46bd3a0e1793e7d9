"""Changes: the ledger of editions, what was added, corrected or withdrawn, in words."""

import streamlit as st

from components import shell
from components.panels.changes import changes
from pactline.wording import text

view = shell.view()

st.title(text("changes.title"), anchor=False)
changes(view)
