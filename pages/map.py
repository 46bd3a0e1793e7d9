"""Map: where it happened, drawn around the shown places, and all places as a list."""

import streamlit as st

from components.map.panel import finding, place_map
from components.shell import run
from components.shell.selection_bar import selection_bar

view = run.view()

st.title(finding(view), anchor=False)
selection_bar(view, page="map", ignored=run.ignored())
place_map(view)
