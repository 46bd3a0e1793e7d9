"""Exercise: an event's or a figure's publications with the outlet hidden, the class's votes, and the reveal."""

import streamlit as st

from components import shell
from components.panels.exercise import exercise
from components.panels.paper import blind_paper
from pactline.wording import text

view = shell.view()

st.title(text("exercise.title"), anchor=False)
st.write(text("exercise.lead"))
large = st.toggle(text("exercise.large"), key="exercise-type")
made = exercise(view, held=shell.held("exercise"), told=shell.chart_state, large=large)
if made:
    blind_paper(view, made)
