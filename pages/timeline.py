"""Timeline: the shown events on an axis, the one in focus as a card, and the same as a list."""

import streamlit as st

from components import shell
from components.panels.event_list import event_list
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

st.title(text("timeline.title"), anchor=False)
selection_bar(view, page="timeline", ignored=shell.ignored())
event_list(view)
