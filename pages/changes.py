"""Changes: the ledger of editions, what was added, corrected or withdrawn, in words."""

import streamlit as st

from components.changes.panel import changes, comparison
from components.shell import run
from pactline.wording import text

view = run.view()

st.title(text("changes.title"), anchor=False)
changes(view)
comparison(view, run.record_path())
