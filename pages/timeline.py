"""Timeline: the shown events on an axis, the one in focus as a card, and the same as a list."""

import streamlit as st

from components import shell
from components.panels.chart import chart
from components.panels.embed import embed
from components.panels.eras import eras
from components.panels.event_list import PART, event_list
from components.panels.known import known_control
from components.panels.selection_bar import selection_bar
from components.panels.timeline_controls import lane_choice, picked_card
from pactline.wording import text

view = shell.view()

st.title(text("timeline.title"), anchor=False)
selection_bar(view, page="timeline", ignored=shell.ignored())
lane_choice(view)
known_control(view, key=shell.REWIND, handled=shell.handled(), on_known=shell.rewind())
chart(
    view,
    key="timeline",
    look=shell.look(),
    state=shell.chart_state("timeline"),
    on_pick=shell.pick("timeline"),
    on_range=shell.brush("timeline"),
)
picked_card(view)
eras(view)
event_list(view, title=text("timeline.list"), start=shell.list_start(PART))
embed(view, "timeline", title=text("timeline.title"), served=shell.served())
