"""Exercise: an event's or a figure's publications with the outlet hidden, the class's votes, and the reveal."""

import streamlit as st

from components.exercise.panel import exercise
from components.paper.buttons import blind_paper
from components.parts import draw
from components.shell import acts, run
from pactline.wording import text

view = run.view()

draw.title(text("exercise.title"))
draw.say(text("exercise.lead"))
large = not draw.baking() and st.toggle(text("exercise.large"), key="exercise-type")
made = exercise(view, held=run.session_values("exercise"), told=acts.chart_state, large=large)
if made:
    blind_paper(view, made)
