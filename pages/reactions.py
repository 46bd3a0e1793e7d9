"""Reactions: a panel per stakeholder, with stance, speaker, words, source and the days until it spoke."""

import streamlit as st

from components import shell
from components.panels.reaction_board import reaction_board
from components.panels.selection_bar import selection_bar
from pactline.wording import text

view = shell.view()

st.title(text("reactions.title"), anchor=False)
st.write(text("reactions.lead"))
selection_bar(view, page="reactions", ignored=shell.ignored())
reaction_board(view)
