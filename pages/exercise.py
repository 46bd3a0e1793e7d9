"""Exercise: an event's or a figure's publications with the outlet hidden, the class's votes, and the reveal."""

import streamlit as st

from components.exercise.panel import exercise
from components.paper.buttons import blind_paper
from components.shell import run
from pactline.wording import text

view = run.view()

st.title(text("exercise.title"), anchor=False)
st.write(text("exercise.lead"))
large = st.toggle(text("exercise.large"), key="exercise-type")
made = exercise(view, held=run.session_values("exercise"), told=run.chart_state, large=large)
if made:
    blind_paper(view, made)
