"""Map: where it happened, as marks on plain land, the events at a place, and all places as a list."""

import streamlit as st

from components import shell
from components.panels.place_map import place_map
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

st.title(text("map.title"), anchor=False)
st.write(text("map.lead"))
selection_bar(view, page="map", ignored=shell.ignored())
place_map(view, key="map", look=shell.look(), state=shell.chart_state("map"))
