"""Timeline: the shown events on an axis, the one in focus as a card, and the same as a list."""

import streamlit as st

from components.parts.embed import embed
from components.parts.event_list import PART, event_list
from components.shell import run
from components.shell.selection_bar import selection_bar
from components.timeline.chart import chart
from components.timeline.controls import lane_choice, picked_card
from components.timeline.eras import eras
from components.timeline.known import known_control
from pactline.wording import text

view = run.view()

st.title(text("timeline.title"), anchor=False)
selection_bar(view, page="timeline", ignored=run.ignored())
lane_choice(view)
known_control(view, key=run.REWIND, handled=run.handled(), on_known=run.rewind())
chart(
    view,
    key="timeline",
    look=run.look(),
    state=run.chart_state("timeline"),
    on_pick=run.pick("timeline"),
    on_range=run.brush("timeline"),
)
picked_card(view)
eras(view)
event_list(view, title=text("timeline.list"), start=run.list_start(PART))
embed(view, "timeline", title=text("timeline.title"), served=run.served())
