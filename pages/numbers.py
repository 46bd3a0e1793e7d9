"""Numbers: each contested figure with who gave it, how far apart the estimates lie, and who is a party."""

import streamlit as st

from components import shell
from components.panels.numbers import numbers
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

st.title(text("numbers.title"), anchor=False)
st.write(text("numbers.lead"))
selection_bar(view, page="numbers", ignored=shell.ignored())
numbers(view, look=shell.look())
