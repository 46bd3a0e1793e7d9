"""Play: what was known when, step by step, with what each step moved and what stands against it."""

import streamlit as st

from components.play.panel import play_stage, title
from components.shell import run

view = run.view()

st.title(title(view), anchor=False)
play_stage(view, key="play")
