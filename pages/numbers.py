"""Numbers: each contested figure with who gave it, how far apart the estimates lie, and who is a party."""

import streamlit as st

from components.numbers.panel import numbers
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

st.title(text("numbers.title"), anchor=False)
st.write(text("numbers.lead"))
selection_bar(view, page="numbers", ignored=run.ignored())
numbers(view, look=run.look())
