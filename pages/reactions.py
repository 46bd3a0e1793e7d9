"""Reactions: a panel per stakeholder, with stance, speaker, words, source and the days until it spoke."""

import streamlit as st

from components.reactions.board import reaction_board
from components.shell import run
from components.shell.selection_bar import selection_bar
from pactline.wording import text

view = run.view()

st.title(text("reactions.title"), anchor=False)
st.write(text("reactions.lead"))
selection_bar(view, page="reactions", ignored=run.ignored())
reaction_board(view)
