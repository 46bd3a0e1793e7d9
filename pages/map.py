"""Map: where it happened, as marks on plain land, the events at a place, and all places as a list."""

import streamlit as st

from components.map.panel import place_map
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

st.title(text("map.title"), anchor=False)
st.write(text("map.lead"))
selection_bar(view, page="map", ignored=run.ignored())
place_map(view, key="map", look=run.look(), state=run.chart_state("map"))
