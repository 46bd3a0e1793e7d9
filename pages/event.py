"""Event: one event with each claim, who says so and who disagrees; a chooser when none is named."""

import streamlit as st

from components import shell
from components.panels.embed import embed
from components.panels.event_list import PART, event_list
from components.panels.event_page import event_page
from components.panels.paper import event_paper
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

if view.selection.event:
    selection_bar(view, page="event", ignored=shell.ignored())
    title = event_page(view, shell.card_starts())
    embed(view, "event", title=title, served=shell.served())
    shell.name_tab(title)
    event_paper(view)
else:
    st.title(text("event.choose"), anchor=False)
    st.write(text("event.choose_hint"))
    selection_bar(view, page="event", ignored=shell.ignored())
    event_list(view, page="event", start=shell.list_start(PART))
