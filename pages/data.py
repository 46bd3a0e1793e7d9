"""Data: the shown events counted, and the rows of what is shown as tables and as files to take away."""

import streamlit as st

from components import shell
from components.panels.data_counts import data_counts
from components.panels.data_tables import data_tables
from components.panels.paper import view_paper
from components.panels.selection_bar import selection_bar
from components.sealed.download import sealed_download
from pactline.wording import text

view = shell.view()

st.title(text("data.title"), anchor=False)
st.write(text("data.lead"))
selection_bar(view, page="data", ignored=shell.ignored())
data_counts(view)
data_tables(view, start=shell.rows_start())
view_paper(view)
sealed_download(view)
